import Foundation
import Hummingbird

/// One Hummingbird route that answers the bytes of a file: how fast any service of the same answer could be.
///
/// Usage: BareRoute FILE PORT
@main
enum Main {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let port = Int(arguments[2]),
            let bytes = FileManager.default.contents(atPath: arguments[1])
        else {
            FileHandle.standardError.write(Data("usage: BareRoute FILE PORT\n".utf8))
            exit(2)
        }
        let body = ByteBuffer(bytes: bytes)
        let router = Router()
        router.get("/v1/recommendations/{user}") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: body))
        }
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)))
        try await application.runService()
    }
}
