public import DataModel

/// A list for one user, best first.
public struct Recommendations: Sendable, Equatable {
    /// For whom.
    public let userID: UserID
    /// The items, best first.
    public let items: [RecommendedItem]
    /// Whether nothing was known of the user, so that the list is the same for everybody.
    public let isColdStart: Bool
    /// The bundle that made it.
    public let modelVersion: String
    /// What the next page is asked for by; `nil` unless pages were asked for and there is one.
    public let nextCursor: String?
}

/// An item of a list.
public struct RecommendedItem: Sendable, Equatable {
    /// Its place, from 1.
    public let rank: Int
    /// Which item.
    public let itemID: ItemID
    /// The ranker's score: only its order within one list has a meaning.
    public let score: Float
    /// The product's title, where the catalogue has one.
    public let title: String?
    /// Why it is here, largest part first; empty unless asked for.
    public let reasons: [Reason]
}

/// A part of an item's score and where it comes from. The weights of an item's reasons add up to its score; the last one,
/// of kind `base`, is the score of an average candidate.
public struct Reason: Sendable, Equatable {
    /// The source of this part, such as `co-visitation` or `text`.
    public let kind: String
    /// The part in words.
    public let text: String
    /// The item it is about: that of the user's history which contributed most, or the one that a new item is like.
    public let itemID: ItemID?
    /// How much of the score it makes up; negative when it speaks against the item.
    public let weight: Float
}
