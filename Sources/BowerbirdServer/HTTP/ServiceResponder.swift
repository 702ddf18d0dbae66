import Answers
import Bowerbird
import HTTPTypes
import Hummingbird
import Logging
import Synchronization

/// Answers every request: finds the route, turns errors into problems, and adds what every answer carries.
struct ServiceResponder: HTTPResponder {
    let router: RouterResponder<ServiceContext>
    let service: Service
    private let paths: KnownPaths

    init(_ service: Service) {
        router = service.router()
        self.service = service
        paths = KnownPaths(service.endpoints + [service.openAPIEndpoint])
    }

    func respond(to request: Request, context: ServiceContext) async throws -> Response {
        guard let tracer = service.tracer, var span = tracer.begin(request) else {
            return await answer(to: request, context, trace: nil)
        }
        let response = await Tracer.$current.withValue((tracer, span)) {
            await answer(to: request, context, trace: span.trace)
        }
        // Of a path only what the route says of it: the rest names people.
        span.name += " " + (context.endpointPath ?? "")
        span.attributes = [
            (name: "http.request.method", value: .string(request.method.rawValue)),
            (name: "http.route", value: .string(context.endpointPath ?? "")),
            (name: "http.response.status_code", value: .integer(response.status.code)),
            (name: "request_id", value: .string(response.headers[.requestID] ?? "")),
        ]
        span.isFailed = response.status.code >= 500
        tracer.end(span)
        return response
    }

    private func answer(to request: Request, _ context: ServiceContext, trace: String?) async -> Response {
        let requestID = Self.requestID(of: request) ?? RequestName.next()
        let start = ContinuousClock.now
        var response: Response
        do {
            response = try await router.respond(to: request, context: context)
            // The router's own refusal has no words.
            if response.status == .notFound, response.headers[.contentType] == nil { throw try refusal(of: request) }
        } catch {
            response = refusal(error, requestID, trace)
        }
        for field in SecurityHeaders.all where response.headers[field.name] == nil { response.headers.append(field) }
        response.headers[.requestID] = requestID
        service.logger.debug(
            "request",
            metadata: Self.metadata(
                requestID, trace,
                [
                    "method": "\(request.method.rawValue)", "route": "\(context.endpointPath ?? "")",
                    "status": "\(response.status.code)",
                    "microseconds": "\(Int((ContinuousClock.now - start) / .microseconds(1)))",
                ]))
        return response
    }

    private static func metadata(_ requestID: String, _ trace: String?, _ more: Logger.Metadata) -> Logger.Metadata {
        var metadata = more
        metadata["request_id"] = "\(requestID)"
        if let trace { metadata["trace_id"] = "\(trace)" }
        return metadata
    }

    // Methods that nobody has thought of are not in the router.
    private func refusal(of request: Request) throws -> Problem {
        guard !HTTPRequest.Method.common.contains(request.method), let known = paths.methods(of: request.uri.path)
        else {
            return .notFound
        }
        _ = try service.gate.admit(request, .read)
        return .methodNotAllowed(known)
    }

    private func refusal(_ error: any Error, _ requestID: String, _ trace: String?) -> Response {
        if let problem = Problem(error) { return problem.response(requestID: requestID) }
        service.logger.error("\(error)", metadata: Self.metadata(requestID, trace, [:]))
        return Problem.internalError.response(requestID: requestID)
    }

    // A client's own, if it is one that can stand in a log.
    private static func requestID(of request: Request) -> String? {
        guard let id = request.headers[.requestID], (1...64).contains(id.utf8.count),
            id.wholeMatch(of: #/[A-Za-z0-9._-]+/#) != nil
        else { return nil }
        return id
    }
}

/// Names for requests that bring none: one part that is the process's, and a number.
enum RequestName {
    private static let process = String(UInt64.random(in: 1 << 60...UInt64.max), radix: 16)
    private static let count = Atomic(0)

    static func next() -> String {
        process + "-" + String(count.add(1, ordering: .relaxed).newValue, radix: 16)
    }
}

/// Headers that every answer carries.
enum SecurityHeaders {
    static let all: HTTPFields = [
        .xContentTypeOptions: "nosniff",
        .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
        .referrerPolicy: "no-referrer",
        .resourcePolicy: "same-origin",
    ]
}

extension HTTPField.Name {
    static let requestID = Self("X-Request-Id")!
    static let referrerPolicy = Self("Referrer-Policy")!
    static let resourcePolicy = Self("Cross-Origin-Resource-Policy")!
}
