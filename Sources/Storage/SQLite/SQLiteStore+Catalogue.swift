public import DataModel
import GRDB

extension SQLiteStore {
    /// The whole catalogue, in the order of storing, without descriptions and images.
    public func catalogue() throws -> [Product] {
        try read { db in
            let cursor = try Row.fetchCursor(
                db,
                sql: """
                    SELECT items.name, \(ProductRow.columnsWithoutLongTexts)
                    FROM products JOIN items ON items.id = item ORDER BY item
                    """)
            var products: [Product] = []
            while let row = try cursor.next() {
                products.append(ProductRow.product(row, from: 1, ItemID(rawValue: row[0])))
            }
            return products
        }
    }

    /// How far the store has come: equal revisions, equal content.
    public func revision() throws -> StoreRevision {
        try read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT (SELECT value FROM revisions WHERE name = 'products'), (SELECT MAX(id) FROM interactions),
                        (SELECT MAX(id) FROM queries), (SELECT value FROM revisions WHERE name = 'erasures')
                    """)
            let row = try Row.fetchOne(statement)
            return StoreRevision(
                catalogue: row?[0] as Int64? ?? 0, interactions: row?[1] as Int64? ?? 0,
                queries: row?[2] as Int64? ?? 0, erasures: row?[3] as Int64? ?? 0)
        }
    }
}
