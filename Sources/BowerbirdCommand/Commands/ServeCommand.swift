import ArgumentParser
import Bowerbird
import BowerbirdServer
import Foundation
import Logging

/// `bowerbird serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Answer over HTTP: lists, sentiments, categories.",
        discussion: """
            /openapi.json names every route. A model that is trained meanwhile is used as soon as it is there. SIGTERM ends \
            the service when the requests that have begun are answered.

            Without keys (`bowerbird keys`) the service listens on loopback only and lets everybody on this machine in.

            Example: bowerbird serve --port 8080
            """)

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 for any free one.")
    var port = 8080

    @Option(help: "What is logged at least: debug (every request), info, notice, warning, error.")
    var logLevel = "notice"

    @Flag(help: "Write the log as JSON, one object a line.")
    var logJSON = false

    @Option(
        help: ArgumentHelp(
            "Train when the last training is so long ago and something was stored since.", valueName: "hours"))
    var retrainEvery: Double?

    @Flag(help: "Planned trainings make models that wait beside the current one until their lists have been compared.")
    var challenger = false

    @Option(help: ArgumentHelp("End a training that takes more memory than this.", valueName: "GiB"))
    var trainingMemory: Double?

    @Option(
        help: ArgumentHelp(
            "Send traces to this OpenTelemetry collector, as OTLP over HTTP (default: $OTEL_EXPORTER_OTLP_ENDPOINT, or none).",
            valueName: "URL"))
    var traces: String?

    @Option(help: "The share of requests that is traced, 0 to 1, where the caller does not say.")
    var traceRatio = 1.0

    @OptionGroup var shop: ShopOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        if let collector, URL(string: collector)?.host == nil || !collector.hasPrefix("http") {
            throw ValidationError("--traces \(collector): write the collector's address like http://127.0.0.1:4318.")
        }
        if !(0...1).contains(traceRatio) { throw ValidationError("--trace-ratio must be 0 to 1.") }
        if let retrainEvery, !(retrainEvery > 0 && retrainEvery <= 8_784) {
            throw ValidationError("--retrain-every must be above 0 hours and no more than a year (8784).")
        }
        if challenger, retrainEvery == nil {
            throw ValidationError("--challenger is for planned trainings: give --retrain-every too.")
        }
        if let trainingMemory, !(trainingMemory > 0 && trainingMemory <= 65_536) {
            throw ValidationError("--training-memory must be above 0 GiB and no more than 65536.")
        }
        if Logger.Level(rawValue: logLevel) == nil {
            throw ValidationError("--log-level: '\(logLevel)' is none of debug, info, notice, warning, error.")
        }
        if !(0...65_535).contains(port) { throw ValidationError("--port must be between 0 and 65535.") }
    }

    private var collector: String? {
        traces ?? ProcessInfo.processInfo.environment["OTEL_EXPORTER_OTLP_ENDPOINT"].flatMap { $0.isEmpty ? nil : $0 }
    }

    func run() async throws {
        // A client that hangs up is no reason to end.
        signal(SIGPIPE, SIG_IGN)
        let level = Logger.Level(rawValue: logLevel) ?? .notice
        let isJSON = logJSON
        let logger = Logger(label: "bowerbird") { label in
            if isJSON { return JSONLog(label: label, level: level) }
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        var settings = ServerSettings(host: host, port: port, logger: logger)
        settings.training.interval = retrainEvery.map { $0 * 3600 }
        settings.training.asChallenger = challenger
        settings.training.mostMemory = trainingMemory.map { Int($0 * 1_073_741_824) }
        settings.tracing = collector.map { TracingPlan(collector: $0, ratio: traceRatio) }
        let server = try Server(try shop.openExisting(), settings)
        let host = host
        let isQuiet = execution.quiet
        try await server.run { port in
            guard !isQuiet else { return }
            FileHandle.standardError.write(Data("listening on http://\(host):\(port)\n".utf8))
        }
    }
}
