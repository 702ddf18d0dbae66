public import DataModel

/// What a product page says: fields from JSON-LD, microdata, Open Graph and visible text, best source first.
public struct ProductPage: Sendable, Equatable {
    /// The shop's name for the product: `sku`, `productID`, a GTIN, the address's last part, or the file's name.
    public internal(set) var itemID: String
    /// The product's name.
    public internal(set) var title: String?
    /// Its brand.
    public internal(set) var brand: String?
    /// Its price, in `currency`.
    public internal(set) var price: Double?
    /// ISO 4217 code.
    public internal(set) var currency: String?
    /// The name of schema.org's `ItemAvailability`, such as `InStock`.
    public internal(set) var availability: String?
    /// Category paths, each from the top level down.
    public internal(set) var categories: [[String]]
    /// What the page says about it, plain text.
    public internal(set) var description: String?
    /// Addresses of its pictures.
    public internal(set) var images: [String]
    /// The mean rating, on the scale of 1 to 5.
    public internal(set) var rating: Double?
    /// How many ratings or reviews that mean is of.
    public internal(set) var reviewCount: Int?
    /// Reviews that stand on the page.
    public internal(set) var reviews: [PageReview]
    /// BCP 47 tag of the page's language.
    public internal(set) var language: String?
    /// The page's canonical address.
    public internal(set) var url: String?
    /// Where each field was found: `json-ld`, `microdata`, `open-graph`, `html` or `file-name`, by field.
    public internal(set) var source: [String: String]
    /// Whether the page was nested so deep that its end was not read.
    public internal(set) var isCut: Bool

    /// Reads a page in any encoding. Broken markup is mended as browsers do; nothing is fetched from anywhere.
    /// - Parameter fileName: where the page comes from; names the item when the page does not.
    /// - Throws: ``ProductPageError`` when the page is too large, empty, no HTML, or no product's.
    public static func read(
        _ bytes: [UInt8], fileName: String, settings: PageSettings = PageSettings()
    ) throws(ProductPageError) -> ProductPage {
        guard bytes.count <= settings.mostBytes else {
            throw .tooLarge(limit: settings.mostBytes)
        }
        guard !bytes.isEmpty else { throw .empty }
        return try PageReader(PageTree(PageEncoding.utf8(bytes)), fileName: fileName).read()
    }
}

extension ProductPage {
    /// The product as a shop stores it.
    public var product: Product {
        Product(
            itemID: ItemID(rawValue: itemID), title: title, description: description, brand: brand,
            categories: categories, price: price, currency: currency, imageURL: images.first, language: language,
            available: availability.map { Availability.isAvailable($0) })
    }

    /// The reviews as a shop stores them.
    public var storedReviews: [Review] {
        reviews.map { $0.review(of: ItemID(rawValue: itemID), language: language) }
    }
}
