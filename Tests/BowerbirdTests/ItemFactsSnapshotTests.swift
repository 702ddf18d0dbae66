import DataModel
import Foundation
import Ranking
import Testing

@testable import Bowerbird

/// Prices and opinions as a shop's catalogue and reviews give them.
@Suite struct ItemFactsSnapshotTests {
    private static let items = IdentifierIndex(["tent", "boots", "lamp", "rope"])

    @Test func pricesOfOtherCurrenciesAreUnknown() {
        let products = [
            Product(itemID: "tent", price: 100, currency: "EUR"), Product(itemID: "boots", price: 50, currency: "EUR"),
            Product(itemID: "lamp", price: 30, currency: "USD"), nil,
        ]
        let facts = ItemFacts(products, [], Self.items)
        #expect(facts.logPrices[0] == Float(log(100.0)))
        #expect(facts.logPrices[1] == Float(log(50.0)))
        #expect(facts.logPrices[2].isNaN && facts.logPrices[3].isNaN)
    }

    @Test func opinionsComeFromStarsThenLabelsThenWords() {
        let reviews = [
            Review(text: "Dry all night", rating: 5, itemID: "tent"),
            Review(text: "Leaks", label: .negative, itemID: "boots"),
            Review(text: "Bright", itemID: "lamp"), Review(text: "About nothing here", rating: 1, itemID: "kite"),
            Review(text: "About nothing at all", rating: 1),
        ]
        let facts = ItemFacts([nil, nil, nil, nil], reviews, Self.items) { $0.text == "Bright" ? 0.5 : nil }
        // The mean is .5; five such reviews stand beside each item's own.
        #expect(abs(facts.opinions[0] - (1 + 2.5) / 6) < 1e-6)
        #expect(abs(facts.opinions[1] - 2.5 / 6) < 1e-6)
        #expect(abs(facts.opinions[2] - 0.5) < 1e-6)
        #expect(facts.opinions[3].isNaN)
    }
}
