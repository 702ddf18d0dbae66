/// One answer: the JSON object that stands for it, and the flat rows that stand for it in tables and CSV.
public struct OutputRecord: Sendable {
    /// The whole answer.
    public let json: JSONValue
    // Made where somebody asks for them: most answers are read as JSON.
    private let makeRows: @Sendable () -> [JSONValue]

    /// An answer that is the same flat row in every format.
    public init(_ json: JSONValue) { self.init(json, rows: [json]) }

    /// An answer whose JSON is nested and whose rows are flat.
    public init(_ json: JSONValue, rows: @autoclosure @escaping @Sendable () -> [JSONValue]) {
        self.json = json
        makeRows = rows
    }

    /// The same as flat rows.
    public var rows: [[JSONValue.Field]] {
        makeRows().compactMap { row in
            if case .object(let fields) = row { return fields }
            return nil
        }
    }
}
