import DataModel
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
