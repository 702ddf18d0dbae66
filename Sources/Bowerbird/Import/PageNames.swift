import ProductPages

/// The items that pages without a code are named for in one import, by their files or addresses.
struct PageNames {
    private var places: [String: String] = [:]

    /// Why a page cannot be stored under its item's name, if it cannot: nothing on it or around it names the item, or another page
    /// was stored under that name, though nothing says that both are of one product.
    /// - Parameter file: what the page was read from.
    mutating func fault(of page: ProductPage, in file: String) -> PageFault? {
        let place: String
        switch page.source["item_id"].flatMap(Source.init) {
        case .fileName:
            guard file != "-" else {
                return PageFault(
                    description: "it names neither a code nor an address to call the item by; store it from a file")
            }
            place = file
        case .url: place = page.place ?? file
        default: return nil
        }
        guard let other = places.updateValue(place, forKey: page.itemID), other != place else { return nil }
        places[page.itemID] = other
        return PageFault(
            description: """
                it names no code, and its item would be '\(page.itemID)', as that of \(other) is: give the page a SKU, or its \
                file a name of its own
                """)
    }
}
