import HTTPTypes
import Hummingbird

/// What people send from a form of the console.
struct ConsoleForm: Sendable {
    /// The name of the field with the form's token.
    static let token = "token"

    private static let mostBytes = 1 << 16
    private let items: QueryItems

    /// The form that a request brings.
    /// - Parameter fields: the names that it may have, beside the token.
    /// - Throws: ``Problem`` when it is no form, or has other fields.
    init(_ call: Call, fields: [String]) async throws {
        let bytes = try await call.body(of: [MediaType.form], limit: Self.mostBytes).bytes
        items = try QueryItems(String(decoding: bytes, as: UTF8.self), known: fields + [Self.token])
    }

    /// What was filled in, `nil` when it is not there or empty.
    func text(_ name: String) -> String? { items.text(name) }

    /// Where people are sent when what they asked for has been done.
    static func seeOther(_ path: String, headers: HTTPFields = HTTPFields()) -> Response {
        var headers = headers
        headers[.location] = path
        headers[.cacheControl] = "no-store"
        return Response(status: .seeOther, headers: headers)
    }

    /// A path of the console, and no other: whoever makes a link must not be able to send people elsewhere.
    static func localPath(_ text: String?) -> String {
        guard let text, text == "/" || text.hasPrefix("/console/") || text.hasPrefix("/?"),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return "/" }
        return text
    }
}
