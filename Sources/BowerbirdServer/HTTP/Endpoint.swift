import Bowerbird
import Hummingbird

/// One route: what it answers, and what the OpenAPI document says of it.
struct Endpoint: Sendable {
    let method: HTTPRequest.Method
    /// With parameters in braces, `/v1/similar/{item}`.
    let path: String
    /// The operation's name in the OpenAPI document.
    let name: String
    /// What a key must be for; `nil` for routes that need none.
    let scope: AccessScope?
    /// What it is for, in one sentence.
    let summary: String
    var parameters: [Parameter] = []
    var body: Body?
    /// What it answers when all is well.
    let answer: Answer
    /// The problems it may answer with, beside those of every route.
    var problems: [HTTPResponse.Status] = []
    /// Whom it is for.
    var audience = Audience.programs
    let handler: @Sendable (Call) async throws -> Response

    /// Whom a route is for.
    enum Audience: Sendable {
        case programs
        /// People: problems are told on a page to whoever asks for one.
        case people
        /// People who change something, from a form of the console.
        case peopleWithForm
    }

    /// A parameter of the path or the query.
    struct Parameter: Sendable {
        let name: String
        let place: Place
        let summary: String
        let schema: Schema
        var isRequired = false

        enum Place: String, Sendable {
            case path
            case query
            case header
        }
    }

    /// What a request carries.
    struct Body: Sendable {
        /// Media types and the schemas of what they hold.
        let contents: [(mediaType: String, schema: Schema)]
        /// Whether a request without a body means nothing.
        var isRequired = true
    }

    /// A good answer.
    struct Answer: Sendable {
        var status = HTTPResponse.Status.ok
        let summary: String
        var mediaType = MediaType.json
        let schema: Schema
    }
}

/// The media types that the service speaks.
enum MediaType {
    static let json = "application/json"
    static let jsonLines = "application/x-ndjson"
    static let problem = "application/problem+json"
    static let html = "text/html"
    static let text = "text/plain"
    static let form = "application/x-www-form-urlencoded"
}

extension HTTPRequest.Method {
    /// The methods that people try.
    static let common: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .patch, .delete, .options, .trace, .connect,
    ]
}
