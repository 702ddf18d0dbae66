import DataModel
import GRDB

/// Reads everything in one transaction.
enum SnapshotReader {
    static func read(_ db: Database, detailed: Bool) throws -> Snapshot {
        var assembly = SnapshotAssembly(
            detailed: detailed, rowCount: try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM interactions") ?? 0)
        func each(_ sql: String, _ body: (Row) throws -> Void) throws {
            let cursor = try Row.fetchCursor(db, sql: sql)
            while let row = try cursor.next() { try body(row) }
        }
        func names(_ table: String) throws -> SnapshotAssembly.Names {
            try Row.fetchAll(db, sql: "SELECT id, name FROM \(table) ORDER BY id").map { (id: $0[0], name: $0[1]) }
        }
        try each("SELECT user, item, \(SnapshotAssembly.columns(detailed: detailed)) FROM interactions ORDER BY id") {
            assembly.add(interaction: $0)
        }
        assembly.number(users: try names("users"), items: try names("items"), eventTypes: try names("event_types"))
        try each("SELECT item, \(ProductRow.columns) FROM products") { assembly.add(product: $0) }
        try each("SELECT name, attributes FROM users WHERE attributes IS NOT NULL") { assembly.add(profile: $0) }
        try each(SQLiteSelect.reviews + " ORDER BY reviews.id") { assembly.add(review: $0) }
        try each(SQLiteSelect.queries + " ORDER BY queries.id") { assembly.add(query: $0) }
        if detailed { try each(SQLiteSelect.sessions + " ORDER BY sessions.id") { try assembly.add(session: $0) } }
        return assembly.snapshot
    }
}
