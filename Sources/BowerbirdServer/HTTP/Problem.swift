import Answers
import HTTPTypes
import Hummingbird

/// Why a request was not done, told the way of RFC 9457.
struct Problem: Error {
    let status: HTTPResponse.Status
    /// What kind of problem it is, the last part of its URN.
    let kind: String
    /// What happened and what to do about it.
    let detail: String
    /// What else belongs to it.
    var members: [JSONValue.Field] = []
    var headers = HTTPFields()

    init(
        _ status: HTTPResponse.Status, _ kind: String, _ detail: String, members: [JSONValue.Field] = [],
        headers: HTTPFields = HTTPFields()
    ) {
        self.status = status
        self.kind = kind
        self.detail = detail
        self.members = members
        self.headers = headers
    }

    static let notFound = Problem(
        .notFound, "no-such-route", "there is nothing at this path; /openapi.json names every route")

    static func methodNotAllowed(_ allowed: [HTTPRequest.Method]) -> Problem {
        let names = Set(allowed.map(\.rawValue)).sorted().joined(separator: ", ")
        return Problem(
            .methodNotAllowed, "method-not-allowed", "this path takes \(names)", headers: [.allow: names])
    }

    /// The problem as it is sent.
    func response(requestID: String) -> Response {
        var headers = headers
        headers[.contentType] = MediaType.problem
        headers[.cacheControl] = "no-store"
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text(requestID))))
    }

    /// The problem as a line of JSON.
    func text(_ requestID: String) -> String {
        var fields: [JSONValue.Field] = [
            .init(name: "type", value: .string("urn:bowerbird:problem:" + kind)),
            .init(name: "title", value: .string(status.reasonPhrase)),
            .init(name: "status", value: .integer(status.code)), .init(name: "detail", value: .string(detail)),
        ]
        fields += members
        fields.append(.init(name: "request_id", value: .string(requestID)))
        return JSONValue.object(fields).text + "\n"
    }
}
