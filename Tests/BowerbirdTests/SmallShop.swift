import Bowerbird
import Foundation
import TestSupport

/// Shops of a few lines, written as people write CSV.
enum SmallShop {
    /// Users who go from `a` to `b` and from `c` to `d`, with reviews and queries that go with it.
    static func pairs(users: Int = 40) -> String {
        var rows = ["user_id,item_id,timestamp,event_type"]
        for user in 0..<users {
            let pair = user % 2 == 0 ? ["a", "b"] : ["c", "d"]
            for (step, item) in pair.enumerated() {
                rows.append("u\(user),\(item),\(1_767_225_600 + user * 3600 + step * 60),purchase")
            }
        }
        return rows.joined(separator: "\n") + "\n"
    }

    static let reviews = """
        text,label
        very good and light,positive
        good value and dry,positive
        love it,positive
        bad and heavy,negative
        broke at once,negative
        it leaks,negative

        """

    static let queries = """
        query,category
        tent for two,Tents
        small tent,Tents
        hiking boots,Boots
        winter boots,Boots

        """

    /// Calls `body` with a shop into which these tables were imported.
    @discardableResult
    static func with<Result>(
        interactions: String? = nil, products: String? = nil, users: String? = nil, reviews: String? = nil,
        queries: String? = nil, _ body: (Shop) throws -> Result
    ) throws -> Result {
        try withTemporaryFolder { folder in
            let shop = try Shop(at: folder.appending(path: "shop"))
            let tables: [(ImportKind, String?)] = [
                (.interactions, interactions), (.products, products), (.users, users), (.reviews, reviews),
                (.queries, queries),
            ]
            for case (let kind, let text?) in tables {
                try shop.importTable(kind, path: folder.writing(text, as: kind.rawValue + ".csv"))
            }
            return try body(shop)
        }
    }
}
