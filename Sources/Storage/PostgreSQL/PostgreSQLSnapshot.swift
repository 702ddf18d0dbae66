import DataModel

/// Reads everything in one transaction, through cursors: of what the server sends only some rows are in memory at a time.
enum PostgreSQLSnapshot {
    static func read(_ connection: PostgreSQLConnection, detailed: Bool) throws -> Snapshot {
        // Cursors are planned for their first tenth unless told that all of it is wanted.
        try connection.command(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL cursor_tuple_fraction = 1")
        do {
            let snapshot = try assembled(connection, detailed: detailed)
            try connection.command("COMMIT")
            return snapshot
        } catch {
            _ = try? connection.command("ROLLBACK")
            throw error
        }
    }

    private static func assembled(_ connection: PostgreSQLConnection, detailed: Bool) throws -> Snapshot {
        func names(_ table: String) throws -> SnapshotAssembly.Names {
            var names: SnapshotAssembly.Names = []
            try connection.each("SELECT id, name FROM \(table) ORDER BY id") { row in
                names.append((id: row.integer(0) ?? 0, name: row.text(1) ?? ""))
            }
            return names
        }
        let rowCount = try connection.first("SELECT COUNT(*) FROM interactions") { Int($0.integer(0) ?? 0) }
        var assembly = SnapshotAssembly(detailed: detailed, rowCount: rowCount ?? 0)
        let columns = SnapshotAssembly.columns(detailed: detailed)
        try connection.each("SELECT user_number, item, \(columns) FROM interactions ORDER BY id") {
            assembly.add(interaction: $0)
        }
        assembly.number(users: try names("users"), items: try names("items"), eventTypes: try names("event_types"))
        try connection.each("SELECT item, \(ProductRow.columns) FROM products") { assembly.add(product: $0) }
        try connection.each("SELECT name, attributes FROM users WHERE attributes IS NOT NULL") {
            assembly.add(profile: $0)
        }
        try connection.each(PostgreSQLSelect.reviews + " ORDER BY reviews.id") { assembly.add(review: $0) }
        try connection.each(PostgreSQLSelect.queries + " ORDER BY queries.id") { assembly.add(query: $0) }
        if detailed {
            try connection.each(PostgreSQLSelect.sessions + " ORDER BY sessions.id") { try assembly.add(session: $0) }
        }
        return assembly.snapshot
    }
}
