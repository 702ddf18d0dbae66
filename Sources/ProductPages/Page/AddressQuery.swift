/// The query of an address (RFC 3986, section 3.4) without what only tells where a visitor came from.
struct AddressQuery {
    private let parameters: [Substring]

    // Nobody reads as far.
    private static let longest = 8192

    /// - Parameter query: with its question mark; empty where there is none.
    init(_ query: Substring) {
        parameters =
            query.utf8.count > Self.longest
            ? []
            : query.dropFirst().split(separator: "&").filter {
                !Self.trackers.contains(Self.key($0)) && !Self.key($0).hasPrefix("utm_")
            }
    }

    var isEmpty: Bool { parameters.isEmpty }

    /// What is left of it.
    var text: String { parameters.joined(separator: "&") }

    /// The parameter that names a product.
    var product: Substring? {
        parameters.first { Self.productKeys.contains(Self.key($0)) && $0.utf8.last != UInt8(ascii: "=") }
    }

    private static func key(_ parameter: Substring) -> String { parameter.prefix { $0 != "=" }.lowercased() }

    private static let trackers: Set<String> = [
        "ref", "referrer", "source", "src", "gclid", "gbraid", "wbraid", "dclid", "fbclid", "msclkid", "ttclid",
        "yclid",
        "igshid", "mc_cid", "mc_eid", "_ga", "_gl", "affiliate", "aff", "campaign", "session", "sessionid", "sid",
    ]
    private static let productKeys: Set<String> = [
        "id", "pid", "product", "productid", "product_id", "products_id", "item", "itemid", "item_id", "sku", "article",
        "articleid", "artnr", "goods_id", "goodsid", "prod", "prodid", "code",
    ]
}
