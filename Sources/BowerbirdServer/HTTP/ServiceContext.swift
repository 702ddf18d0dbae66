import Foundation
import Hummingbird

/// What belongs to one request.
struct ServiceContext: RequestContext {
    var coreContext: CoreRequestContextStorage

    init(source: Source) { coreContext = .init(source: source) }
}

/// One request as a route sees it.
struct Call: Sendable {
    let request: Request
    let context: ServiceContext
    /// With what it was let in.
    let admission: Admission

    /// The id of the key that it came with.
    var key: String? { admission.key }

    /// A parameter of the path, as the client meant it.
    /// - Throws: ``Problem`` when it is empty or not UTF-8.
    func parameter(_ name: String) throws -> String {
        guard let encoded = context.parameters.get(name),
            let text = PercentEncoding.decoded(encoded, plusIsBlank: false), !text.isEmpty
        else {
            throw Problem(.badRequest, "bad-path", "'\(name)' in the path is empty or not percent-encoded UTF-8")
        }
        return text
    }

    /// The parameters of the query.
    /// - Throws: ``Problem`` for one that is not among `known`, or cannot be read.
    func query(_ known: [Endpoint.Parameter]) throws -> QueryItems {
        try QueryItems(request.uri.query, known: known.filter { $0.place == .query }.map(\.name))
    }
}
