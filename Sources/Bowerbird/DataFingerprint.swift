import Crypto
import DataModel
import Foundation

/// A fingerprint of a shop's data: equal data gives equal fingerprints, on every machine.
enum DataFingerprint {
    /// SHA-256 over every column and row, in lower-case hexadecimal.
    static func of(_ snapshot: Snapshot) -> String {
        var hash = SHA256()
        func add(_ text: String?) {
            var length = Int64(text?.utf8.count ?? -1)
            withUnsafeBytes(of: &length) { hash.update(bufferPointer: $0) }
            if let text { hash.update(data: Array(text.utf8)) }
        }
        func add<Value>(_ column: [Value]) { column.withUnsafeBytes { hash.update(bufferPointer: $0) } }
        for id in snapshot.users.identifiers { add(id) }
        for id in snapshot.items.identifiers { add(id) }
        add(snapshot.interactions.users)
        add(snapshot.interactions.items)
        add(snapshot.interactions.timestamps)
        add(snapshot.interactions.eventTypes)
        add(snapshot.interactions.values.map(\.bitPattern))
        for case let product? in snapshot.products {
            for text in [product.itemID.rawValue, product.title, product.description, product.brand] { add(text) }
            for path in product.categories { add(path.joined(separator: " > ")) }
            add(product.price.map { "\($0)" })
            add(product.available.map { "\($0)" })
            for name in product.attributes.keys.sorted() {
                add(name + "=" + (product.attributes[name] ?? []).joined(separator: "|"))
            }
        }
        for review in snapshot.reviews {
            add(review.fullText)
            add(review.sentiment?.rawValue)
        }
        for query in snapshot.queries {
            add(query.query)
            add(query.category)
            add(query.itemID?.rawValue)
        }
        return hash.finalize().hexadecimal
    }
}
