import Bowerbird
import Testing

/// Aspects of an item from its reviews in the store.
@Suite struct AspectTests {
    // Batteries and straps that are good or bad in turn, among reviews of neither.
    private static let rows: String = {
        var rows = ["text,label,item_id,review_id"]
        for number in 0..<12 {
            let (word, label) = number % 2 == 0 ? ("good", "positive") : ("bad", "negative")
            rows.append("the battery is \(word) no \(number): \(word) battery,\(label),phone,p\(number)")
            rows.append("a \(word) strap no \(number): the strap is \(word),\(label),watch,w\(number)")
            for other in 0..<4 { rows.append("the thing is \(word) in all the ways no \(number) \(other),\(label),,") }
        }
        return rows.joined(separator: "\n") + "\n"
    }()

    @Test func anItemsOwnReviewsAreRead() throws {
        try SmallShop.with(reviews: Self.rows) { shop in
            let model = try shop.train()
            let answers = try model.aspects(of: ["phone", "watch", "nothing"], top: 3)
            #expect(answers.map(\.itemID) == ["phone", "watch", "nothing"])
            #expect(answers.map(\.reviewCount) == [12, 12, 0])
            let battery = try #require(answers[0].aspects.first { $0.term == "battery" })
            #expect(battery.reviewCount == 12)
            #expect(battery.positive == 6)
            #expect(battery.negative == 6)
            #expect(battery.examples.allSatisfy { $0.reviewID?.hasPrefix("p") == true })
            #expect(answers[1].aspects.contains { $0.term == "strap" })
            #expect(!answers[1].aspects.contains { $0.term == "battery" })
            #expect(answers[2].aspects.isEmpty)
        }
    }

    @Test func withoutASentimentModelThereAreNone() throws {
        try SmallShop.with(queries: SmallShop.queries) { shop in
            let model = try shop.train()
            #expect(throws: BundleError.self) { try model.aspects(of: ["phone"]) }
        }
    }
}
