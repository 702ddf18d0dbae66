import DataModel

/// Reviews as rows.
enum ReviewRow {
    /// The review in the columns `review_id, text, title, rating, label`, name of the user, name of the item, `timestamp,
    /// language`, which start at `first`.
    static func review(_ row: some StoredRow, from first: Int = 0) -> Review {
        Review(
            reviewID: row.text(first), text: row.text(first + 1) ?? "", title: row.text(first + 2),
            rating: row.number(first + 3), label: row.text(first + 4).flatMap(Sentiment.init(rawValue:)),
            userID: row.text(first + 5).map(UserID.init(rawValue:)),
            itemID: row.text(first + 6).map(ItemID.init(rawValue:)),
            timestamp: row.integer(first + 7).map(Timestamp.init(milliseconds:)), language: row.text(first + 8))
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
