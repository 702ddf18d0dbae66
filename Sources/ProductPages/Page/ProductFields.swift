/// What one source on a page says about its product.
struct ProductFields: Sendable {
    var sku: String?
    var gtin: String?
    var mpn: String?
    var title: String?
    var description: String?
    var brand: String?
    var price: Double?
    var currency: String?
    /// Whether the price's digits may mean another amount.
    var isPriceAmbiguous = false
    /// Prices of other variants and offers.
    var otherPrices: [Double] = []
    /// Prices that are shown beside the price and no longer count.
    var oldPrices: [Double] = []
    var availability: String?
    var breadcrumbs: [Breadcrumb] = []
    var categories: [[String]] = []
    var images: [String] = []
    var rating: Double?
    var reviewCount: Int?
    var reviews: [PageReview] = []
    var attributes: [String: String] = [:]
    var url: String?

    /// Whether there is enough to tell a product's page without a price from any other page.
    var describesProduct: Bool {
        let signs = [sku != nil || gtin != nil || mpn != nil, brand != nil, rating != nil, attributes.count >= 3]
        return title != nil && signs.filter { $0 }.count >= 3
    }
}
