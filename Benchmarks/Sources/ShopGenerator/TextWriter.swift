import Foundation
import LinearAlgebra

/// Search queries and reviews beside the events: one in a hundred views came from a query, one in two hundred leaves a
/// review.
struct TextWriter {
    private let catalogue: Catalogue
    private var generator: SeededGenerator
    private var queries: CSVWriter
    private var reviews: CSVWriter

    init(catalogue: Catalogue, seed: UInt64, folder: URL) throws {
        self.catalogue = catalogue
        generator = SeededGenerator(seed: seed, stream: 4)
        queries = try CSVWriter(
            url: folder.appending(path: "queries.csv"), header: "query,category,item_id,user_id,timestamp")
        reviews = try CSVWriter(
            url: folder.appending(path: "reviews.csv"), header: "text,rating,user_id,item_id,timestamp")
    }

    /// Decides whether this view has a query or a review, and writes it.
    mutating func consider(_ user: Int, _ item: Int, _ time: Int) throws {
        switch generator.below(200) {
        case 0, 1: try writeQuery(user, item, time)
        case 2: try writeReview(user, item, time)
        default: break
        }
    }

    mutating func close() throws {
        try queries.close()
        try reviews.close()
    }

    private mutating func writeQuery(_ user: Int, _ item: Int, _ time: Int) throws {
        let category = catalogue.categories[Int(catalogue.items[item].category)]
        let words = catalogue.words(of: item)
        let own = words[generator.below(words.count)]
        queries.field(generator.below(3) == 0 ? "\(own) \(category.words[0])" : own)
        queries.field(category.path)
        queries.field(prefix: "i", number: item)
        queries.field(prefix: "u", number: user)
        queries.field(number: time)
        try queries.endRow()
    }

    // Stars follow the item's quality; words of praise and blame follow the stars.
    private mutating func writeReview(_ user: Int, _ item: Int, _ time: Int) throws {
        let quality = catalogue.items[item].quality
        let stars = min(5, max(1, Int(1 + 5 * (0.7 * quality + 0.3 * generator.uniform()))))
        let words = catalogue.words(of: item)
        var text: [String] = []
        for _ in 0..<(5 + generator.below(15)) {
            if generator.below(2) == 0 {
                text.append(words[generator.below(words.count)])
            } else {
                let list = generator.below(5) < stars ? catalogue.praise : catalogue.blame
                text.append(list[generator.below(list.count)])
            }
        }
        reviews.field(text.joined(separator: " "))
        reviews.field(number: stars)
        reviews.field(prefix: "u", number: user)
        reviews.field(prefix: "i", number: item)
        reviews.field(number: time)
        try reviews.endRow()
    }
}
