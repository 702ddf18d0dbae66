public import DataModel

/// What a product page says: fields from structured data, scripts and visible text, weighed against one another.
public struct ProductPage: Sendable, Equatable {
    /// The shop's name for the product: `sku`, a GTIN, an MPN, the address's last part, or the file's name.
    public internal(set) var itemID: String
    /// The shop's code for the product.
    public internal(set) var sku: String?
    /// The product's GTIN: EAN, UPC or ISBN.
    public internal(set) var gtin: String?
    /// The manufacturer's code for it.
    public internal(set) var mpn: String?
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
    public internal(set) var categories: [[String]] = []
    /// The way from the front page to the product, as it stands on the page.
    public internal(set) var breadcrumbs: [Breadcrumb] = []
    /// What the page says about it, plain text.
    public internal(set) var description: String?
    /// Addresses of its pictures, absolute where the page says where it stands.
    public internal(set) var images: [String] = []
    /// The mean rating, on the scale of 1 to 5.
    public internal(set) var rating: Double?
    /// How many ratings or reviews that mean is of.
    public internal(set) var reviewCount: Int?
    /// Reviews that stand on the page.
    public internal(set) var reviews: [PageReview] = []
    /// What specification tables say, by name.
    public internal(set) var attributes: [String: String] = [:]
    /// BCP 47 tag of the page's language.
    public internal(set) var language: String?
    /// The page's canonical address.
    public internal(set) var url: String?
    /// Where each field was found, by field: a ``Source``'s raw value.
    public internal(set) var source: [String: String] = [:]
    /// How sure each field is, by field, [0, 1].
    public internal(set) var confidence: [String: Double] = [:]
    /// All that the sources say, taken or not.
    public internal(set) var evidence: [PageEvidence] = []
    /// Whether the page was nested so deep, or so long, that not all of it was read as it stands.
    public internal(set) var isCut: Bool

    init(itemID: String, language: String?, url: String?, isCut: Bool) {
        self.itemID = itemID
        self.language = language
        self.url = url
        self.isCut = isCut
    }

    /// Reads a page in any encoding. Broken markup is mended as browsers do; nothing is fetched from anywhere.
    /// - Parameters:
    ///   - fileName: where the page comes from; names the item when the page does not.
    ///   - url: the page's address, where it is known.
    ///   - charset: the encoding that the server named, where it is known.
    /// - Throws: ``ProductPageError`` when the page is too large, empty, no HTML, or no product's.
    public static func read(
        _ bytes: [UInt8], fileName: String, url: String? = nil, charset: String? = nil,
        settings: PageSettings = PageSettings()
    ) throws(ProductPageError) -> ProductPage {
        try PageReader(bytes, fileName: fileName, url: url, charset: charset, settings: settings)
            .read(settings.priceScorer)
    }

    mutating func note(_ field: String, _ source: Source, _ confidence: Double, _ value: String) {
        self.source[field] = source.rawValue
        self.confidence[field] = confidence
        evidence.append(PageEvidence(field: field, value: value, source: source, confidence: confidence, isTaken: true))
    }
}

extension ProductPage {
    /// Whether neither the page nor its address names the item, so that it is called what its file is called.
    public var isNamedByFile: Bool { source["item_id"] == Source.fileName.rawValue }

    /// Where the page stands, but for the address's scheme, its fragment and what only tells where a visitor came from: pages at the
    /// same place are one page.
    public var place: String? { url.map(PageAddress.place) }

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
