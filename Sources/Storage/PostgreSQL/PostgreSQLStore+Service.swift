extension PostgreSQLStore {
    /// Every API key that was ever made, oldest first.
    public func keys() throws -> [StoredKey] {
        try read { connection in
            try connection.rows("SELECT \(KeyRow.columns) FROM api_keys ORDER BY created_at, id") { KeyRow.key($0) }
        }
    }

    /// Claims a task for this process, or answers `nil` while another has it. The claim ends with the connection that it has
    /// for itself, and so with the process.
    public func claim(_ task: ExclusiveTask) throws -> TaskClaim? {
        try withStorageErrors {
            let connection = try PostgreSQLConnection.open(pool.location)
            let lock =
                switch task {
                case .training: AdvisoryLock.training
                case .trainingOrder: AdvisoryLock.trainingOrder
                }
            let isOurs = try connection.first("SELECT pg_try_advisory_lock($1)", [.integer(lock)]) { $0.flag(0) }
            if isOurs != true { return nil }
            // Given back in so many words, as the server notices the end of a connection only some time after it.
            return TaskClaim { _ = try? connection.execute("SELECT pg_advisory_unlock($1)", [.integer(lock)]) }
        }
    }
}
