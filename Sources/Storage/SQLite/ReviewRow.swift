import DataModel
import GRDB

/// Reviews as rows.
enum ReviewRow {
    static let select = """
        SELECT review_id, text, title, rating, label, users.name, items.name, timestamp, language
        FROM reviews LEFT JOIN users ON users.id = user LEFT JOIN items ON items.id = item
        """

    /// The review in a row of ``select``.
    static func review(_ row: Row) -> Review {
        Review(
            reviewID: row[0], text: row[1], title: row[2], rating: row[3],
            label: (row[4] as String?).flatMap(Sentiment.init(rawValue:)),
            userID: (row[5] as String?).map(UserID.init(rawValue:)),
            itemID: (row[6] as String?).map(ItemID.init(rawValue:)),
            timestamp: (row[7] as Int64?).map(Timestamp.init(milliseconds:)), language: row[8])
    }

    /// What makes two rows the same review: the shop's own id, or else everything it says.
    static func identity(of review: Review) -> String {
        if let id = review.reviewID { return "id:" + id }
        return ContentIdentity.text { digest in
            digest.add(review.text)
            digest.add(review.title)
            digest.add(review.rating)
            digest.add(review.label?.rawValue)
            digest.add(review.userID?.rawValue)
            digest.add(review.itemID?.rawValue)
            digest.add(review.timestamp?.milliseconds)
            digest.add(review.language)
        }
    }
}

/// Search queries as rows.
enum QueryRow {
    static let select = """
        SELECT query, category, items.name, users.name, timestamp, language
        FROM queries LEFT JOIN users ON users.id = user LEFT JOIN items ON items.id = item
        """

    /// The query in a row of ``select``.
    static func query(_ row: Row) -> SearchQuery {
        SearchQuery(
            query: row[0], category: row[1], itemID: (row[2] as String?).map(ItemID.init(rawValue:)),
            userID: (row[3] as String?).map(UserID.init(rawValue:)),
            timestamp: (row[4] as Int64?).map(Timestamp.init(milliseconds:)), language: row[5])
    }

    /// What makes two rows the same query: everything they say.
    static func identity(of query: SearchQuery) -> String {
        ContentIdentity.text { digest in
            digest.add(query.query)
            digest.add(query.category)
            digest.add(query.itemID?.rawValue)
            digest.add(query.userID?.rawValue)
            digest.add(query.timestamp?.milliseconds)
            digest.add(query.language)
        }
    }
}

/// A row's identity from its content: two independent 64-bit digests, so that no two rows are ever taken for one.
enum ContentIdentity {
    static func text(_ fill: (inout RowDigest) -> Void) -> String {
        var first = RowDigest()
        var second = RowDigest(start: 0x9AE1_6A3B_2F90_404F)
        fill(&first)
        fill(&second)
        return "content:" + String(UInt64(bitPattern: first.value), radix: 16) + "-"
            + String(UInt64(bitPattern: second.value), radix: 16)
    }
}
