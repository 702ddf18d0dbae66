import Answers
import Bowerbird
import DataModel
import Hummingbird

extension Service {
    /// What shops send while they run: events, reviews, products.
    var rowEndpoints: [Endpoint] {
        [
            rowEndpoint(
                .post, "/v1/events", "storeEvents",
                "Stores what users did; it counts in their next lists. One object, an array, or JSON Lines, with the fields of `import interactions`.",
                Interaction.self, "Event"
            ) { $0.interactions = $1 },
            rowEndpoint(
                .post, "/v1/reviews", "storeReviews",
                "Stores reviews. One object, an array, or JSON Lines, with the fields of `import reviews`.",
                Review.self, "Review"
            ) { $0.reviews = $1 },
            Endpoint(
                method: .get, path: "/v1/products/{id}", name: "product", scope: .read,
                summary: "What the catalogue says of an item, and the prices that it has had, oldest first.",
                parameters: [.path("id", "The item.")],
                answer: .init(summary: "The product.", schema: .reference("StoredProduct")), problems: [.notFound],
                handler: { [self] call in
                    let item = ItemID(rawValue: try call.parameter("id"))
                    guard let product = try shop.store.product(item) else {
                        throw Problem(.notFound, "unknown-item", "the catalogue does not describe '\(item)'")
                    }
                    let prices = try shop.store.prices(of: item, limit: Self.mostPrices)
                    return Response(product.json(prices: prices), to: call.request)
                }),
            Endpoint(
                method: .put, path: "/v1/products/{id}", name: "storeProduct", scope: .write,
                summary: "Stores what the catalogue says of an item; fields that are left out stay as they are.",
                parameters: [.path("id", "The item."), .idempotencyKey],
                body: .init(contents: [(MediaType.json, .reference("Product"))]),
                answer: .init(summary: "What was stored.", schema: .reference("StoredRows")),
                problems: Self.writeProblems,
                handler: { [self] call in
                    let item = ItemID(rawValue: try call.parameter("id"))
                    let bytes = try await call.body(of: [MediaType.json]).bytes
                    let batch = try JSONRows.read(
                        Product.self, bytes, isLines: false, defaults: ["item_id": item.rawValue])
                    guard batch.rows.count + batch.rejected.count == 1 else {
                        throw Problem(.unprocessableContent, "bad-body", "the body must be one JSON object")
                    }
                    if let other = batch.rows.first?.itemID, other != item {
                        throw Problem(
                            .unprocessableContent, "bad-body",
                            "the path says item '\(item)', the body '\(other)': leave item_id out, or make them the same"
                        )
                    }
                    var rows = NewRows()
                    rows.products = batch.rows
                    return try await call.storing(rows, rejected: batch.rejected, body: bytes, in: self)
                }),
        ]
    }

    private static let mostPrices = 1_000

    static let writeProblems: [HTTPResponse.Status] = [
        .unprocessableContent, .serviceUnavailable, .insufficientStorage,
    ]

    private func rowEndpoint<Row: ImportableRow>(
        _ method: HTTPRequest.Method, _ path: String, _ name: String, _ summary: String, _ type: Row.Type,
        _ schema: String, _ add: @escaping @Sendable (inout NewRows, [Row]) -> Void
    ) -> Endpoint {
        Endpoint(
            method: method, path: path, name: name, scope: .write, summary: summary, parameters: [.idempotencyKey],
            body: .init(contents: [
                (MediaType.json, .anyOf([.reference(schema), .list(.reference(schema))])),
                (MediaType.jsonLines, .reference(schema)),
            ]), answer: .init(summary: "What was stored, and what was not.", schema: .reference("StoredRows")),
            problems: Self.writeProblems,
            handler: { [self] call in
                let body = try await call.body(
                    of: [MediaType.json, MediaType.jsonLines], limit: ServerSettings.largestRowBody)
                let batch = try JSONRows.read(
                    type, body.bytes, isLines: body.mediaType == MediaType.jsonLines ? true : nil)
                var new = NewRows()
                add(&new, batch.rows)
                return try await call.storing(new, rejected: batch.rejected, body: body.bytes, in: self)
            })
    }
}
