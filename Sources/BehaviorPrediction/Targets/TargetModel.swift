import Foundation
import LinearAlgebra
import NeuralNetworks

/// How likely each customer is to buy one item, or anything of one category, within a horizon.
public struct TargetModel: Sendable {
    /// Days it looks ahead.
    public let horizon: Int
    private let events: TargetEvents
    private let model: TabularModel
    private let scaling: PlattScaling
    private let rates: TargetSample.Rates

    // Older cut-offs say little of what is bought now.
    private static let mostCuts = 4

    /// Learns from what customers bought after days in the past; nothing from the day `asOf` on is used.
    /// - Throws: ``BehaviorError`` when there is too little to learn from.
    public init(
        _ events: TargetEvents, log: ActivityLog, asOf: Int32, horizon: Int, seed: UInt64, threads: Int
    ) throws(BehaviorError) {
        let kind = events.scope == .items ? "the purchase of an item" : "a purchase in a category"
        guard log.hasPurchases else {
            throw .nothingToLearn(kind: kind, need: "import interactions with event_type purchase")
        }
        guard events.count > 1 else {
            throw .nothingToLearn(
                kind: kind,
                need: events.scope == .items ? "there is only one item" : "import products with categories")
        }
        let cuts = try CutOffs.training(log, asOf: asOf, horizon: Int32(horizon)).prefix(Self.mostCuts)
        var generator = SeededGenerator(seed: seed, stream: 8)
        let samples = cuts.map {
            TargetSample(events, cut: $0, horizon: Int32(horizon), generator: &generator)
        }
        func fit(_ part: ArraySlice<TargetSample>) throws(BehaviorError) -> TabularModel {
            let targets = part.flatMap(\.targets)
            guard targets.contains(1), targets.contains(0) else { throw .oneOutcome(kind: kind, horizon: horizon) }
            var settings = TabularSettings(seed: seed)
            settings.rowsPerBatch = 256
            do {
                return try TabularModel(
                    Matrix(
                        rows: targets.count, columns: TargetFeature.count, elements: part.flatMap(\.elements)),
                    targets: targets, settings: settings, threads: threads)
            } catch { throw .nothingToLearn(kind: kind, need: "\(error)") }
        }
        // The newest cut-off, seen by a model of those that had closed before it, says how far to trust the scores.
        let closed = cuts.firstIndex { $0 + Int32(horizon) <= cuts[0] } ?? cuts.count
        var scaling = PlattScaling()
        if closed < cuts.count, samples[closed...].contains(where: { Set($0.targets).count > 1 }) {
            let rows = Matrix(
                rows: samples[0].targets.count, columns: TargetFeature.count, elements: samples[0].elements)
            scaling = PlattScaling(
                scores: try fit(samples[closed...]).outputs(rows), outcomes: samples[0].targets.map { $0 > 0 })
        }
        self.scaling = scaling
        self.events = events
        self.horizon = horizon
        model = try fit(samples[...])
        rates = Self.mean(samples.map(\.rates))
    }

    private static func mean(_ rates: [TargetSample.Rates]) -> TargetSample.Rates {
        let count = Float(rates.count)
        var sum = [Float](repeating: 0, count: rates[0].others.count)
        for rate in rates { for target in sum.indices { sum[target] += rate.others[target] } }
        return TargetSample.Rates(
            touched: rates.reduce(0) { $0 + $1.touched } / count, others: sum.map { $0 / count })
    }

    /// One prediction.
    public struct Prediction: Sendable {
        /// The probability that the target is bought within the horizon, in [0, 1].
        public let probability: Float
        /// What moved its log-odds, largest first; the last entry is everything else together.
        public let reasons: [(text: String, weight: Float)]
    }

    /// Predictions for each of `users` and each of `targets`, user by user.
    /// - Parameter mostReasons: so many reasons for each.
    public func predictions(users: [Int], targets: [Int32], day: Int32, mostReasons: Int = 0) -> [Prediction] {
        let record = TargetRecord(events, before: day, horizon: Int32(horizon))
        return users.flatMap { user -> [Prediction] in
            let past = TargetPast(events, user: user, before: day)
            var elements: [Float] = []
            for target in targets { past.append(target, record, kinds: events.kin[Int(target)], to: &elements) }
            let rows = Matrix(rows: targets.count, columns: TargetFeature.count, elements: elements)
            return zip(targets.indices, model.outputs(rows)).map { place, score in
                let target = targets[place]
                let drawn = past.hasTouched(target) ? rates.touched : rates.others[Int(target)]
                return Prediction(
                    probability: 1 / (1 + exp(drawn - scaling.logit(score))),
                    reasons: mostReasons > 0 ? reasons(Array(rows.row(place)), target, most: mostReasons) : [])
            }
        }
    }

    private func reasons(_ row: [Float], _ target: Int32, most: Int) -> [(text: String, weight: Float)] {
        let weights = model.attribution(row).weights.map { $0 * scaling.slope }
        let name = events.names[Int(target)]
        var sums: [String: Float] = [:]
        for feature in TargetFeature.allCases where weights[feature.rawValue] != 0 {
            sums[feature.words(row[feature.rawValue], name), default: 0] += weights[feature.rawValue]
        }
        return FeatureWords.heaviest(sums, most: most)
    }
}

extension TargetEvents {
    /// What a good analyst would say of a purchase within `horizon` days: how often the customer bought the target in such
    /// times so far, drawn towards how many of all customers bought it in the last one.
    public func frequencyRule(users: [Int], targets: [Int32], day: Int32, horizon: Int) -> [Float] {
        var buyers = [Float](repeating: 0, count: count)
        var customers: Float = 0
        for user in events.indices where events[user].first.map({ $0.day < day }) ?? false {
            customers += 1
            for target in bought(by: user, in: day - Int32(horizon)..<day) { buyers[Int(target)] += 1 }
        }
        return users.flatMap { user -> [Float] in
            let past = TargetPast(self, user: user, before: day)
            return targets.map { target in
                let (days, tenure) = past.frequency(of: target)
                let base = buyers[Int(target)] / max(customers, 1)
                return min((days + base) / (tenure / Float(horizon) + 1), 1)
            }
        }
    }

    /// The targets that most customers bought before `day`, best first.
    public func bestSellers(before day: Int32, most: Int) -> [Int32] {
        var buyers = [Int](repeating: 0, count: count)
        for user in events.indices { for target in bought(by: user, in: .min..<day) { buyers[Int(target)] += 1 } }
        return buyers.indices.filter { buyers[$0] > 0 }.sorted { (buyers[$1], $0) < (buyers[$0], $1) }.prefix(most)
            .map(Int32.init)
    }

    /// Whether each of `users` bought each of `targets` in the `horizon` days from `day` on, user by user.
    public func outcomes(users: [Int], targets: [Int32], day: Int32, horizon: Int) -> [Bool] {
        users.flatMap { user -> [Bool] in
            let bought = bought(by: user, in: day..<day + Int32(horizon))
            return targets.map(bought.contains)
        }
    }
}
