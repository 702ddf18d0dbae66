/// What one source on a page says about its product.
struct ProductFields: Sendable {
    var itemID: String?
    var title: String?
    var description: String?
    var brand: String?
    var price: Double?
    var currency: String?
    var availability: String?
    var categories: [[String]] = []
    var images: [String] = []
    var rating: Double?
    var reviewCount: Int?
    var reviews: [PageReview] = []
    var language: String?
    var url: String?

    /// Whether this tells of something that is sold.
    var isProduct: Bool { title != nil || price != nil || itemID != nil }
}
