import DataModel
import Foundation
import Ranking
import TextClassification

extension ItemFacts {
    // So many reviews of average opinion stand beside an item's own, as few reviews say little.
    private static var priorReviews: Float { 5 }

    /// Prices as the catalogue has them, opinions as reviews give them.
    ///
    /// Prices in another currency than most are not compared, and count as unknown.
    /// - Parameters:
    ///   - items: how many there are, and their numbers.
    ///   - polarity: what a review without stars or label is worth, in [0, 1], or `nil` if nobody can say.
    init(
        _ products: [Product?], _ reviews: some Sequence<Review>, _ items: IdentifierIndex,
        polarity: (Review) -> Float? = { _ in nil }
    ) {
        self.init(
            logPrices: Self.logPrices(products), opinions: Self.opinions(reviews, items, polarity: polarity))
    }

    private static func logPrices(_ products: [Product?]) -> [Float] {
        var counts: [String: Int] = [:]
        for case let product? in products where product.price != nil { counts[product.currency ?? "", default: 0] += 1 }
        let usual = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        return products.map { product in
            guard let price = product?.price, price > 0, product?.currency ?? "" == usual else { return .nan }
            return Float(log(price))
        }
    }

    private static func opinions(
        _ reviews: some Sequence<Review>, _ items: IdentifierIndex, polarity: (Review) -> Float?
    ) -> [Float] {
        var sums = [Float](repeating: 0, count: items.count)
        var counts = [Float](repeating: 0, count: items.count)
        for review in reviews {
            guard let item = review.itemID.flatMap({ items.number(of: $0.rawValue) }),
                let value = review.opinion ?? polarity(review)
            else { continue }
            sums[Int(item)] += value
            counts[Int(item)] += 1
        }
        let mean = sums.reduce(0, +) / max(counts.reduce(0, +), 1)
        return zip(sums, counts).map { sum, count in
            count > 0 ? (sum + priorReviews * mean) / (count + priorReviews) : .nan
        }
    }
}

extension Review {
    /// Stars or label as a number in [0, 1]; `nil` without either.
    var opinion: Float? {
        if let rating { return Float(min(max((rating - 1) / 4, 0), 1)) }
        return switch label {
        case .negative: 0
        case .neutral: 0.5
        case .positive: 1
        case nil: nil
        }
    }
}

extension TextClassifier {
    /// What the words of a review make of its item, in [0, 1]: the expected value over the polarities.
    func opinion(of review: Review) -> Float {
        zip(labels, predict([review.fullText])[0]).reduce(0) { sum, entry in
            switch entry.0 {
            case Sentiment.positive.rawValue: sum + entry.1
            case Sentiment.neutral.rawValue: sum + 0.5 * entry.1
            default: sum
            }
        }
    }
}
