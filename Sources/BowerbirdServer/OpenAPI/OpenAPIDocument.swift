import Answers
import Bowerbird
import Hummingbird

/// The OpenAPI 3.1 document, made from the routes themselves.
enum OpenAPIDocument {
    static func json(_ endpoints: [Endpoint]) -> JSONValue {
        var paths: [JSONValue.Field] = []
        for endpoint in endpoints where !paths.contains(where: { $0.name == endpoint.path }) {
            let operations = endpoints.filter { $0.path == endpoint.path }.map { operation in
                JSONValue.Field(name: operation.method.rawValue.lowercased(), value: json(operation))
            }
            paths.append(.init(name: endpoint.path, value: .object(operations)))
        }
        return .record([
            "openapi": .string("3.1.0"),
            "info": .record([
                "title": .string("Bowerbird"), "version": .string(BowerbirdVersion.number),
                "summary": .string("Recommendations, review sentiment and query categories from a shop's own data."),
                "license": .record(["name": .string("Apache-2.0"), "identifier": .string("Apache-2.0")]),
            ]),
            "paths": .object(paths),
            "components": .record([
                "securitySchemes": .record([
                    "bearer": .record(["type": .string("http"), "scheme": .string("bearer")]),
                    "header": .record([
                        "type": .string("apiKey"), "in": .string("header"), "name": .string("X-API-Key"),
                    ]),
                ]),
                "schemas": .object(DocumentSchemas.all.map { .init(name: $0.name, value: $0.schema.json) }),
            ]),
        ])
    }

    private static func json(_ endpoint: Endpoint) -> JSONValue {
        .record([
            "operationId": .string(endpoint.name), "summary": .string(endpoint.summary),
            "security": endpoint.scope == nil
                ? nil : .array([.record(["bearer": .array([])]), .record(["header": .array([])])]),
            "parameters": endpoint.parameters.isEmpty ? nil : .array(endpoint.parameters.map(json)),
            "requestBody": endpoint.body.map { body in
                .record(["required": .bool(body.isRequired), "content": contents(body.contents)])
            },
            "responses": .object(responses(endpoint)),
        ])
    }

    private static func json(_ parameter: Endpoint.Parameter) -> JSONValue {
        .record([
            "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
            "description": .string(parameter.summary),
            "required": parameter.place == .path || parameter.isRequired ? .bool(true) : nil,
            "schema": parameter.schema.json,
        ])
    }

    private static func responses(_ endpoint: Endpoint) -> [JSONValue.Field] {
        let answer = endpoint.answer
        let good = JSONValue.Field(
            name: String(answer.status.code),
            value: .record([
                "description": .string(answer.summary),
                // Whoever is sent on gets nothing else.
                "content": answer.status == .seeOther ? nil : contents([(answer.mediaType, answer.schema)]),
            ]))
        var problems: [HTTPResponse.Status] = []
        for status in endpoint.allProblems.sorted(by: { $0.code < $1.code }) where problems.last?.code != status.code {
            problems.append(status)
        }
        return [good]
            + problems.map { status in
                .init(
                    name: String(status.code),
                    value: .record([
                        "description": .string(status.reasonPhrase),
                        "content": contents(
                            [(MediaType.problem, .reference("Problem"))]
                                + (endpoint.audience == .programs ? [] : [(MediaType.html, .text)])),
                    ]))
            }
    }

    private static func contents(_ contents: [(mediaType: String, schema: Schema)]) -> JSONValue {
        .object(contents.map { .init(name: $0.mediaType, value: .record(["schema": $0.schema.json])) })
    }
}

extension Endpoint {
    /// Every problem that it may answer with.
    var allProblems: [HTTPResponse.Status] {
        var all = problems + [.internalServerError]
        // 503, as the data may be in a database that is away.
        if scope != nil { all += [.unauthorized, .forbidden, .tooManyRequests, .serviceUnavailable] }
        if !parameters.isEmpty { all.append(.badRequest) }
        if body != nil { all += [.badRequest, .contentTooLarge, .unsupportedMediaType] }
        return all
    }
}

extension Service {
    /// The document itself, which is among the routes that it names.
    var openAPIEndpoint: Endpoint {
        let json = OpenAPIDocument.json(endpoints + [Self.openAPI { _ in throw Problem.notFound }])
        let document = RenderedAnswer(json, isCompressed: false)
        let compressed = RenderedAnswer(json, isCompressed: true)
        return Self.openAPI { call in
            (call.request.acceptsGzip ? compressed : document).response(to: call.request)
        }
    }

    private static func openAPI(_ handler: @escaping @Sendable (Call) async throws -> Response) -> Endpoint {
        Endpoint(
            method: .get, path: "/openapi.json", name: "openapi", scope: .read, summary: "This document.",
            answer: .init(summary: "An OpenAPI 3.1 document.", schema: .object), handler: handler)
    }
}
