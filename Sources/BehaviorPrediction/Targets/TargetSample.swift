import Foundation
import LinearAlgebra

/// Pairs of customer and target on a day in the past to learn from, far fewer than there are, each drawn at a known rate.
///
/// There are as many pairs as customers times targets, and hardly any ends in a purchase. Drawing purchases at one rate
/// and the rest at another adds ln(rate of purchases / rate of the rest) to the log-odds of a purchase and changes nothing
/// else (King and Zeng, Political Analysis 2001), so it is subtracted again, pair by pair.
struct TargetSample {
    /// `[pairs × TargetFeature.count]`.
    private(set) var elements: [Float] = []
    /// Whether the target was bought, 1 or 0.
    private(set) var targets: [Float] = []

    private static let mostTouched: Float = 16_000
    private static let mostOthers: Float = 8_000

    /// At which rates pairs were drawn, so that log-odds can be set right.
    struct Rates: Sendable, Equatable {
        /// ln(rate of purchases / rate of the rest) of targets that the customer knew.
        var touched: Float = 0
        /// The same for targets that the customer did not know, by target.
        var others: [Float] = []
    }
    let rates: Rates

    /// Draws from the customers known before `cut` and what they bought in the `horizon` days from then on.
    init(_ events: TargetEvents, cut: Int32, horizon: Int32, generator: inout SeededGenerator) {
        let record = TargetRecord(events, before: cut, horizon: horizon)
        let window = cut..<cut + horizon
        let users = events.events.indices.filter { events.events[$0].first.map { $0.day < cut } ?? false }
        var (touchedBought, touchedLeft, newBought) = (Float(0), Float(0), Float(0))
        for user in users {
            let known = Set(events.past(of: user, before: cut).map(\.target))
            let bought = events.bought(by: user, in: window)
            let again = Float(known.intersection(bought).count)
            touchedBought += again
            touchedLeft += Float(known.count) - again
            newBought += Float(bought.count) - again
        }
        let shareBought = min(1, Self.mostTouched / max(touchedBought, 1))
        let shareLeft = min(1, Self.mostTouched / max(touchedLeft, 1))
        let shareNew = min(1, Self.mostOthers / max(newBought, 1))
        // Of the targets that a customer did not know, half are drawn evenly, half as often as they are bought.
        let weights = record.buyers90.map { 1 + $0 * Float(events.count) / max(record.buyers90.reduce(0, +), 1) }
        let total = weights.reduce(0, +)
        // Not more often than there are targets, or a small shop's would be drawn over and over.
        let draws = min(Self.mostOthers * 2 / Float(max(users.count, 1)), Float(events.count))
        rates = Rates(
            touched: log(shareBought / shareLeft), others: weights.map { log(shareNew / max(draws * $0 / total, 1e-9)) }
        )
        let sums = weights.reduce(into: [Float]()) { $0.append(($0.last ?? 0) + $1) }
        for user in users {
            let past = TargetPast(events, user: user, before: cut)
            let bought = events.bought(by: user, in: window)
            func add(_ target: Int32, _ isBought: Bool, to sample: inout TargetSample) {
                past.append(target, record, kinds: events.kin[Int(target)], to: &sample.elements)
                sample.targets.append(isBought ? 1 : 0)
            }
            for target in past.touched {
                let isBought = bought.contains(target)
                if generator.uniform() < (isBought ? shareBought : shareLeft) { add(target, isBought, to: &self) }
            }
            for target in bought.sorted() where !past.hasTouched(target) && generator.uniform() < shareNew {
                add(target, true, to: &self)
            }
            let count = Int(draws) + (generator.uniform() < draws - draws.rounded(.down) ? 1 : 0)
            for _ in 0..<count {
                let mark = generator.uniform() * total
                let target = Int32(min(sums.partitioned { $0 > mark }, sums.count - 1))
                if !past.hasTouched(target), !bought.contains(target) { add(target, false, to: &self) }
            }
        }
    }
}

extension [Float] {
    /// The first position whose element is as wanted, where all such stand at the end.
    fileprivate func partitioned(_ isWanted: (Float) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isWanted(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
