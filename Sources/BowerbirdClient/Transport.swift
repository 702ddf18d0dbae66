import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Requests that may be sent again.
struct Transport: Sendable {
    let base: String
    let key: String?
    let retries: RetryPolicy
    let http: HTTPClient

    // A list of a thousand items with reasons is a tenth of it.
    private static let largestAnswer = 64 << 20
    // Busy, or on the way to being there again.
    private static let passing: Set<UInt> = [429, 502, 503, 504]

    init(base: String, key: String?, retries: RetryPolicy, http: HTTPClient) {
        self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
        self.key = key
        self.retries = retries
        self.http = http
    }

    func get<Answer: Decodable>(_ path: String, _ query: [(String, String)]) async throws -> Answer {
        try Self.decode(try await bytes("GET", path + Self.text(query)))
    }

    /// A question that takes a body and changes nothing.
    func ask<Answer: Decodable>(
        _ path: String, _ query: [(String, String)], _ body: some Encodable
    ) async throws -> Answer {
        try Self.decode(try await bytes("POST", path + Self.text(query), body: try Self.encode(body)))
    }

    /// A write, under one Idempotency-Key through all attempts.
    func write(_ method: String, _ path: String, _ body: some Encodable) async throws -> StoredRows {
        try Self.decode(
            try await bytes(method, path, body: try Self.encode(body), idempotencyKey: UUID().uuidString))
    }

    func bytes(
        _ method: String, _ target: String, body: [UInt8]? = nil, idempotencyKey: String? = nil, attempts: Int? = nil
    ) async throws -> Data {
        var request = HTTPClientRequest(url: base + target)
        request.method = HTTPMethod(rawValue: method)
        request.headers.add(name: "Accept", value: "application/json")
        if let key { request.headers.add(name: "Authorization", value: "Bearer " + key) }
        if let idempotencyKey { request.headers.add(name: "Idempotency-Key", value: idempotencyKey) }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        let attempts = attempts ?? retries.attempts
        for attempt in 1... {
            do {
                let response = try await http.execute(request, timeout: .init(retries.timeout))
                let bytes = Data(try await response.body.collect(upTo: Self.largestAnswer).readableBytesView)
                if (200..<300).contains(response.status.code) { return bytes }
                guard attempt < attempts, Self.passing.contains(response.status.code) else {
                    throw Self.refusal(response, bytes)
                }
                let asked = response.headers.first(name: "Retry-After").flatMap { Int($0) }
                try await Task.sleep(for: asked.map { .seconds($0) } ?? pause(after: attempt))
            } catch let error as ClientError {
                throw error
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                guard attempt < attempts else {
                    throw ClientError.unreachable(attempts: attempts, reason: "\(error)")
                }
                try await Task.sleep(for: pause(after: attempt))
            }
        }
        preconditionFailure("attempts have no end but success and failure")
    }

    private func pause(after attempt: Int) -> Duration {
        retries.pause * Double(1 << min(attempt - 1, 16)) * Double.random(in: 0.5...1)
    }

    // MARK: JSON and addresses

    static func decode<Answer: Decodable>(_ bytes: Data) throws -> Answer {
        do { return try JSONDecoder().decode(Answer.self, from: bytes) } catch {
            throw ClientError.notUnderstood(reason: "\(error)")
        }
    }

    private static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do { return Array(try encoder.encode(value)) } catch {
            throw ClientError.badQuestion("a number that is not finite cannot be sent: \(error)")
        }
    }

    private static func refusal(_ response: HTTPClientResponse, _ bytes: Data) -> ClientError {
        struct Words: Decodable {
            let type: String
            let detail: String
            let requestID: String?

            enum CodingKeys: String, CodingKey {
                case type
                case detail
                case requestID = "request_id"
            }
        }
        let words = try? JSONDecoder().decode(Words.self, from: bytes)
        return .refused(
            .init(
                status: Int(response.status.code),
                kind: words?.type.split(separator: ":").last.map(String.init) ?? "unknown",
                detail: words?.detail ?? response.status.reasonPhrase, requestID: words?.requestID))
    }

    /// A name as one part of a path.
    static func part(_ name: String) -> String {
        name.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static func text(_ query: [(String, String)]) -> String {
        query.isEmpty ? "" : "?" + query.map { part($0.0) + "=" + part($0.1) }.joined(separator: "&")
    }

    // RFC 3986, 2.3: letters and digits of ASCII alone.
    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
