import DataModel
import Foundation
import Storage
import Testing

/// What every back end must do with what is noted of imports, and with the reviews of an item.
extension StoreContract {
    private static func record(_ id: String, _ rejected: Int = 0, _ problems: [String] = []) -> StoredImport {
        StoredImport(
            id: id, endedAt: Timestamp(milliseconds: 1_770_000_000_123), source: "/data/o'events 中.csv",
            parts: [
                .init(kind: "interactions", StoreChange(inserted: 5, updated: 2, unchanged: 1)),
                .init(kind: "products", StoreChange(inserted: 1)),
            ], rejectedCount: rejected, problems: problems)
    }

    static func importsAreNoted(_ store: any Store) throws {
        #expect(try store.imports(limit: 5) == [])
        let writes = try store.writeCount()
        let records = [
            record("b"), record("a", 3, ["events.csv:4: \"x\" is no time", "events.csv:9: …"]), record("c"),
        ]
        for record in records { try store.note(record) }
        // Sent twice, noted once.
        try store.note(records[0])
        #expect(try store.imports(limit: 5) == records.reversed())
        #expect(try store.imports(limit: 1) == [records[2]])
        #expect(try store.writeCount() == writes)
    }

    static func anErasureForgetsWhatBadRowsSaid(_ store: any Store) throws {
        try store.note(record("a", 3, ["events.csv:4: user_id 'anna' …"]))
        // Whose rows were all bad is not known otherwise.
        _ = try store.write { try $0.erase("anna") }
        #expect(try store.imports(limit: 5) == [record("a", 3)])
    }

    static func pricesAreKeptAsTheyChange(_ store: any Store) throws {
        func prices() throws -> [String] {
            try store.prices(of: "a", limit: 9).map { "\($0.price) \($0.currency ?? "-")" }
        }
        func upsert(_ products: Product...) throws { _ = try store.write { try $0.upsert(products) } }
        let before = Timestamp(seconds: Date().timeIntervalSince1970 - 1)
        try upsert(Product(itemID: "a", title: "Tent"), Product(itemID: "b", price: 1))
        #expect(try prices() == [])
        try upsert(Product(itemID: "a", price: 90))
        // The same price again, or something else that changes, is no new price.
        try upsert(Product(itemID: "a", price: 90), Product(itemID: "a", title: "Tent for two"))
        try upsert(Product(itemID: "a", price: 80, currency: "EUR"))
        try upsert(Product(itemID: "a", price: 90))
        try upsert(Product(itemID: "a", price: 90, currency: "CHF"))
        #expect(try prices() == ["90.0 -", "80.0 EUR", "90.0 EUR", "90.0 CHF"])
        #expect(try store.prices(of: "a", limit: 1).map(\.currency) == ["CHF"])
        let times = try store.prices(of: "a", limit: 9).map(\.since)
        #expect(times == times.sorted() && times.allSatisfy { $0 > before })
        #expect(try store.write { try $0.eraseItem("a") })
        #expect(try prices() == [] && store.prices(of: "b", limit: 9).count == 1)
    }

    static func theNewestReviewsOfAnItem(_ store: any Store) throws {
        _ = try store.write { writer in
            try writer.upsert(
                (0..<5).map { Review(reviewID: "r\($0)", text: "text \($0)", itemID: $0 == 1 ? "other" : "i") })
        }
        #expect(try store.reviews(about: "i", limit: 3).map(\.text) == ["text 2", "text 3", "text 4"])
        #expect(try store.reviews(about: "i", limit: 9).count == 4)
        #expect(try store.reviews(about: "nothing", limit: 9) == [])
    }
}
