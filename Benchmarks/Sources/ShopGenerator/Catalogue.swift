import Foundation
import LinearAlgebra

/// The items of the shop: category, brand, price, words, when they are sold, and what goes with them.
struct Catalogue {
    /// A category: its words, and the places of its items in the catalogue (a run, most wanted first).
    struct Category {
        var path: String
        var words: [String]
        var items: Range<Int>
    }

    /// Events of an item happen within [`born`, `dies`], parts of the shop's time line in [0, 1]; its peak is at `peak`.
    struct Item {
        var category: Int32
        var brand: Int32
        var price: Float
        /// How wanted it is by nature: 1 / (rank in the category) ^ `Catalogue.skew`.
        var weight: Float
        var born: Float
        var dies: Float
        var peak: Float
        /// How good it is, in [0, 1]; reviews follow it.
        var quality: Float
        /// Three places in the category's vocabulary, for the title.
        var words: (Int32, Int32, Int32)
    }

    /// How many items are named as what goes well with an item.
    static let successors = 4
    private static let skew: Float = 0.9
    private static let wordsPerCategory = 40

    let items: [Item]
    let categories: [Category]
    let brands: [String]
    /// [items × `successors`]: what is often bought after the item, the most frequent first.
    let following: [Int32]
    let praise: [String]
    let blame: [String]

    init(items count: Int, seed: UInt64) {
        var vocabulary = Vocabulary(seed: seed)
        var generator = SeededGenerator(seed: seed, stream: 2)
        // 100 items make 5 categories, 100,000 make 158.
        let categoryCount = max(2, Int(Double(count).squareRoot() / 2))
        brands = vocabulary.words(max(5, categoryCount * 2), syllables: 2)
        praise = vocabulary.words(30, syllables: 2)
        blame = vocabulary.words(30, syllables: 2)
        let departments = vocabulary.words(max(1, categoryCount / 8), syllables: 2)
        var categories: [Category] = []
        var items: [Item] = []
        items.reserveCapacity(count)
        for number in 0..<categoryCount {
            let range = number * count / categoryCount..<(number + 1) * count / categoryCount
            let words = vocabulary.words(Self.wordsPerCategory, syllables: 3)
            let path = "\(departments[number % departments.count]) > \(words[0])"
            categories.append(Category(path: path, words: words, items: range))
            let priceLevel = 5 * exp(3 * generator.uniform())
            for rank in 0..<range.count {
                items.append(Self.item(number, rank: rank, brands.count, priceLevel, &generator))
            }
        }
        following = Self.complements(items, categories, &generator)
        self.categories = categories
        self.items = items
    }

    private static func item(
        _ category: Int, rank: Int, _ brands: Int, _ priceLevel: Float, _ generator: inout SeededGenerator
    ) -> Item {
        // Half of the catalogue is there from the beginning; a third leaves before the end.
        let born = generator.uniform() < 0.5 ? 0 : 0.95 * generator.uniform()
        let dies = generator.uniform() < 0.33 ? min(1, born + 0.2 + 0.8 * generator.uniform()) : 1
        let word = { (generator: inout SeededGenerator) in Int32(1 + generator.below(wordsPerCategory - 1)) }
        return Item(
            category: Int32(category), brand: Int32((category * 7 + generator.below(10)) % brands),
            price: priceLevel * exp(generator.uniform() - 0.5), weight: pow(Float(rank + 1), -skew), born: born,
            dies: dies, peak: born + (dies - born) * generator.uniform(), quality: generator.uniform(),
            words: (word(&generator), word(&generator), word(&generator)))
    }

    // What goes with an item lies near it in popularity: three of its own category, one of the next category.
    private static func complements(
        _ items: [Item], _ categories: [Category], _ generator: inout SeededGenerator
    ) -> [Int32] {
        var following: [Int32] = []
        following.reserveCapacity(items.count * successors)
        for (number, category) in categories.enumerated() {
            let neighbor = categories[(number + 1) % categories.count].items
            for place in category.items {
                for slot in 0..<successors {
                    let range = slot == 2 ? neighbor : category.items
                    let rank = place - category.items.lowerBound
                    let reach = max(20, rank)
                    let target = min(range.count - 1, max(0, rank - reach / 2 + generator.below(reach)))
                    following.append(Int32(range.lowerBound + target))
                }
            }
        }
        return following
    }

    /// Three words of the item, as in its title.
    func words(of item: Int) -> [String] {
        let words = categories[Int(items[item].category)].words
        let chosen = items[item].words
        return [words[Int(chosen.0)], words[Int(chosen.1)], words[Int(chosen.2)]]
    }

    func write(to url: URL) throws {
        var writer = try CSVWriter(url: url, header: "item_id,title,brand,categories,price,currency")
        for (number, item) in items.enumerated() {
            let category = categories[Int(item.category)]
            writer.field(prefix: "i", number: number)
            writer.field(([brands[Int(item.brand)], category.words[0]] + words(of: number)).joined(separator: " "))
            writer.field(brands[Int(item.brand)])
            writer.field(category.path)
            writer.field(cents: item.price)
            writer.field("EUR")
            try writer.endRow()
        }
        try writer.close()
    }
}
