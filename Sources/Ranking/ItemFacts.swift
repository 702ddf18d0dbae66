import Foundation

/// What the catalogue and the reviews say of each item in numbers, by item number; NaN where they say nothing.
public struct ItemFacts: Sendable {
    /// Natural logarithm of the price, in one currency for all items.
    public var logPrices: [Float]
    /// What reviews make of the item, from 0 (dissatisfied) to 1 (satisfied).
    public var opinions: [Float]

    /// Facts from their parts, both with an entry for each item.
    public init(logPrices: [Float], opinions: [Float]) {
        precondition(logPrices.count == opinions.count)
        self.logPrices = logPrices
        self.opinions = opinions
    }

    /// Nothing known of `itemCount` items.
    public init(itemCount: Int) {
        let nothing = [Float](repeating: .nan, count: itemCount)
        self.init(logPrices: nothing, opinions: nothing)
    }
}

/// Where a user's prices lie.
struct PriceProfile {
    /// Of the newest item that has a price.
    private(set) var last: Float?
    /// Mean and deviation of the natural logarithms over the newest items.
    private(set) var mean: Float = 0
    private(set) var deviation: Float = 0

    /// Prices of this many of the newest items count.
    static let length = 50

    init(_ history: ArraySlice<Int32>, _ logPrices: [Float]) {
        var (count, sum, squares): (Float, Float, Float) = (0, 0, 0)
        for item in history.suffix(Self.length).reversed() {
            let price = logPrices[Int(item)]
            guard !price.isNaN else { continue }
            if last == nil { last = price }
            count += 1
            sum += price
            squares += price * price
        }
        guard count > 0 else { return }
        mean = sum / count
        deviation = max(squares / count - mean * mean, 0).squareRoot()
    }
}

extension FeatureAssembler {
    /// What price and reviews say; where one of them is unknown, a feature says so, and what compares it stays 0.
    func addFacts(
        _ history: ArraySlice<Int32>, _ workspace: CandidateWorkspace, _ features: UnsafeMutableBufferPointer<Float>
    ) {
        typealias Shared = FeatureSchema.Shared
        let facts = model.facts
        let profile = PriceProfile(history, facts.logPrices)
        for (row, candidate) in workspace.candidates.enumerated() {
            let base = row * FeatureSchema.count
            let price = facts.logPrices[Int(candidate)]
            if !price.isNaN {
                features[base + Shared.priceKnown.index] = 1
                features[base + Shared.price.index] = price
                if let last = profile.last {
                    features[base + Shared.priceComparable.index] = 1
                    features[base + Shared.priceStep.index] = price - last
                    features[base + Shared.priceDistance.index] = abs(price - profile.mean)
                    // A user who buys at any price is not put off by a distance.
                    features[base + Shared.priceFit.index] = exp(
                        -abs(price - profile.mean) / (profile.deviation + Self.leastPriceDeviation))
                }
            }
            let opinion = facts.opinions[Int(candidate)]
            if !opinion.isNaN {
                features[base + Shared.opinionKnown.index] = 1
                features[base + Shared.opinion.index] = opinion
            }
        }
    }

    // A price a quarter higher or lower is about the same price.
    private static var leastPriceDeviation: Float { 0.25 }
}
