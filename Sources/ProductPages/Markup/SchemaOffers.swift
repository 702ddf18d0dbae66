/// What a product's offers say of its price and whether it can be bought.
struct SchemaOffers {
    private struct Offer {
        let item: SchemaItem
        /// The offers inside of it, as an aggregate's.
        let nested: [SchemaItem]
        let availability: String?

        init(_ item: SchemaItem) {
            self.item = item
            nested = item.items("offers")
            availability = item.text("availability").flatMap(Availability.name)
        }

        var isForAnybody: Bool {
            availability.map(Availability.isAvailable) ?? true && !PriceSpecification.isForMany(item)
        }
    }

    // Those that anybody can buy in front, but for a chosen one: a price that nobody can buy at is none while another variant has one.
    private let offers: [Offer]
    /// The offers inside of the offers.
    let nested: [SchemaItem]
    private let product: SchemaItem
    private let locale: PriceLocale
    private let availability: String?

    private static let mostOffers = 60

    /// - Parameters:
    ///   - chosen: the one that is at the page's address.
    ///   - items: the others.
    ///   - product: what they are offers of, which may have a price itself.
    init(chosen: SchemaItem? = nil, _ items: [SchemaItem], of product: SchemaItem, _ locale: PriceLocale) {
        self.product = product
        self.locale = locale
        let chosen = chosen.map { [Offer($0)] } ?? []
        let looked = items.prefix(Self.mostOffers).map(Offer.init)
        offers = chosen + looked.filter(\.isForAnybody) + looked.filter { !$0.isForAnybody }
        var nested: [SchemaItem] = []
        for offer in offers where nested.count < Self.mostOffers {
            nested += offer.nested.prefix(Self.mostOffers - nested.count)
        }
        self.nested = nested
        // Of all offers, as the one that is in stock may be the last: a product is available when one of them is.
        let names = offers.lazy.compactMap(\.availability)
        let rest = items.dropFirst(Self.mostOffers) + offers.flatMap(\.nested) + [product]
        let others = rest.lazy.compactMap { $0.text("availability").flatMap(Availability.name) }
        availability =
            chosen.first?.availability ?? names.first(where: Availability.isAvailable) ?? others.first(
                where: Availability.isAvailable) ?? names.first
            ?? others.first
    }

    /// The offers that are looked at, the one that the price is of in front.
    var items: [SchemaItem] { offers.map(\.item) }

    /// Adds price, currency, other prices and availability to what is known of the product.
    func fill(_ fields: inout ProductFields) {
        for offer in offers + [Offer(product)] {
            // An aggregate's own low price stands for all of its offers.
            let priced =
                [offer.item]
                + [PriceSpecification.best(of: offer.item.items("priceSpecification"))].compactMap { $0 }
                + offer.nested.prefix(Self.mostOffers)
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
}
