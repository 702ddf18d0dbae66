import DataModel

/// What purchases cost, in one currency.
struct PurchaseMoney {
    /// The currency of most purchases; `nil` where none is named.
    let currency: String?
    /// What was left out, in sentences.
    let notes: [String]
    private let prices: [Float]
    private let isPriced: [Bool]

    /// Money in the currency of most purchases in `snapshot`.
    init(_ snapshot: Snapshot, _ details: InteractionDetails, _ kinds: [EventKind]) {
        let table = snapshot.interactions
        var rowsOfCurrency = [Int](repeating: 0, count: details.currencyNames.count)
        for row in 0..<table.count
        where kinds[Int(table.eventTypes[row])] == .purchase && details.currencies[row] >= 0 {
            rowsOfCurrency[Int(details.currencies[row])] += 1
        }
        let main = rowsOfCurrency.indices.max { (rowsOfCurrency[$0], $1) < (rowsOfCurrency[$1], $0) }
        self.init(snapshot, details, kinds, currency: main.map { details.currencyNames[$0] })
    }

    /// Money in `currency`; in whatever it is for `nil`.
    init(_ snapshot: Snapshot, _ details: InteractionDetails, _ kinds: [EventKind], currency: String?) {
        let table = snapshot.interactions
        let catalogue = snapshot.products.map { product -> Float in
            guard let price = product?.price else { return .nan }
            let isOther = product?.currency.map { code in currency.map { $0 != code } ?? false }
            return isOther ?? false ? .nan : Float(price)
        }
        let isForeign = details.currencyNames.map { name in currency.map { $0 != name } ?? false }
        var foreign = 0
        var isPriced = [Bool](repeating: false, count: table.count)
        prices = (0..<table.count).map { row in
            let kind = kinds[Int(table.eventTypes[row])]
            guard kind == .purchase || kind == .return else { return 0 }
            if details.currencies[row] >= 0, isForeign[Int(details.currencies[row])] {
                foreign += 1
                return 0
            }
            isPriced[row] = details.prices[row].isFinite
            let price = isPriced[row] ? details.prices[row] : catalogue[Int(table.items[row])]
            return price.isFinite ? price : 0
        }
        self.isPriced = isPriced
        self.currency = currency
        notes =
            foreign == 0
            ? []
            : [
                "money is counted in \(currency ?? ""); \(foreign) purchases in other currencies count as purchases of "
                    + "unknown price: convert them before the import to have them counted"
            ]
    }

    /// The price of one unit; 0 where none is known.
    func price(of row: Int) -> Float { prices[row] }

    /// Whether the row says itself that nothing was paid: a gift or a correction, no purchase.
    func isFree(_ row: Int) -> Bool { isPriced[row] && prices[row] == 0 }
}
