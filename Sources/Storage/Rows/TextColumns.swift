import Foundation

/// Lists and attributes as JSON in a text column, with sorted keys so that equal values are equal text.
enum TextColumns {
    static func encode(_ value: [[String]]) throws -> String? { value.isEmpty ? nil : try text(value) }

    static func encode(_ value: [String: [String]]) throws -> String? { value.isEmpty ? nil : try text(value) }

    static func categories(_ column: String?) throws -> [[String]] {
        try column.map { try JSONDecoder().decode([[String]].self, from: Data($0.utf8)) } ?? []
    }

    static func attributes(_ column: String?) throws -> [String: [String]] {
        try column.map { try JSONDecoder().decode([String: [String]].self, from: Data($0.utf8)) } ?? [:]
    }

    private static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
