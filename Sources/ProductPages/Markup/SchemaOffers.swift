/// What a product's offers say of its price and whether it can be bought.
struct SchemaOffers {
    /// The offers whose prices and codes are looked at, those that can be bought in front.
    let first: [SchemaItem]
    /// The offers inside of them, as an aggregate's.
    let nested: [SchemaItem]
    private let product: SchemaItem
    private let locale: PriceLocale
    private let availability: String?

    private static let mostOffers = 200

    /// - Parameters:
    ///   - offers: the one that is at the page's address in front.
    ///   - product: what they are offers of, which may have a price itself.
    init(_ offers: [SchemaItem], of product: SchemaItem, _ locale: PriceLocale) {
        self.product = product
        self.locale = locale
        availability = Self.availability(offers, of: product)
        let looked = offers.prefix(Self.mostOffers)
        // A price that nobody can buy at is none while another variant has one.
        first = looked.filter(Self.mayBeBought) + looked.filter { !Self.mayBeBought($0) }
        var nested: [SchemaItem] = []
        for offer in first where nested.count < Self.mostOffers {
            nested += offer.items("offers").prefix(Self.mostOffers - nested.count)
        }
        self.nested = nested
    }

    /// Adds price, currency, other prices and availability to what is known of the product.
    func fill(_ fields: inout ProductFields) {
        for offer in first + [product] {
            // An aggregate's own low price stands for all of its offers.
            let priced =
                [offer] + [PriceSpecification.best(of: offer.items("priceSpecification"))].compactMap { $0 }
                + offer.items("offers").prefix(Self.mostOffers)
            let currency = priced.lazy.compactMap { $0.text("priceCurrency", "currency") }.first
            guard let (price, money) = priced.lazy.compactMap({ self.price($0, currency) }).first else { continue }
            if fields.price == nil {
                fields.price = money.amount
                fields.currency = Currency.code(currency, locale) ?? Currency.find(in: price, locale)
            } else {
                fields.otherPrices.append(money.amount)
            }
        }
        for price in nested.compactMap({ $0.text("price") }) {
            if let money = Money(price, locale, isMachineReadable: true) { fields.otherPrices.append(money.amount) }
        }
        fields.availability = availability
    }

    private func price(_ thing: SchemaItem, _ currency: String?) -> (String, Money)? {
        guard let text = thing.text("price", "lowPrice", "minPrice"),
            let money = Money(text, locale.with(currency: currency), isMachineReadable: true), money.amount > 0
        else { return nil }
        return (text, money)
    }

    private static func mayBeBought(_ offer: SchemaItem) -> Bool {
        offer.text("availability").flatMap(Availability.name).map(Availability.isAvailable) ?? true
    }

    // Of all offers, as the one that is in stock may be the last: a product is available when one of them is.
    private static func availability(_ offers: [SchemaItem], of product: SchemaItem) -> String? {
        var first: String?
        func available(_ thing: SchemaItem) -> String? {
            guard let name = thing.text("availability").flatMap(Availability.name) else { return nil }
            first = first ?? name
            return Availability.isAvailable(name) ? name : nil
        }
        for offer in offers { if let name = available(offer) { return name } }
        for offer in offers { for nested in offer.items("offers") { if let name = available(nested) { return name } } }
        return available(product) ?? first
    }
}
