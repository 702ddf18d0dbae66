/// What a row says about one field.
enum FieldValue: Equatable, Sendable {
    case absent
    case text(String)
    case list([String])
}

/// One row as it stands in a file, with its values in the order of a schema's fields.
public struct Record: Sendable {
    /// The line on which it begins, from 1.
    var line = 0
    /// One value per field of the schema.
    var values: [FieldValue] = []
    /// Columns that are no field of the schema, by name.
    var attributes: [String: [String]] = [:]
    /// A fault that makes the whole row unusable (wrong number of fields, broken UTF-8, not JSON).
    var fault: FieldError?
}

/// Reads one record after another.
protocol RecordReader {
    /// The next record, or `nil` at the end of the input.
    mutating func next() throws(ImportError) -> Record?
    /// The last record as it can be written to a file of rejects.
    func lastRowText() -> String
    /// The header that the records stand under, written the same way; `nil` where there is none.
    var headerText: String? { get }
}
