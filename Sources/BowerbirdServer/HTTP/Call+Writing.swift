import Answers
import Bowerbird
import Crypto
import Foundation
import HTTPTypes
import Hummingbird

extension Call {
    /// Stores what a request brings and answers what became of it; once only, if the request has an Idempotency-Key.
    /// - Throws: ``Problem`` when every row was bad, or the key is none.
    func storing(
        _ rows: NewRows, rejected: [RejectedRow] = [], body: [UInt8], in service: Service,
        adding members: [JSONValue.Field] = []
    ) async throws -> Response {
        if rows.count == 0, !rejected.isEmpty {
            let shown = JSONValue.Field(name: "rejected", value: .array(rejected.map(\.json)))
            throw Problem(
                .unprocessableContent, "rows-rejected", "no row could be used; 'rejected' says why", members: [shown])
        }
        let keyed = try keyedWrite(body)
        let now = Date().timeIntervalSince1970
        let (text, isRepeated) = try await Tracer.part("store rows") {
            try await service.writes.write(size: rows.count, effect: rows.effect) { writer in
                func store() throws -> String {
                    let stored = try rows.write(to: writer)
                    service.metrics.count(stored)
                    let answer = StoredRows(stored: stored, rejected: rejected).json
                    guard case .object(let fields) = answer else { return answer.text }
                    return JSONValue.object(members + fields).text
                }
                return try keyed.map { try $0.run(writer, now: now, store) } ?? (try store(), false)
            }
        }
        var headers: HTTPFields = [.contentType: MediaType.json, .cacheControl: "no-store"]
        if isRepeated { headers[.idempotencyReplayed] = "true" }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n")))
    }

    private static let longestKey = 255

    // The same key on another path or with another body is another request.
    private func keyedWrite(_ body: [UInt8]) throws -> KeyedWrite? {
        guard let key = request.headers[.idempotencyKey] else { return nil }
        guard (1...Self.longestKey).contains(key.utf8.count), key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw Problem(
                .badRequest, "bad-key", "an Idempotency-Key has 1 to \(Self.longestKey) visible ASCII characters")
        }
        var digest = SHA256()
        digest.update(data: Array("\(request.method.rawValue) \(request.uri.string)\n".utf8))
        digest.update(data: body)
        return KeyedWrite(
            key: key, requestDigest: digest.finalize().map { String($0, radix: 16) }.joined(separator: "."))
    }
}

extension Endpoint.Parameter {
    /// The header that makes a write safe to repeat.
    static let idempotencyKey = Self(
        name: "Idempotency-Key", place: .header,
        summary:
            "A name for this request: sent again within a day, it is answered as the first time, and nothing is done.",
        schema: .matching("^[!-~]{1,255}$"))
}

extension HTTPField.Name {
    static let idempotencyKey = Self("Idempotency-Key")!
    static let idempotencyReplayed = Self("Idempotency-Replayed")!
}
