/// What a user did.
public struct Event: Encodable, Sendable, Equatable {
    /// Who.
    public var userID: String
    /// With what.
    public var itemID: String
    /// When: seconds since the Unix epoch.
    public var timestamp: Double
    /// view, click, cart, purchase, rating, …
    public var eventType: String?
    /// A rating or a weight.
    public var value: Double?
    /// Units; negative for a return.
    public var quantity: Double?
    /// Price of one unit.
    public var price: Double?
    /// ISO 4217 code.
    public var currency: String?
    /// Seconds of looking.
    public var dwellSeconds: Double?
    /// The visit that it belongs to.
    public var sessionID: String?
    /// The search query that led there.
    public var query: String?

    enum CodingKeys: String, CodingKey {
        case userID = "user_id"
        case itemID = "item_id"
        case timestamp
        case eventType = "event_type"
        case value
        case quantity
        case price
        case currency
        case dwellSeconds = "dwell_seconds"
        case sessionID = "session_id"
        case query
    }

    /// An event; everything else is a property.
    public init(user: String, item: String, timestamp: Double, type: String? = nil) {
        userID = user
        itemID = item
        self.timestamp = timestamp
        eventType = type
    }
}

/// What a user wrote.
public struct Review: Encodable, Sendable, Equatable {
    /// The words.
    public var text: String
    /// Stars, 1 to 5.
    public var rating: Double?
    /// negative, neutral or positive.
    public var label: String?
    /// Who wrote it.
    public var userID: String?
    /// About what.
    public var itemID: String?
    /// The headline.
    public var title: String?
    /// When: seconds since the Unix epoch.
    public var timestamp: Double?
    /// BCP 47 tag.
    public var language: String?
    /// The shop's own identifier; a second review with it replaces the first.
    public var reviewID: String?

    enum CodingKeys: String, CodingKey {
        case text
        case rating
        case label
        case userID = "user_id"
        case itemID = "item_id"
        case title
        case timestamp
        case language
        case reviewID = "review_id"
    }

    /// A review; everything else is a property.
    public init(text: String, user: String? = nil, item: String? = nil, rating: Double? = nil) {
        self.text = text
        userID = user
        itemID = item
        self.rating = rating
    }
}

/// What the catalogue says of an item; what is `nil` stays as it is.
public struct Product: Encodable, Sendable, Equatable {
    /// What it is called.
    public var title: String?
    /// What it is.
    public var description: String?
    /// Who makes it.
    public var brand: String?
    /// Where it belongs, each written `A > B`.
    public var categories: [String]?
    /// What it costs.
    public var price: Double?
    /// ISO 4217 code.
    public var currency: String?
    /// Whether it can be had.
    public var available: Bool?
    /// BCP 47 tag of its texts.
    public var language: String?

    /// A product; everything else is a property.
    public init(title: String? = nil, categories: [String]? = nil, price: Double? = nil, currency: String? = nil) {
        self.title = title
        self.categories = categories
        self.price = price
        self.currency = currency
    }
}

/// What became of rows that were sent.
public struct StoredRows: Decodable, Sendable, Equatable {
    /// What was stored, by kind.
    public let stored: [String: Change]
    /// What was not.
    public let rejected: [Rejection]

    /// How many rows did what.
    public struct Change: Decodable, Sendable, Equatable {
        /// Rows that are new.
        public let inserted: Int
        /// Rows that changed a stored one.
        public let updated: Int
        /// Rows that were there already.
        public let unchanged: Int
    }

    /// A row that was not stored.
    public struct Rejection: Decodable, Sendable, Equatable {
        /// Its number, from 1.
        public let row: Int
        /// The field that is at fault.
        public let field: String?
        /// Why, and what to do about it.
        public let reason: String
    }
}

/// What became of a user that was to be forgotten.
public struct ForgottenUser: Decodable, Sendable, Equatable {
    /// Who.
    public let userID: String
    /// Whether the model in use may have learned from them.
    public let isInModel: Bool
    /// What is left, in words.
    public let remains: String

    enum CodingKeys: String, CodingKey {
        case userID = "user_id"
        case isInModel = "model_trained_with_user"
        case remains
    }
}
