/// A kind of row that can be read from a table or from JSON Lines.
public protocol ImportableRow: Sendable {
    /// What rows of this kind are called.
    static var kindName: String { get }
    /// The fields of such a row and the names they go by.
    static var schema: Schema { get }
    /// The row that a record stands for.
    /// - Throws: ``FieldError`` when a field is missing or means nothing.
    init(_ record: Record) throws(FieldError)
}

extension ImportableRow {
    /// The names of its fields, for messages and help.
    public static var fieldNames: [String] { schema.fields.map(\.name) }
}
