public import DataModel
public import Evaluation

/// What reviews make of one item, month by month.
public struct OpinionHistory: Sendable, Equatable {
    /// One calendar month, in UTC.
    public struct Month: Sendable, Equatable {
        /// `YYYY-MM`.
        public let name: String
        /// The mean opinion of its reviews, in [0, 1], with the 95 % score interval of a share: no mean of numbers in [0, 1]
        /// is less certain than that, and one review is not taken for the truth.
        public let opinion: Estimate
    }

    /// How many reviews there are, those without a time included.
    public let reviewCount: Int
    /// The mean over all of them; `nil` without any.
    public let opinion: Estimate?
    /// Months with reviews, oldest first.
    public let months: [Month]

    init(_ opinions: [(time: Timestamp?, opinion: Double)]) {
        func estimate(_ values: [Double]) -> Estimate {
            Estimate(share: values.reduce(0, +) / Double(values.count), count: values.count)
        }
        reviewCount = opinions.count
        opinion = opinions.isEmpty ? nil : estimate(opinions.map(\.opinion))
        let dated = opinions.compactMap { time, opinion in
            time.flatMap { $0.isOrdinal ? nil : (month: String($0.iso8601.prefix(7)), opinion: opinion) }
        }
        months = Dictionary(grouping: dated, by: \.month).sorted { $0.key < $1.key }.map { name, reviews in
            Month(name: name, opinion: estimate(reviews.map(\.opinion)))
        }
    }
}

extension Model {
    /// What reviews make of an item over time: their stars or labels, else what their words say.
    /// - Parameter limit: only so many of the newest reviews are read.
    /// - Throws: `StorageError`.
    public func opinionHistory(of item: ItemID, limit: Int = 5_000) throws -> OpinionHistory {
        OpinionHistory(
            try store.reviews(about: item, limit: limit).compactMap { review in
                (review.opinion ?? sentimentClassifier?.opinion(of: review)).map { (review.timestamp, Double($0)) }
            })
    }
}
