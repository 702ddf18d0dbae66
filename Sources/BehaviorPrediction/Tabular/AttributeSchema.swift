public import LinearAlgebra

/// How rows of named texts become columns of numbers: what is a number stays one, what is not becomes a column for each
/// frequent value.
public struct AttributeSchema: Sendable, Equatable, Codable {
    /// One source of columns.
    struct Attribute: Sendable, Equatable, Codable {
        let name: String
        /// Whether the value itself is a column.
        let isNumeric: Bool
        /// Values that have a column of their own, most frequent first.
        let values: [String]

        var width: Int { (isNumeric ? 1 : 0) + values.count }
    }

    let attributes: [Attribute]

    // Whole numbers with no more different values than this may as well be codes.
    private static let mostCodes = 25
    // A value seldomer than this is like any other rare one.
    private static let leastRows = 10
    private static let mostValues = 60

    /// Learns which attributes are numbers and which values they take.
    /// - Parameters:
    ///   - rows: values by name, one dictionary a row; a name may be missing.
    ///   - takesCodes: whether whole numbers of few different values get a column for each of them too. A model that lays
    ///     columns out between many knots tells them apart without, and has fewer columns to be misled by.
    public init(_ rows: [[String: [String]]], takesCodes: Bool = true) {
        let names = Set(rows.flatMap(\.keys)).sorted()
        attributes = names.compactMap { name in
            var counts: [String: Int] = [:]
            var numbers = 0
            var wholeNumbers = 0
            var filled = 0
            for row in rows {
                for value in row[name] ?? [] where !value.isEmpty {
                    filled += 1
                    counts[value, default: 0] += 1
                    guard let number = Float(value), number.isFinite else { continue }
                    numbers += 1
                    if number == number.rounded() { wholeNumbers += 1 }
                }
            }
            guard filled > 0 else { return nil }
            let isNumeric = numbers * 20 >= filled * 19
            let mayBeCodes = takesCodes && wholeNumbers == numbers && counts.count <= Self.mostCodes
            let hasCodes = !isNumeric || mayBeCodes
            let frequent = counts.filter { $0.value >= min(Self.leastRows, max(rows.count / 20, 1)) }
                .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mostValues).map(\.key)
            return Attribute(name: name, isNumeric: isNumeric, values: hasCodes ? frequent : [])
        }
    }

    /// The name of each column: `age`, `country = DE`.
    public var columns: [String] {
        attributes.flatMap { attribute in
            (attribute.isNumeric ? [attribute.name] : []) + attribute.values.map { "\(attribute.name) = \($0)" }
        }
    }

    /// How many columns a row has.
    var width: Int { attributes.reduce(0) { $0 + $1.width } }

    /// `[rows × columns]`; NaN for a number that is missing, and for every value of an attribute that is.
    public func matrix(_ rows: [[String: [String]]]) -> Matrix {
        var elements: [Float] = []
        elements.reserveCapacity(rows.count * width)
        for row in rows { append(row, to: &elements) }
        return Matrix(rows: rows.count, columns: width, elements: elements)
    }

    /// Adds the columns of one row.
    func append(_ row: [String: [String]], to elements: inout [Float]) {
        for attribute in attributes {
            let values = (row[attribute.name] ?? []).filter { !$0.isEmpty }
            if attribute.isNumeric {
                let number = values.first.flatMap { Float($0) } ?? .nan
                elements.append(number.isFinite ? number : .nan)
            }
            for value in attribute.values { elements.append(values.isEmpty ? .nan : values.contains(value) ? 1 : 0) }
        }
    }
}
