public import Bowerbird

extension UserRecord {
    /// Everything that is stored of the user, in the spelling of imports.
    public var json: JSONValue {
        .record([
            "user_id": .string(userID.rawValue),
            "attributes": .object(
                (profile?.attributes ?? [:]).sorted { $0.key < $1.key }.map {
                    .init(name: $0.key, value: .array($0.value.map { .string($0) }))
                }),
            "interactions": .array(interactions.map(\.json)), "reviews": .array(reviews.map(\.json)),
            "queries": .array(queries.map(\.json)), "sessions": .array(sessions.map(\.json)),
            "experiments": .array(exposures.map(\.json)),
        ])
    }
}

extension ForgottenUser {
    /// What was erased and what is left.
    public var json: JSONValue {
        .record([
            "user_id": .string(userID.rawValue),
            "erased": .record([
                "profile": .bool(erasure.wasKnown), "interactions": .integer(erasure.interactions),
                "reviews": .integer(erasure.reviews), "queries": .integer(erasure.queries),
                "sessions": .integer(erasure.sessions), "experiments": .integer(erasure.exposures),
            ]),
            "model_trained_with_user": .bool(model != nil), "remains": .string(remains),
        ])
    }
}

extension Interaction {
    /// The interaction in the spelling of imports.
    public var json: JSONValue {
        .record([
            "item_id": .string(itemID.rawValue), "timestamp": timestamp.json, "event_type": .string(eventType),
            "value": value.map { .number($0) }, "quantity": quantity.map { .number($0) },
            "price": price.map { .number($0) }, "currency": currency.map { .string($0) },
            "dwell_seconds": dwellSeconds.map { .number($0) }, "session_id": sessionID.map { .string($0) },
            "query": query.map { .string($0) },
        ])
    }
}

extension Review {
    /// The review in the spelling of imports.
    public var json: JSONValue {
        .record([
            "review_id": reviewID.map { .string($0) }, "text": .string(text), "title": title.map { .string($0) },
            "rating": rating.map { .number($0) }, "label": label.map { .string($0.rawValue) },
            "item_id": itemID.map { .string($0.rawValue) }, "timestamp": timestamp?.json,
            "language": language.map { .string($0) },
        ])
    }
}

extension SearchQuery {
    /// The query in the spelling of imports.
    public var json: JSONValue {
        .record([
            "query": .string(query), "category": category.map { .string($0) },
            "item_id": itemID.map { .string($0.rawValue) }, "timestamp": timestamp?.json,
            "language": language.map { .string($0) },
        ])
    }
}

extension Session {
    /// The session in the spelling of imports.
    public var json: JSONValue {
        .record([
            "session_id": .string(sessionID), "timestamp": timestamp?.json, "purchased": purchased.map { .bool($0) },
            "attributes": .object(
                attributes.sorted { $0.key < $1.key }.map {
                    .init(name: $0.key, value: .array($0.value.map { .string($0) }))
                }),
        ])
    }
}

extension Timestamp {
    /// ISO 8601, or the position of an event in data that knows no time.
    var json: JSONValue { isOrdinal ? .integer(Int(milliseconds)) : .string(iso8601) }
}
