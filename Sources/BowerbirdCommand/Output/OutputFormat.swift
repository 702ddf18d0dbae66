import ArgumentParser

/// How results are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// Aligned columns for people.
    case table
    /// One JSON object a line.
    case jsonl
    /// RFC 4180 with a header row.
    case csv
}
