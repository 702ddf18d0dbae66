/// What is sent to be stored, and what is known of users.
enum RowSchemas {
    // Other spellings are read too, so that other fields are no fault.
    static let all: [(name: String, schema: Schema)] = [
        (
            "Event",
            .openFields(
                [
                    "user_id": name, "item_id": name, "timestamp": time, "event_type": .loose, "value": number,
                    "quantity": number, "price": number, "currency": .loose, "dwell_seconds": number,
                    "session_id": .loose, "query": .loose,
                ], required: ["user_id", "item_id", "timestamp"])
        ),
        (
            "Review",
            .openFields(
                [
                    "text": name, "rating": number, "label": .loose, "user_id": .loose, "item_id": .loose,
                    "title": .loose, "timestamp": time, "language": .loose, "review_id": .loose,
                ], required: ["text"])
        ),
        (
            "Product",
            .openFields(
                [
                    "title": .loose, "description": .loose, "brand": .loose,
                    "categories": .anyOf([.loose, .list(.loose)]),
                    "price": number, "currency": .loose, "image_url": .loose, "language": .loose, "available": .loose,
                    "created_at": .anyOf([time, .null]),
                ], required: [])
        ),
        ("StoreChange", .fields(["inserted": .integer, "updated": .integer, "unchanged": .integer])),
        ("RejectedRow", .fields(["row": .integer, "reason": .text], optional: ["field": .text])),
        (
            "StoredRows",
            .fields([
                "stored": .map(.reference("StoreChange")), "rejected": .list(.reference("RejectedRow")),
            ])
        ),
        (
            "StoredPage",
            .fields([
                "page": .object, "stored": .map(.reference("StoreChange")),
                "rejected": .list(.reference("RejectedRow")),
            ])
        ),
        (
            "UserRecord",
            .fields([
                "user_id": .text, "attributes": .map(.texts), "interactions": .list(.object),
                "reviews": .list(.object), "queries": .list(.object), "sessions": .list(.object),
                "experiments": .list(.object),
            ])
        ),
        (
            "ForgottenUser",
            .fields([
                "user_id": .text,
                "erased": .fields([
                    "profile": .boolean, "interactions": .integer, "reviews": .integer, "queries": .integer,
                    "sessions": .integer, "experiments": .integer,
                ]), "model_trained_with_user": .boolean, "remains": .text,
            ])
        ),
    ]

    // Rows are read as those of a file: numbers may be written as texts, and texts that look like numbers as numbers.
    private static let name = Schema.anyOf([.name, .number, .boolean, .list(.loose), .object])
    private static let number = Schema.loose
    private static let time = Schema.anyOf([.name, .number])
}
