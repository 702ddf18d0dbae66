/// Whether something can be bought, in the words of schema.org's `ItemAvailability`.
enum Availability {
    /// The schema.org name for what a page says, or `nil` when it says nothing known.
    static func name(_ text: String) -> String? {
        let key = SchemaItem.localName(text).lowercased().filter { $0.isLetter }
        return names[key]
    }

    /// Whether a customer can order it.
    static func isAvailable(_ name: String) -> Bool { !["OutOfStock", "SoldOut", "Discontinued"].contains(name) }

    private static let names: [String: String] = [
        "instock": "InStock", "available": "InStock", "availablefororder": "BackOrder", "outofstock": "OutOfStock",
        "oos": "OutOfStock", "unavailable": "OutOfStock", "soldout": "SoldOut", "preorder": "PreOrder",
        "presale": "PreSale", "backorder": "BackOrder", "pending": "BackOrder", "discontinued": "Discontinued",
        "limitedavailability": "LimitedAvailability", "onlineonly": "OnlineOnly", "instoreonly": "InStoreOnly",
        "madetoorder": "MadeToOrder", "reserved": "Reserved",
    ]
}
