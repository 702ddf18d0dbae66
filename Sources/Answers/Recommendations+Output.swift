public import Bowerbird

extension Recommendations {
    /// The list as it is printed: one object, or a row an item.
    public var record: OutputRecord { record(in: nil) }

    /// The same with the experiment that it is part of.
    public func record(in place: ExperimentPlace?) -> OutputRecord {
        OutputRecord(
            .record([
                "user_id": .string(userID.rawValue), "items": .array(items.map(\.json)),
                "cold_start": isColdStart ? .bool(true) : nil, "model": .string(modelVersion),
                "experiment": place.map { .string($0.experiment) }, "arm": place.map { .string($0.arm.rawValue) },
                "next_cursor": nextCursor.map { .string($0) },
            ]), rows: items.map { $0.row(key: "user_id", value: .string(userID.rawValue)) })
    }
}

extension [RecommendedItem] {
    /// A list for something other than a user, named by `key`.
    /// - Parameters:
    ///   - column: what it is called in tables, where the items have columns of their own.
    ///   - isColdStart: whether nothing is known of what it is for.
    public func record(
        key: String, column: String? = nil, value: JSONValue, isColdStart: Bool = false
    ) -> OutputRecord {
        let mark: [JSONValue.Field] = isColdStart ? [.init(name: "cold_start", value: .bool(true))] : []
        return OutputRecord(
            .object([.init(name: key, value: value), .init(name: "items", value: .array(map(\.json)))] + mark),
            rows: map { $0.row(key: column ?? key, value: value) })
    }
}

extension RecommendedItem {
    /// The item as it is printed.
    public var json: JSONValue {
        .record([
            "rank": .integer(rank), "item_id": .string(itemID.rawValue), "score": .float(score),
            "title": title.map { .string($0) }, "reasons": reasons.isEmpty ? nil : .array(reasons.map(\.json)),
        ])
    }

    /// The item as a flat row that begins with what the list is for.
    public func row(key: String, value: JSONValue) -> JSONValue {
        var fields: [JSONValue.Field] = [
            .init(name: key, value: value), .init(name: "rank", value: .integer(rank)),
            .init(name: "item_id", value: .string(itemID.rawValue)), .init(name: "score", value: .float(score)),
            .init(name: "title", value: title.map { .string($0) } ?? .null),
        ]
        if let reason = reasons.first { fields.append(.init(name: "reason", value: .string(reason.text))) }
        return .object(fields)
    }
}

extension Reason {
    /// The reason as it is printed.
    public var json: JSONValue {
        .record([
            "kind": .string(kind), "text": .string(text), "item_id": itemID.map { .string($0.rawValue) },
            "weight": .float(weight),
        ])
    }
}
