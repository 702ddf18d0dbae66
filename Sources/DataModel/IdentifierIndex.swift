/// Numbers identifiers 0, 1, 2, … in the order they are first seen, so that everything downstream works on `Int32`.
public struct IdentifierIndex: Sendable, Equatable {
    /// Identifier by number.
    public private(set) var identifiers: [String] = []
    private var numbers: [String: Int32] = [:]

    /// An empty index.
    public init() {}

    /// An index that numbers `identifiers` in their order; repeats keep their first number.
    public init(_ identifiers: some Sequence<String>) {
        for identifier in identifiers { _ = insert(identifier) }
    }

    /// How many identifiers there are.
    public var count: Int { identifiers.count }

    /// The number of `identifier`, given now if it is new.
    public mutating func insert(_ identifier: String) -> Int32 {
        if let known = numbers[identifier] { return known }
        let number = Int32(identifiers.count)
        numbers[identifier] = number
        identifiers.append(identifier)
        return number
    }

    /// The number of `identifier`, or `nil` if it was never seen.
    public func number(of identifier: String) -> Int32? { numbers[identifier] }

    /// The identifier numbered `number`.
    public subscript(number: Int32) -> String { identifiers[Int(number)] }

    /// Same identifiers in the same order.
    public static func == (left: IdentifierIndex, right: IdentifierIndex) -> Bool {
        left.identifiers == right.identifiers
    }
}
