import Answers
import Bowerbird
import HTTPTypes
import Hummingbird
import Synchronization

/// Where traces go, and how many of them.
public struct TracingPlan: Sendable {
    /// The collector's base address; spans go to `/v1/traces` below it (OTLP over HTTP, in JSON).
    public var collector: String
    /// The share of requests that is traced where the caller does not say, 0 to 1.
    public var ratio: Double

    /// A plan from its parts.
    public init(collector: String, ratio: Double = 1) {
        self.collector = collector
        self.ratio = ratio
    }
}

/// Records what requests are made of. What is recorded waits here until it is exported; when too much waits, the rest is
/// counted and dropped, so that a collector that is away costs nobody anything.
final class Tracer: Sendable {
    private struct State {
        var spans: [Span] = []
        var dropped = 0
    }

    private let ratio: Double
    private let state = Mutex(State())

    private static let mostWaiting = 8_192

    init(ratio: Double) { self.ratio = ratio }

    /// The span of the work that this task does; `nil` where it is not traced.
    @TaskLocal static var current: (tracer: Tracer, span: Span)?

    /// Begins the span of a request; `nil` when it is not traced.
    func begin(_ request: Request) -> Span? {
        let caller = request.headers[.traceparent].flatMap(TraceParent.init)
        guard caller?.isSampled ?? (Double.random(in: 0..<1) < ratio) else { return nil }
        return Span(
            trace: caller?.trace ?? Span.newTrace(), parent: caller?.span, name: request.method.rawValue, kind: .server)
    }

    /// Ends a span.
    func end(_ span: Span) {
        state.withLock { state in
            if state.spans.count < Self.mostWaiting { state.spans.append(span.ended()) } else { state.dropped += 1 }
        }
    }

    /// Does a part of the work of a request, as a span of its own where the request is traced.
    static func part<Result>(_ name: String, _ work: () throws -> Result) rethrows -> Result {
        guard let (tracer, whole) = current else { return try work() }
        var span = Span(trace: whole.trace, parent: whole.id, name: name, kind: .internal)
        defer { tracer.end(span) }
        do {
            return try work()
        } catch {
            span.isFailed = true
            throw error
        }
    }

    /// Does a part of the work of a request, as a span of its own where the request is traced.
    static func part<Result>(
        _ name: String, isolation: isolated (any Actor)? = #isolation, _ work: () async throws -> Result
    ) async rethrows -> Result {
        guard let (tracer, whole) = current else { return try await work() }
        var span = Span(trace: whole.trace, parent: whole.id, name: name, kind: .internal)
        defer { tracer.end(span) }
        do {
            return try await work()
        } catch {
            span.isFailed = true
            throw error
        }
    }

    /// What waits to be exported, at most `count` spans; it waits no longer.
    func take(_ count: Int) -> [Span] {
        state.withLock { state in
            let taken = Array(state.spans.prefix(count))
            state.spans.removeFirst(taken.count)
            return taken
        }
    }

    /// How many spans were dropped since it was last asked.
    func takeDropped() -> Int {
        state.withLock { state in
            defer { state.dropped = 0 }
            return state.dropped
        }
    }
}

extension HTTPField.Name {
    static let traceparent = Self("traceparent")!
}
