/// Why a file cannot be imported at all. Faults of single rows are ``RejectedRow``s instead.
public enum ImportError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file cannot be opened or read.
    case cannotRead(file: String, reason: String)
    /// The header lacks a column that every row needs.
    case missingColumn(file: String, wanted: String, found: [String], suggestion: String?)
    /// A `--map` names a column that the file does not have.
    case unmappedColumn(file: String, column: String, found: [String])
    /// Two columns have the same name.
    case repeatedColumn(file: String, column: String)
    /// Two columns mean the same field.
    case duplicateColumn(file: String, field: String, columns: [String])
    /// The format cannot be told from the file's name.
    case unknownFormat(file: String)
    /// There is no such data set.
    case unknownDataset(name: String, known: [String])
    /// A data set's folder lacks its files.
    case incompleteDataset(name: String, path: String, wanted: String)
    /// A `--map` is not of the form theirs=ours, or names no field.
    case badMapping(text: String, fields: [String])

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .cannotRead(let file, let reason):
            return "\(file): \(reason)"
        case .missingColumn(let file, let wanted, let found, let suggestion):
            let hint =
                suggestion.map { "; if that is '\($0)', say --map '\($0)=\(wanted)'" }
                ?? "; name it with --map theirs=\(wanted)"
            return "\(file):1: no column '\(wanted)' among \(found.map { "'\($0)'" }.joined(separator: ", "))\(hint)"
        case .unmappedColumn(let file, let column, let found):
            return
                "\(file):1: --map: there is no column '\(column)'; the file has \(found.map { "'\($0)'" }.joined(separator: ", "))"
        case .repeatedColumn(let file, let column):
            return "\(file):1: two columns are called '\(column)'; remove or rename one"
        case .duplicateColumn(let file, let field, let columns):
            return
                "\(file):1: the columns \(columns.map { "'\($0)'" }.joined(separator: " and ")) both give '\(field)'; remove or rename one"
        case .unknownFormat(let file):
            return "\(file): cannot tell the format from the name; say --input-format csv, tsv or jsonl"
        case .unknownDataset(let name, let known):
            return "there is no data set '\(name)'; known: \(known.joined(separator: ", "))"
        case .incompleteDataset(let name, let path, let wanted):
            return "\(path) does not look like \(name): expected \(wanted)"
        case .badMapping(let text, let fields):
            return "'\(text)' is not a mapping: write theirs=ours, with ours one of \(fields.joined(separator: ", "))"
        }
    }
}

/// A row that was left out, and why.
public struct RejectedRow: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file it is in.
    public let file: String
    /// The line on which it begins, from 1.
    public let line: Int
    /// The field at fault, if one is.
    public let field: String?
    /// What is wrong with it and how to mend it.
    public let reason: String
    /// The row as it can be written to a file of rejects.
    public let text: String
    /// The header that the row stands under, written the same way; `nil` where the file has none.
    public let header: String?

    init(file: String, line: Int, field: String?, reason: String, text: String, header: String? = nil) {
        self.file = file
        self.line = line
        self.field = field
        self.reason = reason
        self.text = text
        self.header = header
    }

    /// A file that was left out as a whole.
    public init(file: String, reason: String) {
        self.init(file: file, line: 1, field: nil, reason: reason, text: file)
    }

    /// `file:line: field: reason`.
    public var description: String { "\(file):\(line): \(field.map { $0 + ": " } ?? "")\(reason)" }
}

/// What is wrong with one field of a row.
public struct FieldError: Error, Equatable, Sendable {
    let field: String?
    let reason: String
}
