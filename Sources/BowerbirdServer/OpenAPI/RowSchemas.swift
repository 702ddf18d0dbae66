/// What is sent to be stored, and what is known of users.
enum RowSchemas {
    // Other spellings are read too, so that other fields are no fault.
    static let all: [(name: String, schema: Schema)] = [
        (
            "Event",
            .openFields(
                [
                    "user_id": name, "item_id": name, "timestamp": time, "event_type": .word, "value": number,
                    "quantity": number, "price": number, "currency": .word, "dwell_seconds": number,
                    "session_id": .word, "query": .word,
                ], required: ["user_id", "item_id", "timestamp"])
        ),
        (
            "Review",
            .openFields(
                [
                    "text": name, "rating": number, "label": .word, "user_id": .word, "item_id": .word,
                    "title": .word, "timestamp": time, "language": .word, "review_id": .word,
                ], required: ["text"])
        ),
        (
            "Product",
            .openFields(
                [
                    "title": .word, "description": .words, "brand": .word,
                    "categories": .words,
                    "price": number, "currency": .word, "image_url": .word, "language": .word, "available": .flag,
                    "created_at": .anyOf([time, .null]),
                ], required: [])
        ),
        (
            "StoredProduct",
            .openFields(
                [
                    "item_id": .text, "title": .text, "description": .text, "brand": .text, "categories": .texts,
                    "price": .number, "currency": .text, "image_url": .text, "language": .text, "available": .boolean,
                    "created_at": .anyOf([.text, .number]), "attributes": .map(.texts),
                    "prices": .list(
                        .fields(["since": .text, "price": .number], optional: ["currency": .text])),
                ], required: ["item_id", "categories", "attributes", "prices"])
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
    private static let name = Schema.anyOf([.name, .number])
    private static let number = Schema.word
    private static let time = Schema.anyOf([.name, .number])
}
