/// What is sent to be stored, and what is known of users.
enum RowSchemas {
    // Other spellings are read too, so that other fields are no fault.
    static let all: [(name: String, schema: Schema)] = [
        (
            "Event",
            .openFields(
                [
                    "user_id": .text, "item_id": .text, "timestamp": time, "event_type": .text, "value": .number,
                    "quantity": .number, "price": .number, "currency": .text, "dwell_seconds": .number,
                    "session_id": .text, "query": .text,
                ], required: ["user_id", "item_id", "timestamp"])
        ),
        (
            "Review",
            .openFields(
                [
                    "text": .text, "rating": .number, "label": .text, "user_id": .text, "item_id": .text,
                    "title": .text, "timestamp": time, "language": .text, "review_id": .text,
                ], required: ["text"])
        ),
        (
            "Product",
            .openFields(
                [
                    "title": .text, "description": .text, "brand": .text, "categories": .anyOf([.text, .texts]),
                    "price": .number, "currency": .text, "image_url": .text, "language": .text,
                    "available": .boolean, "created_at": time,
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
            ])
        ),
        (
            "ForgottenUser",
            .fields([
                "user_id": .text,
                "erased": .fields([
                    "profile": .boolean, "interactions": .integer, "reviews": .integer, "queries": .integer,
                    "sessions": .integer,
                ]), "model_trained_with_user": .boolean, "remains": .text,
            ])
        ),
    ]

    private static let time = Schema.anyOf([.text, .number])
}
