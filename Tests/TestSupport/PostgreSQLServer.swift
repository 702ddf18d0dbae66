public import Foundation
import Synchronization

/// Debian's PostgreSQL server on a free loopback port, with its data in a temporary folder, as long as the tests run.
public final class PostgreSQLServer: Sendable {
    /// The one that most tests share, each with a database of its own.
    public static let shared = Result<PostgreSQLServer, any Error> { try PostgreSQLServer() }

    /// Where the newest server's programs are, if one is installed.
    public static let binaries: URL? = {
        let root = URL(filePath: "/usr/lib/postgresql")
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        return versions.compactMap(Int.init).sorted().reversed().map { root.appending(path: "\($0)/bin") }.first {
            ["initdb", "postgres", "psql", "pg_isready"].allSatisfy(programs(in: $0))
        }
    }()

    /// Whether tests with a server can run.
    public static let isInstalled = binaries != nil
    /// Why they do not, where they do not.
    public static let absence = "no PostgreSQL server is installed (apt-get install postgresql)"

    /// The folder with its data.
    public let data: URL
    /// The port it listens on, on loopback.
    public let port: Int
    private let folder: URL
    private let count = Mutex(0)
    private let running = Mutex<(process: Process, input: Pipe)?>(nil)

    /// Makes a cluster and starts its server: whoever is on this machine is let in, but the role `guarded` needs a password.
    public init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "bowerbird-pg-\(UUID().uuidString.prefix(8))")
        self.folder = folder
        data = folder.appending(path: "data")
        port = try Self.freePort()
        try Self.check(Self.launch(["make"], folder, port))
        try start()
        try psql("CREATE ROLE guarded LOGIN PASSWORD 'open sesame: @/?#'")
    }

    deinit { stop(forGood: true) }

    /// A new, empty database, in which texts are UTF-8.
    /// - Returns: its location for those who are let in without a password.
    public func makeDatabase(encoding: String = "UTF8") throws -> String {
        let name = count.withLock { number in
            number += 1
            return "shop_\(number)"
        }
        try psql("CREATE DATABASE \(name) ENCODING '\(encoding)' LOCALE 'C' TEMPLATE template0")
        return location(of: name)
    }

    /// The location of a database.
    public func location(of database: String, user: String = "bowerbird") -> String {
        "postgres://\(user)@127.0.0.1:\(port)/\(database)"
    }

    /// Runs a statement as the superuser.
    /// - Returns: the rows, a line each, columns with | between.
    @discardableResult
    public func psql(_ statement: String, database: String = "postgres") throws -> String {
        let process = Process()
        process.executableURL = Self.binaries?.appending(path: "psql")
        process.arguments = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement, location(of: database)]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try Self.check(process)
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Starts the server and waits until it answers.
    public func start() throws {
        let input = Pipe()
        let process = try Self.launch(["run"], folder, port, input: input)
        running.withLock { $0 = (process, input) }
        while try !isReady() {
            guard process.isRunning else { throw PostgreSQLServerError(log: log) }
            usleep(20_000)
        }
    }

    /// Ends the server, and with it every connection.
    public func stop() { stop(forGood: false) }

    private func stop(forGood: Bool) {
        running.withLock { running in
            guard let (process, input) = running else { return }
            try? input.fileHandleForWriting.write(contentsOf: Data((forGood ? "end\n" : "keep\n").utf8))
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
            running = nil
        }
    }

    private func isReady() throws -> Bool {
        let process = Process()
        process.executableURL = Self.binaries?.appending(path: "pg_isready")
        process.arguments = ["-q", "-h", "127.0.0.1", "-p", "\(port)"]
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    private var log: String { (try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)) ?? "" }

    // PostgreSQL does not run as root. The server ends when nobody holds the other end of standard input any more, however
    // the tests end, and takes its folder with it unless it is told to keep it.
    private static let script = #"""
        folder=$2 port=$3 bin=$4
        as_owner() {
            if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
        }
        cd /
        case $1 in
        make)
            mkdir "$folder"
            if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
            as_owner "$bin/initdb" -D "$folder/data" -U bowerbird -A trust -E UTF8 --locale=C --no-sync
            as_owner sh -c "cd '$folder/data' && sed '1i host all guarded 127.0.0.1/32 scram-sha-256' pg_hba.conf > hba \
                && mv hba pg_hba.conf" ;;
        run)
            trap 'exit 1' TERM
            (as_owner "$bin/postgres" -D "$folder/data" -p "$port" -c listen_addresses=127.0.0.1 \
                -c unix_socket_directories= -c fsync=off -c max_connections=200 >> "$folder/log" 2>&1 < /dev/null
            kill -TERM $$) &
            read -r answer
            trap '' TERM
            kill -INT "$(head -n 1 "$folder/data/postmaster.pid")"
            wait
            [ "$answer" = keep ] || rm -rf "$folder" ;;
        esac
        """#

    @discardableResult
    private static func launch(
        _ arguments: [String], _ folder: URL, _ port: Int, input: Pipe? = nil
    ) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments =
            ["-c", script, "postgres-for-tests"] + arguments + [folder.path, "\(port)", binaries?.path ?? ""]
        process.standardInput = input ?? FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        if input == nil { process.waitUntilExit() }
        return process
    }

    private static func check(_ process: Process) throws {
        if process.terminationStatus != 0 {
            throw PostgreSQLServerError(
                log: "\(process.arguments ?? []) ended with \(process.terminationStatus)")
        }
    }

    private static func programs(in folder: URL) -> (String) -> Bool {
        { FileManager.default.isExecutableFile(atPath: folder.appending(path: $0).path) }
    }

    // One that was free just now.
    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) | getsockname(descriptor, $0, &length)
            }
        }
        guard status == 0 else { throw PostgreSQLServerError(log: String(cString: strerror(errno))) }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}

/// The server could not be started, or did not do what it was told.
struct PostgreSQLServerError: Error {
    let log: String
}
