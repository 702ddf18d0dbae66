import Bowerbird
public import Storage

extension StoredImport {
    /// The import as it is printed; in tables, what was stored is a few words.
    public var record: OutputRecord {
        let head: [JSONValue.Field] = [
            .init(name: "ended_at", value: .string(endedAt.iso8601)), .init(name: "source", value: .string(source)),
        ]
        let rejected = JSONValue.Field(name: "rejected", value: .integer(rejectedCount))
        let words = parts.map { "\($0.kind) \($0.words)" }.joined(separator: "; ")
        return OutputRecord(
            .object(
                head + [
                    .init(
                        name: "stored", value: .object(parts.map { JSONValue.Field(name: $0.kind, value: $0.json) })),
                    rejected, .init(name: "problems", value: .array(problems.map { .string($0) })),
                ]),
            rows: [
                .object(
                    head + [
                        .init(name: "stored", value: .string(words)), rejected,
                        .init(name: "problems", value: .string(problems.joined(separator: "; "))),
                    ])
            ])
    }
}

extension StoredImport.Part {
    /// How many rows were new, changed or known already, in words.
    public var words: String {
        [("new", inserted), ("changed", updated), ("known already", unchanged)]
            .filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
    }

    fileprivate var json: JSONValue {
        .record(["inserted": .integer(inserted), "updated": .integer(updated), "unchanged": .integer(unchanged)])
    }
}
