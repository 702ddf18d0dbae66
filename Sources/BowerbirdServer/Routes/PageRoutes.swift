import Answers
import Bowerbird
import Hummingbird

extension Service {
    /// Product pages as HTML.
    var pageEndpoints: [Endpoint] {
        let parameters: [Endpoint.Parameter] = [
            .query("url", "Where the page is, which helps to name the item.", .text), .idempotencyKey,
        ]
        return [
            Endpoint(
                method: .post, path: "/v1/pages", name: "storePage", scope: .write,
                summary: "Reads a product page and stores its product and the reviews on it.", parameters: parameters,
                body: .init(contents: [(MediaType.html, .text)]),
                answer: .init(summary: "What the page says, and what was stored.", schema: .reference("StoredPage")),
                problems: Self.writeProblems,
                handler: { [self] call in
                    let address = try call.query(parameters).text("url")
                    let body = try await call.body(
                        of: [MediaType.html, "application/xhtml+xml"], limit: ServerSettings.largestRowBody)
                    let page = try ProductPage.read(
                        body.bytes, fileName: address ?? "page", url: address, charset: call.charset)
                    guard !page.isNamedByFile else {
                        throw Problem(
                            .unprocessableContent, "unnamed-page",
                            "the page names neither a code nor an address to call its item by; give its address as ?url="
                        )
                    }
                    var rows = NewRows()
                    rows.products = [page.product]
                    rows.reviews = page.storedReviews
                    return try await call.storing(
                        rows, body: body.bytes, in: self,
                        adding: [.init(name: "page", value: page.record(name: address ?? "page").json)])
                })
        ]
    }
}

extension Call {
    /// The encoding that the Content-Type names.
    fileprivate var charset: String? {
        request.headers[.contentType]?.split(separator: ";").dropFirst().lazy.compactMap { parameter -> String? in
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].filter({ $0 != " " }).lowercased() == "charset" else { return nil }
            return parts[1].filter { $0 != "\"" && $0 != " " }
        }.first
    }
}
