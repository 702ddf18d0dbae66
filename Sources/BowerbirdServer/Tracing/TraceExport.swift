import Answers
import AsyncHTTPClient
import Bowerbird
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle

/// Sends spans to a collector: OpenTelemetry Protocol 1.x over HTTP, in JSON.
struct TraceExport: ServiceLifecycle.Service {
    let tracer: Tracer
    let collector: String
    let logger: Logger

    private static let interval = Duration.seconds(1)
    private static let mostAtOnce = 512
    private static let timeout = TimeAmount.seconds(10)

    func run() async throws {
        // Told once, not every second for as long as it lasts.
        var trouble: String?
        func exportAll() async {
            while true {
                let spans = tracer.take(Self.mostAtOnce)
                let dropped = tracer.takeDropped()
                if dropped > 0 { logger.warning("\(dropped) spans were dropped: the collector takes too long") }
                if spans.isEmpty { return }
                do {
                    try await send(spans)
                    trouble = nil
                } catch {
                    // Spans are not worth being kept for later.
                    if trouble != "\(error)" { logger.error("traces cannot be exported: \(error)") }
                    trouble = "\(error)"
                    return
                }
            }
        }
        while await Watch.pause(Self.interval) { await exportAll() }
        await exportAll()
    }

    private func send(_ spans: [Span]) async throws {
        var request = HTTPClientRequest(url: collector + (collector.hasSuffix("/") ? "" : "/") + "v1/traces")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(ByteBuffer(string: Self.body(spans)))
        let response = try await HTTPClient.shared.execute(request, timeout: Self.timeout)
        // Read to its end, so that the connection can be used again.
        for try await _ in response.body {}
        guard (200..<300).contains(response.status.code) else {
            throw TraceExportError.refused(status: Int(response.status.code))
        }
    }

    private static func body(_ spans: [Span]) -> String {
        func text(_ key: String, _ value: String) -> JSONValue {
            .record(["key": .string(key), "value": .record(["stringValue": .string(value)])])
        }
        return JSONValue.record([
            "resourceSpans": .array([
                .record([
                    "resource": .record([
                        "attributes": .array([
                            text("service.name", "bowerbird"), text("service.version", BowerbirdVersion.number),
                        ])
                    ]),
                    "scopeSpans": .array([
                        .record([
                            "scope": .record(["name": .string("bowerbird")]), "spans": .array(spans.map(\.json)),
                        ])
                    ]),
                ])
            ])
        ]).text
    }
}

/// Why spans did not get out.
enum TraceExportError: Error, CustomStringConvertible {
    case refused(status: Int)

    var description: String {
        switch self {
        case .refused(let status): "the collector answered \(status); it must take OTLP/JSON at /v1/traces"
        }
    }
}
