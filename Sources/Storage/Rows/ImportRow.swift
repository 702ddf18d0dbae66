import DataModel
import Foundation

/// Imports as rows.
enum ImportRow {
    /// The columns that ``record(_:)`` reads, in their order.
    static let columns = "name, ended_at, source, parts, rejected, problems"

    /// The import in a row of ``columns``.
    static func record(_ row: some StoredRow) -> StoredImport {
        StoredImport(
            id: row.text(0) ?? "", endedAt: Timestamp(milliseconds: row.integer(1) ?? 0), source: row.text(2) ?? "",
            parts: decoded(row.text(3)) ?? [], rejectedCount: Int(row.integer(4) ?? 0),
            problems: decoded(row.text(5)) ?? [])
    }

    /// Parts or problems as a column holds them.
    static func text(_ values: [some Encodable]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(values)).map { String(decoding: $0, as: UTF8.self) } ?? none
    }

    /// No values.
    static let none = "[]"

    private static func decoded<Value: Decodable>(_ text: String?) -> [Value]? {
        try? JSONDecoder().decode([Value].self, from: Data((text ?? none).utf8))
    }
}
