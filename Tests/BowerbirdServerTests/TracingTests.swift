import BowerbirdServer
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization
import Testing

@testable import struct BowerbirdServer.TraceParent

/// What an OpenTelemetry collector is sent.
@Suite struct TracingTests {
    @Test func requestsAreTracedToTheCollector() async throws {
        try await Collector.with { collector in
            try await ServedShop.with(settings: { $0.tracing = TracingPlan(collector: collector.base) }) { served in
                let caller = [("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
                let answer = try await served.get("/v1/recommendations/u0?top=3", headers: caller)
                let event = #"{"user_id":"u","item_id":"a","timestamp":1767999000}"#
                _ = try await served.post("/v1/events", event)
                // Who asks not to be recorded is not.
                _ = try await served.get(
                    "/v1/similar/a",
                    headers: [("traceparent", "00-11111111111111111111111111111111-2222222222222222-00")])
                let spans = try await collector.spans { $0.contains { $0.name == "store rows" } }
                let request = try #require(spans.first { $0.name == "GET /v1/recommendations/{user}" })
                #expect(
                    request.traceId == "4bf92f3577b34da6a3ce929d0e0e4736" && request.parentSpanId == "00f067aa0ba902b7")
                #expect(request.kind == 2 && request.start > 1_700_000_000_000_000_000 && request.end > request.start)
                #expect(request.attribute("http.response.status_code") == "200")
                #expect(request.attribute("request_id") == answer.headers["x-request-id"])
                let part = try #require(spans.first { $0.name == "make list" })
                #expect(part.traceId == request.traceId && part.parentSpanId == request.spanId && part.kind == 1)
                #expect(part.start >= request.start && part.end <= request.end)
                let write = try #require(spans.first { $0.name == "POST /v1/events" })
                #expect(write.parentSpanId == nil && write.traceId.wholeMatch(of: #/[0-9a-f]{32}/#) != nil)
                #expect(spans.contains { $0.name == "store rows" && $0.parentSpanId == write.spanId })
                #expect(!spans.contains { $0.traceId == "11111111111111111111111111111111" })
                // Names of people are no business of a collector's.
                #expect(!spans.contains { span in span.values.contains { $0.contains("u0") } })
            }
        }
    }

    @Test func aCollectorThatIsAwayKeepsNobodyWaiting() async throws {
        try await ServedShop.with(settings: { $0.tracing = TracingPlan(collector: "http://127.0.0.1:9") }) { served in
            for _ in 0..<50 {
                let answer = try await served.get("/v1/similar/a")
                #expect(answer.status == 200)
            }
        }
    }

    @Test func onlyWhatIsATraceParentIsTakenForOne() {
        let (trace, span) = (String(repeating: "a", count: 32), String(repeating: "b", count: 16))
        #expect(TraceParent("00-\(trace)-\(span)-01")?.isSampled == true)
        #expect(TraceParent("00-\(trace)-\(span)-00")?.isSampled == false)
        #expect(TraceParent("cc-\(trace)-\(span)-01-what")?.span == span)
        let zeros = String(repeating: "0", count: 32)
        for wrong in [
            "", "00", "00-\(trace)-\(span)", "00-\(trace)-\(span)-01-what", "ff-\(trace)-\(span)-01",
            "00-\(zeros)-\(span)-01", "00-\(trace)-\(zeros.prefix(16))-01", "00-\(trace.uppercased())-\(span)-01",
            "00-\(trace)a-\(span)-01", "00-\(trace)-\(span)-0x",
        ] {
            #expect(TraceParent(wrong) == nil, "\(wrong)")
        }
    }
}

/// A collector on loopback that keeps what it is sent.
private struct Collector {
    /// A span as it came over the wire.
    struct Span: Decodable {
        let traceId: String
        let spanId: String
        let parentSpanId: String?
        let name: String
        let kind: Int
        let startTimeUnixNano: String
        let endTimeUnixNano: String
        private let attributes: [Attribute]

        var start: UInt64 { UInt64(startTimeUnixNano) ?? 0 }
        var end: UInt64 { UInt64(endTimeUnixNano) ?? 0 }

        func attribute(_ key: String) -> String? {
            attributes.first { $0.key == key }.flatMap { $0.value["stringValue"] ?? $0.value["intValue"] }
        }

        var values: [String] { attributes.flatMap(\.value.values) }
    }

    private struct Attribute: Decodable {
        let key: String
        let value: [String: String]
    }

    private struct Body: Decodable {
        struct Resource: Decodable { let scopeSpans: [Scope] }
        struct Scope: Decodable { let spans: [Span] }
        let resourceSpans: [Resource]
    }

    private final class Bodies: Sendable {
        let all = Mutex<[Data]>([])
    }

    let base: String
    private let bodies: Bodies

    /// What has come, as soon as it is enough.
    func spans(until isEnough: ([Span]) -> Bool) async throws -> [Span] {
        for _ in 0..<400 {
            let spans = try bodies.all.withLock { $0 }.flatMap { body in
                try JSONDecoder().decode(Body.self, from: body).resourceSpans.flatMap(\.scopeSpans).flatMap(\.spans)
            }
            if isEnough(spans) { return spans }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the spans never came")
        return []
    }

    static func with(_ body: (Collector) async throws -> Void) async throws {
        let bodies = Bodies()
        let router = Router()
        router.post("/v1/traces") { request, _ -> HTTPResponse.Status in
            let buffer = try await request.body.collect(upTo: 1 << 24)
            bodies.all.withLock { $0.append(Data(buffer.readableBytesView)) }
            return request.headers[.contentType] == "application/json" ? .ok : .unsupportedMediaType
        }
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { found.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "collector") { _ in SwiftLogNoOpLogHandler() })
        let running = Task { try await application.run() }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        defer { running.cancel() }
        try await body(Collector(base: "http://127.0.0.1:\(port)", bodies: bodies))
    }
}
