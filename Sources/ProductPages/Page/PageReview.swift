public import DataModel

/// A customer's review as it stands on a product page.
public struct PageReview: Sendable, Equatable, Codable {
    /// What was written.
    public var text: String
    /// The headline.
    public var title: String?
    /// Stars, brought to the scale of 1 to 5.
    public var rating: Double?
    /// The writer's name as shown.
    public var author: String?
    /// The date as it is written on the page.
    public var date: String?
}

extension PageReview {
    /// The review as a shop stores it, about `item`. The writer's shown name is no user of the shop, so it stays behind.
    public func review(of item: ItemID, language: String?) -> Review {
        Review(
            text: text, title: title, rating: rating, itemID: item, timestamp: date.flatMap { Timestamp(parsing: $0) },
            language: language)
    }
}
