import CPostgreSQL
import Foundation

extension PostgreSQLConnection {
    // So long a server may take to answer.
    private static let patience = Duration.seconds(10)
    // Of the SQL and the protocol that are used here, the newest part is IDENTITY columns and procedures of version 12.
    private static let oldestVersion: Int32 = 120_000

    /// Opens a connection and makes it ready: texts are UTF-8, names without a schema are Bowerbird's own.
    /// - Throws: ``PostgreSQLFailure``; ``StorageError/unsuitable(path:reason:)``.
    static func open(_ location: PostgreSQLLocation) throws -> PostgreSQLConnection {
        let connection = PostgreSQLConnection(consuming: try connect(location))
        if connection.serverVersion < oldestVersion {
            throw StorageError.unsuitable(
                path: location.name,
                reason: "PostgreSQL 12 or newer is needed, and this is \(connection.serverVersion / 10_000)")
        }
        // As patient with other writers as SQLite is; just-in-time compilation costs more than small statements do.
        try connection.command(
            """
            SET search_path = \(PostgreSQLSchema.name); SET lock_timeout = '30s'; SET client_min_messages = warning; \
            SET jit = off
            """)
        return connection
    }

    // Step by step rather than in one call: only so does libpq tell the SQLSTATE of a refusal, which, unlike its words, is
    // the same in every language.
    private static func connect(_ location: PostgreSQLLocation) throws -> OpaquePointer {
        // What stands before the URL is a default, what stands behind it overrules it.
        let options: [(String, String)] = [
            ("fallback_application_name", "bowerbird"), ("dbname", location.connectionString),
            ("client_encoding", "UTF8"),
        ]
        let keywords = options.map { strdup($0.0) }
        let values = options.map { strdup($0.1) }
        defer { for text in keywords + values { free(text) } }
        let started = PQconnectStartParams(
            keywords.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 1)
        guard let handle = started else {
            throw PostgreSQLFailure(message: "there is no memory for a connection", isConnectionLost: true)
        }
        bowerbird_ignore_notices(handle)
        _ = PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
        let end = ContinuousClock.now + patience
        var state = PQstatus(handle) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
        while state != PGRES_POLLING_OK {
            if state == PGRES_POLLING_FAILED || !wait(for: handle, toWrite: state == PGRES_POLLING_WRITING, until: end)
            {
                defer { PQfinish(handle) }
                throw failure(handle, isLate: state != PGRES_POLLING_FAILED)
            }
            state = PQconnectPoll(handle)
        }
        _ = PQsetErrorVerbosity(handle, PQERRORS_DEFAULT)
        return handle
    }

    // Whether something can be read or written in time.
    private static func wait(for handle: OpaquePointer, toWrite: Bool, until end: ContinuousClock.Instant) -> Bool {
        while true {
            let left = (end - .now) / .milliseconds(1)
            if left <= 0 { return false }
            var descriptor = pollfd(fd: PQsocket(handle), events: Int16(toWrite ? POLLOUT : POLLIN), revents: 0)
            let count = poll(&descriptor, 1, Int32(left.rounded(.up)))
            if count > 0 { return true }
            if count < 0, errno != EINTR { return false }
        }
    }

    private static func failure(_ handle: OpaquePointer, isLate: Bool) -> PostgreSQLFailure {
        if isLate {
            return PostgreSQLFailure(
                message: "the server did not answer within \(patience)", isConnectionLost: true)
        }
        let text = String(cString: PQerrorMessage(handle))
        if PQconnectionNeedsPassword(handle) != 0 {
            return PostgreSQLFailure(state: "28P01", message: "the server asks for a password", isConnectionLost: false)
        }
        // "…: FATAL:  28P01: password authentication failed for user "x""
        if let found = text.matches(of: #/:\s+([0-9][0-9A-Z]{4}): (.+)/#).last {
            return PostgreSQLFailure(state: String(found.1), message: String(found.2), isConnectionLost: false)
        }
        let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        return PostgreSQLFailure(message: lines.joined(separator: " "), isConnectionLost: true)
    }
}
