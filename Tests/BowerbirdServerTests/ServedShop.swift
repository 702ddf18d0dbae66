import AsyncHTTPClient
import Bowerbird
import BowerbirdServer
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

/// A real service on a loopback port, and a real client. Every answer is held against the service's OpenAPI document.
struct ServedShop {
    let shop: Shop
    let base: String
    let document: APIDocument
    /// Sent with every request.
    var headers: [(String, String)] = []

    /// What came back.
    struct Answer {
        let status: Int
        let headers: [String: String]
        let bytes: [UInt8]

        var text: String { String(decoding: bytes, as: UTF8.self) }
        var json: Any? { try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) }
        var object: [String: Any] { json as? [String: Any] ?? [:] }
        /// The items of a list, in order.
        var items: [String] {
            (object["items"] as? [[String: Any]] ?? []).compactMap { $0["item_id"] as? String }
        }
        /// The kind of a problem.
        var problem: String? {
            (object["type"] as? String)?.split(separator: ":").last.map(String.init)
        }
    }

    /// Serves a copy of the small trained shop while `body` runs.
    static func with(
        trained: Bool = true, settings change: @Sendable (inout ServerSettings) -> Void = { _ in },
        prepare: (Shop) throws -> Void = { _ in },
        _ body: (ServedShop) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bowerbird-served-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        if trained {
            try FileManager.default.copyItem(at: try SmallServedShop.trained.get(), to: folder)
        }
        let shop = try Shop(at: folder)
        try prepare(shop)
        try await serve(shop, settings: change, body)
    }

    /// Serves a copy of the small trained shop with keys while `body` runs; it is given one that may do everything.
    static func withKey(_ body: (ServedShop, String) async throws -> Void) async throws {
        let key = KeyBox()
        try await with(prepare: { key.secret = try $0.makeKey(name: "all", scopes: [.admin]).secret }) { served in
            try await body(served, key.secret)
        }
    }

    // What `prepare` makes, for `body`: the one ends before the other begins.
    private final class KeyBox: @unchecked Sendable {
        var secret = ""
    }

    /// Serves a shop while `body` runs.
    static func serve(
        _ shop: Shop, settings change: @Sendable (inout ServerSettings) -> Void = { _ in },
        _ body: (ServedShop) async throws -> Void
    ) async throws {
        var settings = ServerSettings(
            port: 0, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            executable: BowerbirdProcess.executable)
        change(&settings)
        // Where there are keys, the document needs one too.
        let key = try shop.store.keys().isEmpty ? nil : shop.makeKey(name: "document", scopes: [.read]).secret
        let server = try Server(shop, settings)
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let running = Task {
            defer { found.finish() }
            try await server.run { found.yield($0) }
        }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else {
            try await running.value
            return
        }
        let base = "http://127.0.0.1:\(port)"
        do {
            let document = try APIDocument(
                await Self.fetch("GET", base + "/openapi.json", headers: key.map { [("X-API-Key", $0)] } ?? []).bytes)
            try await body(ServedShop(shop: shop, base: base, document: document))
        } catch {
            running.cancel()
            _ = try? await running.value
            throw error
        }
        running.cancel()
        _ = try? await running.value
    }

    /// Sends a request and holds the answer against the document.
    func send(
        _ method: String, _ path: String, body: String? = nil, type: String = "application/json",
        headers: [(String, String)] = [], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        var all = self.headers + headers
        if body != nil, !type.isEmpty { all.append(("Content-Type", type)) }
        let answer = try await Self.fetch(method, base + path, body: body.map { Array($0.utf8) }, headers: all)
        for fault in document.faults(method, path, answer) {
            Issue.record("\(method) \(path): \(fault): \(answer.text.prefix(500))", sourceLocation: sourceLocation)
        }
        return answer
    }

    func get(
        _ path: String, headers: [(String, String)] = [], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        try await send("GET", path, headers: headers, sourceLocation: sourceLocation)
    }

    func post(
        _ path: String, _ body: String, type: String = "application/json", headers: [(String, String)] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        try await send("POST", path, body: body, type: type, headers: headers, sourceLocation: sourceLocation)
    }

    // Answers are looked at as they come, so that nothing is unpacked or followed on the way.
    private static let client = HTTPClient(
        eventLoopGroupProvider: .singleton, configuration: .init(redirectConfiguration: .disallow))

    static func fetch(
        _ method: String, _ url: String, body: [UInt8]? = nil, headers: [(String, String)] = []
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = .init(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await client.execute(request, timeout: .seconds(60))
        let buffer = try await response.body.collect(upTo: 64 << 20)
        return Answer(
            status: Int(response.status.code),
            headers: Dictionary(
                response.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { $0 + ", " + $1 }),
            bytes: Array(buffer.readableBytesView))
    }
}

/// A shop in which whoever takes `a` takes `b`, and whoever takes `c` takes `d`.
enum SmallServedShop {
    static let trained = Result<URL, any Error> {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "bowerbird-served-\(ProcessInfo.processInfo.processIdentifier)")
        try? FileManager.default.removeItem(at: folder)
        let shop = try Shop(at: folder)
        try fill(shop)
        try shop.train(TrainingOptions(preset: .fast))
        return folder
    }

    static func fill(_ shop: Shop) throws {
        var rows = ["user_id,item_id,timestamp,event_type"]
        for user in 0..<60 {
            let items = user % 2 == 0 ? ["a", "b", "e"] : ["c", "d", "f"]
            for (step, item) in items.enumerated() {
                rows.append("u\(user),\(item),\(1_767_225_600 + user * 3600 + step * 60),purchase")
            }
        }
        try withTemporaryFolder { folder in
            let tables: [(ImportKind, String)] = [
                (.interactions, rows.joined(separator: "\n") + "\n"),
                (
                    .products,
                    """
                    item_id,title,categories,price,color
                    a,Tent <two>,Camping > Tents,100,red
                    b,Pegs,Camping > Tents,5,grey
                    c,Boots,Shoes,90,brown
                    d,Socks,Shoes,9,grey
                    e,Lamp,Camping,20,red
                    f,Laces,Shoes,2,brown

                    """
                ),
                (
                    .reviews,
                    """
                    text,label
                    very good and light,positive
                    good value and dry,positive
                    love it,positive
                    bad and heavy,negative
                    broke at once,negative
                    it leaks,negative

                    """
                ),
                (
                    .queries,
                    """
                    query,category
                    tent for two,Tents
                    small tent,Tents
                    hiking boots,Boots
                    winter boots,Boots

                    """
                ),
            ]
            for (kind, text) in tables { try shop.importTable(kind, path: folder.writing(text, as: "\(kind).csv")) }
        }
    }
}
