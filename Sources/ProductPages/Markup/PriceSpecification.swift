/// Which of an offer's `priceSpecification`s is what one piece costs whoever comes.
enum PriceSpecification {
    /// The price that is asked: a sale price before one without a kind, and that before any but an old one; by unit, by month, for
    /// many or for members only where there is no other.
    static func best(of specifications: [SchemaItem]) -> SchemaItem? {
        let prices = specifications.prefix(mostSpecifications).filter { !$0.isA(charges) }
        let whole = prices.filter { !isPartial($0) && !isOld($0) }
        return whole.first { kind($0).contains("saleprice") } ?? whole.first { kind($0).isEmpty } ?? whole.first
            ?? prices.first { !isOld($0) }
    }

    private static let mostSpecifications = 50
    private static let charges: Set<String> = [
        "DeliveryChargeSpecification", "PaymentChargeSpecification", "DeliveryCharge", "PaymentCharge",
    ]
    // Of schema.org's PriceTypeEnumeration those that are asked in vain, or of somebody else.
    private static let oldKinds = [
        "listprice", "strikethroughprice", "msrp", "srp", "minimumadvertisedprice", "invoiceprice",
    ]

    private static func kind(_ specification: SchemaItem) -> String {
        SchemaItem.localName(specification.text("priceType") ?? "").lowercased()
    }

    private static func isOld(_ specification: SchemaItem) -> Bool { oldKinds.contains(kind(specification)) }

    private static func isPartial(_ specification: SchemaItem) -> Bool {
        for name in ["billingDuration", "billingIncrement", "validForMemberTier"]
        where specification.properties[name] != nil {
            return true
        }
        return isByUnit(specification) || isForMany(specification)
    }

    // A reference to another quantity says what the whole is, of which the price is: 4.5 litres, told by the litre.
    private static func isByUnit(_ specification: SchemaItem) -> Bool {
        guard let quantity = specification.items("referenceQuantity").first else {
            return specification.properties["referenceQuantity"] != nil
        }
        return quantity.properties["valueReference"] == nil && !(isOfPieces(quantity) && quantity.text("value") == "1")
    }

    /// Whether a price is asked from two pieces on.
    static func isForMany(_ specification: SchemaItem) -> Bool {
        guard let quantity = specification.items("eligibleQuantity").first, isOfPieces(quantity) else { return false }
        return quantity.text("minValue", "value").flatMap(Double.init).map { $0 > 1 } ?? false
    }

    // UN/CEFACT's codes of one, of each and of pieces.
    private static func isOfPieces(_ quantity: SchemaItem) -> Bool {
        quantity.text("unitCode", "unitText").map { ["C62", "EA", "H87", "PCE", "NMB"].contains($0.uppercased()) }
            ?? true
    }
}
