import Dispatch
import Synchronization

/// Connections that threads borrow: a bounded number, opened when they are needed and kept for the next.
final class PostgreSQLPool: Sendable {
    let location: PostgreSQLLocation
    private let idle = Mutex<[PostgreSQLConnection]>([])
    private let places: DispatchSemaphore

    private static let patience = DispatchTimeInterval.seconds(30)

    init(_ location: PostgreSQLLocation) {
        self.location = location
        places = DispatchSemaphore(value: location.poolSize)
    }

    /// Lends a connection to `body`.
    /// - Throws: ``StorageError/tooManyConnections(path:)`` when every connection is in use for too long;
    ///   ``PostgreSQLFailure``; what `body` throws.
    func withConnection<Result>(_ body: (PostgreSQLConnection) throws -> Result) throws -> Result {
        guard places.wait(timeout: .now() + Self.patience) == .success else {
            throw StorageError.tooManyConnections(path: location.name)
        }
        defer { places.signal() }
        let connection = try idle.withLock { $0.popLast() } ?? PostgreSQLConnection.open(location)
        // One that was lost, or left in the midst of something, is closed.
        defer { if connection.isIdle { idle.withLock { $0.append(connection) } } }
        return try body(connection)
    }

    /// The same, and once more on a new connection when the one that was lent has been lost, as happens when the server is
    /// started anew. For what may be done twice, or as long as `isPastRetrying` is not true.
    func withConnectionRetrying<Result>(
        unless isPastRetrying: () -> Bool = { false }, _ body: (PostgreSQLConnection) throws -> Result
    ) throws -> Result {
        let mayBeOld = idle.withLock { !$0.isEmpty }
        do {
            return try withConnection(body)
        } catch let failure as PostgreSQLFailure where failure.isConnectionLost && mayBeOld && !isPastRetrying() {
            // The others were lost with it.
            idle.withLock { $0.removeAll() }
            return try withConnection(body)
        }
    }
}
