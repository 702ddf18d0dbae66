/// A user's list.
public struct Recommendations: Decodable, Sendable, Equatable {
    /// Whose it is.
    public let userID: String
    /// The items, best first.
    public let items: [Item]
    /// The model that made it.
    public let model: String
    /// Whether nothing is known of the user.
    public let isColdStart: Bool
    /// Where the next page begins; `nil` on the last one, and where no pages were asked for.
    public let nextCursor: String?

    enum CodingKeys: String, CodingKey {
        case userID = "user_id"
        case items
        case model
        case isColdStart = "cold_start"
        case nextCursor = "next_cursor"
    }

    /// Reads an answer of the service.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        userID = try fields.decode(String.self, forKey: .userID)
        items = try fields.decode([Item].self, forKey: .items)
        model = try fields.decode(String.self, forKey: .model)
        isColdStart = try fields.decodeIfPresent(Bool.self, forKey: .isColdStart) ?? false
        nextCursor = try fields.decodeIfPresent(String.self, forKey: .nextCursor)
    }
}

/// One item of a list.
public struct Item: Decodable, Sendable, Equatable {
    /// Its place, from 1.
    public let rank: Int
    /// The item.
    public let itemID: String
    /// What it is ranked by.
    public let score: Double
    /// What the catalogue calls it.
    public let title: String?
    /// Why it is there, where that was asked for.
    public let reasons: [Reason]?

    enum CodingKeys: String, CodingKey {
        case rank
        case itemID = "item_id"
        case score
        case title
        case reasons
    }
}

/// Why an item is in a list.
public struct Reason: Decodable, Sendable, Equatable {
    /// What kind of reason it is.
    public let kind: String
    /// The reason in words.
    public let text: String
    /// The item that it speaks of.
    public let itemID: String?
    /// Its share of the score.
    public let weight: Double

    enum CodingKeys: String, CodingKey {
        case kind
        case text
        case itemID = "item_id"
        case weight
    }
}

/// What goes best with an item.
public struct SimilarItems: Decodable, Sendable, Equatable {
    /// The item.
    public let itemID: String
    /// What goes with it, best first.
    public let items: [Item]

    enum CodingKeys: String, CodingKey {
        case itemID = "item_id"
        case items
    }
}

/// What comes next in a visit.
public struct SessionRecommendations: Decodable, Sendable, Equatable {
    /// The items, best first.
    public let items: [Item]
    /// The model that made it.
    public let model: String
}
