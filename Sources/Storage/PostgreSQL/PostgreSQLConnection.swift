import CPostgreSQL

/// One connection to a server.
///
/// `@unchecked Sendable`, as libpq lets any thread use a connection, one at a time; ``PostgreSQLPool`` lends it to one.
final class PostgreSQLConnection: @unchecked Sendable {
    private let handle: OpaquePointer
    // Names of prepared statements by their text. Every text is one of the program's own, so there are few.
    private var prepared: [String: String] = [:]

    /// Takes over a connection that is open.
    init(consuming handle: OpaquePointer) { self.handle = handle }

    deinit { PQfinish(handle) }

    /// Whether nothing is left of earlier use: it is connected and in no transaction.
    var isIdle: Bool { PQstatus(handle) == CONNECTION_OK && PQtransactionStatus(handle) == PQTRANS_IDLE }

    /// The version of the server, as 150020 for 15.20.
    var serverVersion: Int32 { PQserverVersion(handle) }

    /// Runs text without parameters, several statements or one.
    /// - Returns: the command tag of the last, for example `COMMIT`.
    @discardableResult
    func command(_ sql: String) throws -> String {
        let result = try checked(PQexec(handle, sql))
        defer { PQclear(result) }
        return String(cString: PQcmdStatus(result))
    }

    /// Runs a statement that is prepared at its first use on this connection.
    /// - Returns: how many rows it changed or gave.
    @discardableResult
    func execute(_ sql: String, _ values: [PostgreSQLValue] = []) throws -> Int {
        try run(sql, values) { result in Int(String(cString: PQcmdTuples(result))) ?? 0 }
    }

    /// The rows that a statement gives, each made into a value.
    func rows<Value>(
        _ sql: String, _ values: [PostgreSQLValue] = [], _ body: (PostgreSQLRow) throws -> Value
    ) throws -> [Value] {
        try run(sql, values) { result in
            try (0..<PQntuples(result)).map { try body(PostgreSQLRow(result: result, row: $0)) }
        }
    }

    /// The first row that a statement gives, made into a value.
    func first<Value>(
        _ sql: String, _ values: [PostgreSQLValue] = [], _ body: (PostgreSQLRow) throws -> Value
    ) throws -> Value? {
        try run(sql, values) { result in
            PQntuples(result) == 0 ? nil : try body(PostgreSQLRow(result: result, row: 0))
        }
    }

    private static let rowsAtATime = 8192

    /// Calls `body` with every row, of which only some are in memory at a time. Within a transaction.
    func each(_ sql: String, _ body: (PostgreSQLRow) throws -> Void) throws {
        try command("DECLARE bowerbird_rows NO SCROLL CURSOR FOR " + sql)
        let fetch = "FETCH FORWARD \(Self.rowsAtATime) FROM bowerbird_rows"
        var count = Int32(0)
        repeat {
            let result = try checked(PQexecParams(handle, fetch, 0, nil, nil, nil, nil, 1))
            defer { PQclear(result) }
            count = PQntuples(result)
            for row in 0..<count { try body(PostgreSQLRow(result: result, row: row)) }
        } while count > 0
        try command("CLOSE bowerbird_rows")
    }

    private func run<Value>(
        _ sql: String, _ values: [PostgreSQLValue], _ body: (OpaquePointer) throws -> Value
    ) throws -> Value {
        let parameters = try PostgreSQLParameters(values)
        let name = try name(ofPrepared: sql)
        let result = try parameters.bytes.withUnsafeBytes { bytes in
            let pointers = parameters.ranges.map { range in
                range.flatMap { bytes.baseAddress?.advanced(by: $0.lowerBound).assumingMemoryBound(to: CChar.self) }
            }
            return try checked(
                PQexecPrepared(
                    handle, name, Int32(pointers.count), pointers,
                    parameters.ranges.map { Int32($0?.count ?? 0) },
                    [Int32](repeating: 1, count: pointers.count), 1))
        }
        defer { PQclear(result) }
        return try body(result)
    }

    private func name(ofPrepared sql: String) throws -> String {
        if let known = prepared[sql] { return known }
        let name = "bowerbird_\(prepared.count)"
        PQclear(try checked(PQprepare(handle, name, sql, 0, nil)))
        prepared[sql] = name
        return name
    }

    // Takes over the result, and frees it when it is a failure.
    private func checked(_ result: OpaquePointer?) throws -> OpaquePointer {
        let status = PQresultStatus(result)
        if let result, status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK { return result }
        defer { PQclear(result) }
        let message =
            result.flatMap { bowerbird_primary_message($0) }.map { String(cString: $0) }
            ?? String(cString: PQerrorMessage(handle)).split(separator: "\n").joined(separator: " ")
        throw PostgreSQLFailure(
            state: result.flatMap { bowerbird_sqlstate($0) }.map { String(cString: $0) },
            message: message, isConnectionLost: PQstatus(handle) != CONNECTION_OK)
    }
}
