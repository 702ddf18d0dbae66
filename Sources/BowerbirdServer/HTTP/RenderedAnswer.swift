import Answers
import Crypto
import HTTPTypes
import Hummingbird

/// An answer as bytes, ready to be sent any number of times.
struct RenderedAnswer: Sendable {
    private let body: ByteBuffer
    private let headers: HTTPFields
    private let tag: String

    /// How many bytes it takes.
    var byteCount: Int { body.readableBytes }

    /// - Parameter isCompressed: whether the client takes gzip.
    init(_ json: JSONValue, isCompressed: Bool) {
        let plain = json.bytes + [UInt8(ascii: "\n")]
        var headers: HTTPFields = [
            .contentType: MediaType.json, .cacheControl: "private, no-cache",
            .vary: "Accept-Encoding, Authorization, X-API-Key",
        ]
        var digest = SHA256.hash(data: plain).prefix(12).map { byte in
            byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
        }.joined()
        if isCompressed, plain.count >= Gzip.smallest, let compressed = Gzip.compress(plain) {
            body = ByteBuffer(bytes: compressed)
            headers[.contentEncoding] = "gzip"
            // Other bytes, another strong tag (RFC 9110, 8.8.3).
            digest += "-gzip"
        } else {
            body = ByteBuffer(bytes: plain)
        }
        tag = "\"\(digest)\""
        headers[.eTag] = tag
        self.headers = headers
    }

    /// The answer to a request: without the bytes where the client has them already.
    func response(to request: Request) -> Response {
        if let known = request.headers[.ifNoneMatch], Self.matches(known, tag) {
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    // Weakly, as RFC 9110, 13.1.2, has it.
    private static func matches(_ header: String, _ tag: String) -> Bool {
        header.split(separator: ",").contains { part in
            let part = part.trimmingPrefix { $0 == " " }
            let strong = part.hasPrefix("W/") ? part.dropFirst(2) : part
            return strong == "*" || strong.prefix { $0 != " " } == tag
        }
    }
}

extension Request {
    /// Whether the client takes gzip.
    var acceptsGzip: Bool {
        guard let accepted = headers[.acceptEncoding] else { return false }
        return accepted.split(separator: ",").contains { part in
            let coding = part.split(separator: ";", maxSplits: 1)
            guard let name = coding.first.map({ $0.filter { $0 != " " }.lowercased() }), name == "gzip" || name == "*"
            else { return false }
            let weight = coding.count > 1 ? coding[1].filter { $0 != " " } : ""
            return !["q=0", "q=0.0", "q=0.00", "q=0.000"].contains(weight)
        }
    }
}

extension Response {
    /// Some JSON that is made for one request.
    init(_ json: JSONValue, to request: Request, status: HTTPResponse.Status = .ok) {
        var answer = RenderedAnswer(json, isCompressed: request.acceptsGzip).response(to: request)
        if answer.status == .ok { answer.status = status }
        self = answer
    }
}
