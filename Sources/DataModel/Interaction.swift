/// One thing a user did with an item: a view, a click, a cart, a purchase, a rating.
public struct Interaction: Hashable, Sendable {
    /// Who.
    public var userID: UserID
    /// With what.
    public var itemID: ItemID
    /// When.
    public var timestamp: Timestamp
    /// What was done, in lower case: `view`, `click`, `cart`, `purchase`, `rating`, …
    public var eventType: String
    /// A rating in the shop's own stars, or a weight; finite.
    public var value: Double?
    /// Units bought, finite; negative for a return.
    public var quantity: Double?
    /// Price of one unit, in `currency`; finite, not negative.
    public var price: Double?
    /// ISO 4217 code.
    public var currency: String?
    /// How long the user looked, in seconds; finite, not negative.
    public var dwellSeconds: Double?
    /// The visit this belongs to.
    public var sessionID: String?
    /// The search query that led here.
    public var query: String?

    /// The event type of rows that name none.
    public static let defaultEventType = "interaction"

    /// An interaction; everything but who, what and when is optional.
    public init(
        userID: UserID, itemID: ItemID, timestamp: Timestamp, eventType: String = Interaction.defaultEventType,
        value: Double? = nil, quantity: Double? = nil, price: Double? = nil, currency: String? = nil,
        dwellSeconds: Double? = nil, sessionID: String? = nil, query: String? = nil
    ) {
        self.userID = userID
        self.itemID = itemID
        self.timestamp = timestamp
        self.eventType = eventType
        self.value = value
        self.quantity = quantity
        self.price = price
        self.currency = currency
        self.dwellSeconds = dwellSeconds
        self.sessionID = sessionID
        self.query = query
    }
}
