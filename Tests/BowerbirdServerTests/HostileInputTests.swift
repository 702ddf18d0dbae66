import BowerbirdServer
import Foundation
import Glibc
import TestSupport
import Testing

/// What nobody sends by mistake.
@Suite struct HostileInputTests {
    /// Some thousands of broken requests from a seed; Benchmarks/service/fuzz.py says what is looked for, and throws more.
    @Test func brokenRequestsHurtNobody() async throws {
        let shop = try SmallServedShop.trained.get()
        let line =
            "python3 -B Benchmarks/service/fuzz.py '\(shop.path)' --requests 4000 --seed 1 --bowerbird \"$BOWERBIRD\""
        let run = try BowerbirdProcess.shell(line, in: Repository.root)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let summary = try #require(run.objects.last)
        #expect((summary["requests"] as? Int ?? 0) > 3500)
        let statuses = summary["statuses"] as? [String: Int] ?? [:]
        // Not one kind of refusal for everything: good requests are among them.
        #expect(Set(["200", "400", "401", "403", "404", "405", "413", "415", "422"]).isSubset(of: statuses.keys))
    }

    @Test(arguments: ["/v1/categories?q=\u{E4}", "/v1/recommendations/\u{624B}", "/v1/similar/a b"])
    func whatIsNoHTTPIsToldInWords(_ target: String) async throws {
        try await ServedShop.with { served in
            let connection = try RawConnection(served.base)
            try connection.send("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let answer = try await connection.rest()
            #expect(answer.hasPrefix("HTTP/1.1 400 "))
            let parts = answer.components(separatedBy: "\r\n\r\n")
            #expect(parts[0].lowercased().contains("content-type: application/problem+json"), "\(answer)")
            let problem = try JSONSerialization.jsonObject(with: Data(parts.last?.utf8 ?? "".utf8)) as? [String: Any]
            #expect(problem?["type"] as? String == "urn:bowerbird:problem:no-http", "\(answer)")
            #expect(problem?["request_id"] is String)
        }
    }

    @Test func aHeadThatNeverEndsIsCutOff() async throws {
        try await ServedShop.with(settings: { $0.idleSeconds = 1 }) { served in
            let connection = try RawConnection(served.base)
            try connection.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n")
            let start = ContinuousClock.now
            // Byte by byte, more often than the idle time.
            for _ in 0..<100 where connection.isOpen {
                try? connection.send("X")
                try await Task.sleep(for: .milliseconds(200))
            }
            #expect(!connection.isOpen)
            #expect(ContinuousClock.now - start < .seconds(15))
            #expect(try await served.get("/healthz").status == 200)
        }
    }

    @Test func aBodyThatNeverEndsIsCutOff() async throws {
        try await ServedShop.with(settings: { $0.bodySeconds = 1 }) { served in
            let connection = try RawConnection(served.base)
            try connection.send(
                "POST /v1/sentiment HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
            )
            for _ in 0..<100 where connection.isOpen {
                try? connection.send(" ")
                try await Task.sleep(for: .milliseconds(200))
            }
            #expect(!connection.isOpen)
            // A body in time is read as ever, also on a connection that is used again.
            for _ in 0..<2 { #expect(try await served.post("/v1/sentiment", #"{"text":"it leaks"}"#).status == 200) }
        }
    }
}

/// Bytes to and from a port, as they are.
final class RawConnection {
    private let socket: Int32

    init(_ base: String) throws {
        let port = UInt16(base.split(separator: ":").last ?? "") ?? 0
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw RawConnectionError(errno: errno) }
    }

    func send(_ text: String) throws {
        let bytes = Array(text.utf8)
        guard Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            throw RawConnectionError(errno: errno)
        }
    }

    /// Whether the other side has not closed it; what it sent is read away.
    var isOpen: Bool {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 { continue }
            return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)
        }
    }

    /// Everything that is sent until the other side closes it. Services answer on this thread's pool, so that it must not
    /// block.
    func rest() async throws -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 {
                bytes += buffer[..<count]
            } else if count < 0, errno == EAGAIN || errno == EWOULDBLOCK {
                try await Task.sleep(for: .milliseconds(10))
            } else {
                return String(decoding: bytes, as: UTF8.self)
            }
        }
    }

    deinit { close(socket) }
}

struct RawConnectionError: Error {
    let errno: Int32
}
