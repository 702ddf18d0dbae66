import ArgumentParser
import Bowerbird
import BowerbirdServer
import Foundation

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

    @OptionGroup var shop: ShopOptions

    func validate() throws {
        if !(0...65_535).contains(port) { throw ValidationError("--port must be between 0 and 65535.") }
    }

    func run() async throws {
        // A client that hangs up is no reason to end.
        signal(SIGPIPE, SIG_IGN)
        let server = try Server(try shop.openExisting(), ServerSettings(host: host, port: port))
        let host = host
        try await server.run { port in
            FileHandle.standardError.write(Data("listening on http://\(host):\(port)\n".utf8))
        }
    }
}
