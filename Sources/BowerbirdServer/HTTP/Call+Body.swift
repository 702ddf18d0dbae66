import Foundation
import Hummingbird
import NIOCore

extension Call {
    /// The whole body.
    /// - Throws: ``Problem`` when it is larger than `limit` bytes, of another media type than `mediaTypes`, or compressed.
    func body(of mediaTypes: [String], limit: Int = ServerSettings.largestBody) async throws -> (
        mediaType: String, bytes: [UInt8]
    ) {
        (try mediaType(among: mediaTypes), try await bytes(limit: limit))
    }

    private func bytes(limit: Int = ServerSettings.largestBody) async throws -> [UInt8] {
        let tooLarge = Problem(
            .contentTooLarge, "too-large", "the body is larger than \(limit) bytes; send it in parts")
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw tooLarge }
        do {
            let buffer = try await request.body.collect(upTo: limit)
            return Array(buffer.readableBytesView)
        } catch is NIOTooManyBytesError {
            throw tooLarge
        } catch {
            // Nothing but the connection speaks here.
            throw Problem(
                .badRequest, "broken-body", "the body ended early, or its parts are not of the lengths that they say",
                headers: [.connection: "close"])
        }
    }

    /// The body as one JSON value.
    /// - Throws: ``Problem`` when it is no JSON, or not of that form.
    func json<Value: Decodable>(_ type: Value.Type) async throws -> Value {
        try Self.decoded(try await body(of: [MediaType.json]).bytes)
    }

    /// The body as one JSON value, or `value` when there is none.
    /// - Throws: ``Problem`` when it is no JSON, or not of that form.
    func json<Value: Decodable>(whenEmpty value: Value) async throws -> Value {
        let bytes = try await bytes()
        guard !bytes.isEmpty else { return value }
        _ = try mediaType(among: [MediaType.json])
        return try Self.decoded(bytes)
    }

    private static func decoded<Value: Decodable>(_ bytes: [UInt8]) throws -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(bytes))
        } catch let error as DecodingError {
            throw problem(error)
        }
    }

    private func mediaType(among known: [String]) throws -> String {
        if let coding = request.headers[.contentEncoding], coding.lowercased() != "identity" {
            throw Problem(
                .unsupportedMediaType, "unsupported-encoding",
                "bodies with Content-Encoding '\(coding)' are not read; send it as it is")
        }
        let given = request.headers[.contentType] ?? ""
        let name = given.split(separator: ";").first.map { $0.trimmingCharacters(in: .whitespaces).lowercased() } ?? ""
        guard known.contains(name) else {
            throw Problem(
                .unsupportedMediaType, "unsupported-media-type",
                "Content-Type '\(given)' is not read here; send \(known.joined(separator: " or "))",
                headers: [.accept: known.joined(separator: ", ")])
        }
        return name
    }

    private static func problem(_ error: DecodingError) -> Problem {
        switch error {
        case .keyNotFound(let key, _):
            Problem(.unprocessableContent, "bad-body", "the field '\(key.stringValue)' is missing")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            Problem(
                .unprocessableContent, "bad-body",
                "the field '\(context.codingPath.map(\.stringValue).joined(separator: "."))' has the wrong type")
        case .dataCorrupted: Problem(.badRequest, "not-json", "the body is not valid JSON")
        @unknown default: Problem(.badRequest, "not-json", "the body cannot be read")
        }
    }
}
