/// An item of the catalogue: what the shop, or its product page, says about it.
public struct Product: Hashable, Sendable {
    /// The item this describes.
    public var itemID: ItemID
    /// Its name as shown to customers.
    public var title: String?
    /// Its description, plain text.
    public var description: String?
    /// Its brand.
    public var brand: String?
    /// Category paths, each from the top level down: `["Garden", "Tools", "Spades"]`.
    public var categories: [[String]]
    /// Price of one unit, in `currency`; finite, not negative.
    public var price: Double?
    /// ISO 4217 code.
    public var currency: String?
    /// Where its picture is.
    public var imageURL: String?
    /// BCP 47 tag of the language of its text.
    public var language: String?
    /// Whether it can be bought now; `nil` when the shop does not say.
    public var available: Bool?
    /// When it entered the catalogue.
    public var createdAt: Timestamp?
    /// Whatever else the shop knows, by column name; a column may hold several values.
    public var attributes: [String: [String]]

    /// A product; everything but its id is optional.
    public init(
        itemID: ItemID, title: String? = nil, description: String? = nil, brand: String? = nil,
        categories: [[String]] = [], price: Double? = nil, currency: String? = nil, imageURL: String? = nil,
        language: String? = nil, available: Bool? = nil, createdAt: Timestamp? = nil,
        attributes: [String: [String]] = [:]
    ) {
        self.itemID = itemID
        self.title = title
        self.description = description
        self.brand = brand
        self.categories = categories
        self.price = price
        self.currency = currency
        self.imageURL = imageURL
        self.language = language
        self.available = available
        self.createdAt = createdAt
        self.attributes = attributes
    }
}
