/// Puts things in the place of those that refer to them by their id instead of repeating them (JSON-LD 1.1, node references).
struct JSONLDReferences {
    private let known: [String: SchemaItem]
    // How many bytes may stand in the place of references: a thing that many refer to is read once for each of them, and things
    // that refer to many that refer to many would fill the memory.
    private var bytesLeft: Int
    // What stands for an id at each depth, and how large it is, as far as it was asked for.
    private var resolvedIDs = [[String: (item: SchemaItem, bytes: Int)]](repeating: [:], count: deepest + 1)

    private static let deepest = 4
    private static let fewBytes = 100_000
    // Of a thing without any text, and of a value.
    private static let bytesPerThing = 100

    /// - Parameters:
    ///   - known: the things that have an id and say more than that.
    ///   - pageBytes: how large the page is.
    init(known: [String: SchemaItem], pageBytes: Int) {
        self.known = known
        bytesLeft = 2 * pageBytes + Self.fewBytes
    }

    /// A thing with what it refers to, as long as there is room for it.
    mutating func resolved(_ item: SchemaItem, depth: Int = 0) -> SchemaItem {
        guard item.types.isEmpty, let id = item.id, let whole = known[id] else { return expanded(item, depth) }
        let resolved: (item: SchemaItem, bytes: Int)
        if let same = resolvedIDs[depth][id] {
            resolved = same
        } else {
            let item = expanded(whole, depth)
            resolved = (item, Self.bytes(of: item))
            resolvedIDs[depth][id] = resolved
        }
        guard resolved.bytes <= bytesLeft else { return item }
        bytesLeft -= resolved.bytes
        return resolved.item
    }

    private mutating func expanded(_ item: SchemaItem, _ depth: Int) -> SchemaItem {
        guard depth < Self.deepest else { return item }
        var item = item
        for (name, values) in item.properties where values.contains(where: \.isThing) {
            item.properties[name] = values.map { value in
                guard case .item(let inner) = value else { return value }
                return .item(resolved(inner, depth: depth + 1))
            }
        }
        return item
    }

    private static func bytes(of item: SchemaItem) -> Int {
        item.properties.values.reduce(bytesPerThing) { bytes, values in
            values.reduce(bytes + bytesPerThing) { bytes, value in
                switch value {
                case .text(let text), .markup(let text): bytes + text.utf8.count
                case .item(let item): bytes + self.bytes(of: item)
                }
            }
        }
    }
}
