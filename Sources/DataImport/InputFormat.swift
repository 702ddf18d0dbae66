/// How a table is written down.
public enum InputFormat: String, Sendable, CaseIterable {
    /// Comma-separated values with a header row (RFC 4180).
    case csv
    /// Tab-separated values with a header row.
    case tsv
    /// One JSON object a line.
    case jsonl

    /// The format that a file's name suggests, `.gz` set aside.
    /// - Throws: ``ImportError/unknownFormat(file:)``.
    public init(fileName: String) throws(ImportError) {
        var name = fileName.lowercased()
        if name.hasSuffix(".gz") { name.removeLast(3) }
        switch name.split(separator: ".").last.map(String.init) {
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        case "jsonl", "json", "ndjson", "jl": self = .jsonl
        default: throw ImportError.unknownFormat(file: fileName)
        }
    }
}
