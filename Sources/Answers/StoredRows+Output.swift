public import Bowerbird

/// What became of rows that were sent.
public struct StoredRows: Sendable {
    /// What was stored, by kind.
    public let stored: [(kind: String, change: StoreChange)]
    /// What was not.
    public let rejected: [RejectedRow]

    /// - Parameters:
    ///   - stored: what was stored, by kind.
    ///   - rejected: what was not.
    public init(stored: [(kind: String, change: StoreChange)], rejected: [RejectedRow]) {
        self.stored = stored
        self.rejected = rejected
    }

    /// As it is answered.
    public var json: JSONValue {
        .record([
            "stored": .object(stored.map { .init(name: $0.kind, value: $0.change.json) }),
            "rejected": .array(rejected.map(\.json)),
        ])
    }
}

extension StoreChange {
    var json: JSONValue {
        .record([
            "inserted": .integer(inserted), "updated": .integer(updated), "unchanged": .integer(unchanged),
        ])
    }
}

extension RejectedRow {
    /// Which row was left out, and why.
    public var json: JSONValue {
        .record(["row": .integer(line), "field": field.map { .string($0) }, "reason": .string(reason)])
    }
}
