/// One answer: the JSON object that stands for it, and the flat rows that stand for it in tables and CSV.
public struct OutputRecord: Sendable {
    /// The whole answer.
    public let json: JSONValue
    /// The same as flat rows.
    public let rows: [[JSONValue.Field]]

    /// An answer that is the same flat row in every format.
    public init(_ json: JSONValue) {
        self.json = json
        if case .object(let fields) = json { rows = [fields] } else { rows = [] }
    }

    /// An answer whose JSON is nested and whose rows are flat.
    public init(_ json: JSONValue, rows: [JSONValue]) {
        self.json = json
        self.rows = rows.compactMap { row in
            if case .object(let fields) = row { return fields }
            return nil
        }
    }
}
