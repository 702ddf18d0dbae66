/// A thing in the schema.org vocabulary, whether it was written as JSON-LD, microdata or RDFa.
struct SchemaItem: Sendable, Equatable {
    /// Type names without their vocabulary: `Product`, not `http://schema.org/Product`.
    var types: [String] = []
    /// The same as they are written.
    var typeNames: [String] = []
    /// Values by property, in the order in which they stand on the page.
    var properties: [String: [SchemaValue]] = [:]
    /// What other things refer to it by.
    var id: String?

    func isA(_ names: Set<String>) -> Bool { types.contains { names.contains($0) } }
    func isA(_ name: String) -> Bool { types.contains(name) }

    /// The first text of the first of these properties that has one; of a thing, its name.
    func text(_ names: String...) -> String? {
        for name in names {
            for value in properties[name] ?? [] {
                if let text = value.text { return text }
            }
        }
        return nil
    }

    /// All texts of a property; of things, their names or addresses.
    func texts(_ name: String) -> [String] { (properties[name] ?? []).compactMap(\.text) }

    /// The things that properties name.
    func items(_ names: String...) -> [SchemaItem] {
        guard properties.contains(where: { $0.value.contains(where: \.isThing) }) else { return [] }
        var result: [SchemaItem] = []
        for name in names {
            for case .item(let item) in properties[name] ?? [] { result.append(item) }
        }
        return result
    }

    /// A type or property name without the address of its vocabulary.
    static func localName(_ name: some StringProtocol) -> String {
        let name = String(name)
        let bytes = name.utf8
        guard let last = bytes.lastIndex(where: { !isSeparator($0) }) else { return "" }
        let start = bytes[...last].lastIndex(where: isSeparator).map { bytes.index(after: $0) } ?? bytes.startIndex
        return String(name[start..<bytes.index(after: last)])
    }

    /// Names that stand in an attribute with white space between them.
    static func names(_ text: String) -> [String] {
        guard text.utf8.count <= longestNames else { return [] }
        let isOne = !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x80 }
        return isOne ? [text] : text.unicodeScalars.split { Whitespace.isBlank($0.value) }.map { String($0) }
    }

    // More is a page whose quotation mark does not end.
    private static let longestNames = 2000

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: ":")
    }
}

/// What a property may be.
indirect enum SchemaValue: Sendable, Equatable {
    case text(String)
    /// Text that may hold tags and references, as strings in JSON-LD do: decoded where it is asked for, as most are not.
    case markup(String)
    case item(SchemaItem)

    var isThing: Bool {
        if case .item = self { return true }
        return false
    }

    /// The text itself, or what stands for a thing: its name, value or address.
    var text: String? {
        switch self {
        case .text(let text): Whitespace.meaningful(text)
        case .markup(let text): Whitespace.meaningful(PlainText.decoded(text))
        case .item(let item): item.text("name", "@value", "value", "url", "contentUrl") ?? item.id
        }
    }
}
