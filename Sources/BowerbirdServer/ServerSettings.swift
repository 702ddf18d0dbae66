public import Foundation
public import Logging

/// How a service is run.
public struct ServerSettings: Sendable {
    /// The address to listen on.
    public var host: String
    /// The port to listen on; 0 for any free one.
    public var port: Int
    /// What is logged, and where.
    public var logger: Logger
    /// The executable `bowerbird`, which trains in a process of its own.
    public var executable: URL

    /// When the service trains by itself.
    public var training = TrainingPlan()

    /// Where traces go; `nil` for none.
    public var tracing: TracingPlan?

    /// How long a connection may take to bring the head of its next request before it is closed, in seconds.
    public var idleSeconds: Int64 = 60
    /// How long the body of a request may take to come before the connection is closed, in seconds.
    public var bodySeconds: Int64 = 120

    /// Settings; loopback and port 8080 unless said otherwise.
    public init(
        host: String = "127.0.0.1", port: Int = 8080, logger: Logger = Logger(label: "bowerbird"),
        executable: URL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    ) {
        self.host = host
        self.port = port
        self.logger = logger
        self.executable = executable
    }

    /// The largest body of a request, in bytes, where a route does not say otherwise.
    static let largestBody = 1 << 20
    /// The largest body with rows, in bytes.
    static let largestRowBody = 8 << 20
    /// How many connections are open at a time; others wait to be accepted.
    static let mostConnections = 4096
}
