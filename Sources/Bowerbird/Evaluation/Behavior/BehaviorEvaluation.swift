import BehaviorPrediction
import DataModel
import Evaluation
import Foundation

/// Predicts behaviour as on a day in the past, beside simple rules that learned from the same days, and compares with
/// what then happened.
struct BehaviorEvaluation {
    let snapshot: Snapshot
    let log: ActivityLog
    /// The day of prediction.
    let day: Int32
    let horizon: Int
    /// What is evaluated; everything for `nil`.
    let parts: Set<BehaviorEvaluationPart>?
    let hasBaselines: Bool
    let options: TrainingOptions
    let threads: Int
    let progress: @Sendable (String) -> Void

    private static let rfm: [CustomerFeature] = [.recency, .purchaseDays, .money, .tenure]

    func run() throws -> EvaluationResult {
        let users = log.users(before: day)
        let windows = users.map { Window(log, user: $0, days: day..<day + Int32(horizon)) }
        var rows: [EvaluationRow] = []
        var reliability: Reliability?
        if log.hasPurchases, isWanted(.purchase) {
            let (measured, bins) = try outcome(.purchase, users, windows.map { $0.purchaseDays > 0 })
            rows += measured
            reliability = bins
        }
        if isWanted(.churn) {
            let (measured, bins) = try outcome(.activity, users, windows.map { $0.activeDays > 0 })
            rows += measured
            reliability = reliability ?? bins
        }
        for amount in CustomerAmount.allCases where amount.isRecorded(in: log) && isWanted(amount.part) {
            rows += try amounts(amount, users, windows)
        }
        if log.hasPurchases {
            if isWanted(.timing) { rows += try TimingEvaluation(self).run() }
            if isWanted(.demand) { rows += try DemandEvaluation(self).run() }
        }
        if isWanted(.categories) { rows += try categories() }
        if isWanted(.rating) { rows += try ratings() }
        return EvaluationResult(
            title: "Behaviour", split: split, rows: rows, summary: nil, notes: notes(windows),
            reliability: reliability, confusion: nil)
    }

    private func isWanted(_ part: BehaviorEvaluationPart) -> Bool { parts?.contains(part) ?? true }

    private var split: String {
        let start = Timestamp(milliseconds: Int64(day) * 86_400_000).iso8601.prefix(10)
        return "Predictions as on \(start), of the \(horizon) days from then on; nothing later was used to learn."
    }

    private func notes(_ windows: [Window]) -> [String] {
        var notes = log.notes
        let share = Double(windows.count { $0.purchaseDays > 0 }) / Double(max(windows.count, 1))
        notes.append(
            "\(windows.count) users were known by that day; \((share * 1000).rounded() / 10) % of them bought in the window"
        )
        notes.append("the error of an amount is that of its median; its rank correlation is that of its mean")
        return notes
    }

    // MARK: Yes or no

    private func outcome(
        _ outcome: CustomerOutcome, _ users: [Int], _ outcomes: [Bool]
    ) throws -> (rows: [EvaluationRow], reliability: Reliability) {
        // Churn is the opposite of activity.
        let name = outcome == .purchase ? "purchase" : "churn"
        let truth = outcome == .purchase ? outcomes : outcomes.map { !$0 }
        progress("\(name) within \(horizon) days")
        func predict(_ rule: [CustomerFeature]?) throws -> [Float] {
            let model = try OutcomeModel(
                outcome, log: log, asOf: day, horizon: horizon, rule: rule, seed: options.seed, threads: threads)
            let likely = model.probabilities(log, users: users, day: day, threads: threads)
            return outcome == .purchase ? likely : likely.map { 1 - $0 }
        }
        let ours = try predict(nil)
        var rows = binary("\(name) model", ours, truth)
        if hasBaselines {
            let recency: CustomerFeature = outcome == .purchase ? .recency : .visitRecency
            rows += binary("\(name) by recency", try predict([recency]), truth)
            if log.hasPurchases { rows += binary("\(name) by logistic RFM", try predict(Self.rfm), truth) }
        }
        return (rows, Reliability(probabilities: ours.map(Double.init), outcomes: truth))
    }

    private func binary(_ model: String, _ probabilities: [Float], _ outcomes: [Bool]) -> [EvaluationRow] {
        let metrics = BinaryMetrics(probabilities: probabilities, outcomes: outcomes)
        return measured(
            model, count: metrics.count,
            [
                ("AUC", { metrics.areaUnderCurve($0) }), ("PR-AUC", { metrics.averagePrecision($0) }),
                ("Brier", { metrics.brier($0) }), ("log-loss", { metrics.logLoss($0) }),
                ("ECE", { metrics.calibrationError($0) }), ("accuracy", { metrics.accuracy($0) }),
                ("precision", { metrics.atHalf($0).precision }), ("recall", { metrics.atHalf($0).recall }),
                ("F1", { metrics.atHalf($0).f1 }),
            ])
    }

    func measured(
        _ model: String, count: Int, _ statistics: [(name: String, compute: @Sendable ([Int]) -> Double)]
    ) -> [EvaluationRow] {
        let bootstrap = Bootstrap(draws: 200, seed: options.seed, threads: threads)
        return statistics.map { name, compute in
            EvaluationRow(model: model, metric: name, estimate: bootstrap.statistic(count: count, compute))
        }
    }

    // MARK: Categories

    // The first visit of each user in the window, foretold from those before it.
    private func categories() throws -> [EvaluationRow] {
        let visits = CategoryVisits(snapshot)
        guard visits.names.count > 1 else { return [] }
        progress("categories of the next visit, of \(visits.names.count)")
        let model = try CategoryModel(visits, log: log, asOf: day, seed: options.seed, threads: threads)
        let trials = model.trials(from: day, until: day + Int32(horizon))
        guard !trials.isEmpty else { return [] }
        func rows(_ name: String, _ list: KeyPath<CategoryTrial, [Int32]>) -> [EvaluationRow] {
            let found = trials.map { trial -> (recall: Double, ndcg: Double) in
                let truth = Set(trial.truth)
                let hits = trial[keyPath: list].prefix(10).map { truth.contains($0) }
                return (Double(hits.count { $0 }) / Double(truth.count), Self.ndcg(hits, relevant: truth.count))
            }
            return measured(
                name, count: trials.count,
                [
                    ("Recall@10", { rows in Self.mean(rows.map { found[$0].recall }) }),
                    ("NDCG@10", { rows in Self.mean(rows.map { found[$0].ndcg }) }),
                ])
        }
        let ours = rows("categories model", \.ranked)
        return hasBaselines ? ours + rows("categories by own frequency", \.byFrequency) : ours
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }

    private static func ndcg(_ hits: [Bool], relevant: Int) -> Double {
        func gain(_ place: Int) -> Double { 1 / log2(Double(place + 2)) }
        let found = hits.indices.reduce(0) { $0 + (hits[$1] ? gain($1) : 0) }
        return found / (0..<min(10, relevant)).reduce(0) { $0 + gain($1) }
    }

    // MARK: Stars

    // Ratings given in the window, foretold from those before it.
    private func ratings() throws -> [EvaluationRow] {
        let known = RatingTable(snapshot, before: day)
        let before = Set(known.ratings.map { [$0.user, $0.item] })
        let test = RatingTable(snapshot, before: day + Int32(horizon)).ratings.filter {
            !before.contains([$0.user, $0.item])
        }
        guard known.ratings.count >= 20, !test.isEmpty else { return [] }
        progress("\(test.count) ratings")
        let model = try RatingModel(known, seed: options.seed, threads: threads)
        let predicted = model.predictions(test.map { ($0.user, $0.item) })
        let truth = test.map(\.stars)
        func rows(_ name: String, median: [Float], mean: [Float]) -> [EvaluationRow] {
            let (middle, average) = (
                AmountMetrics(predicted: median, truth: truth), AmountMetrics(predicted: mean, truth: truth)
            )
            return measured(
                name, count: truth.count,
                [
                    ("MAE in stars", { middle.meanAbsoluteError($0) }),
                    ("RMSE in stars", { average.meanSquaredError($0).squareRoot() }),
                    ("Spearman", { average.rankCorrelation($0) }),
                ])
        }
        let ours = rows("rating model", median: predicted.map(\.median), mean: predicted.map(\.expected))
        guard hasBaselines else { return ours }
        let rule = test.map { known.biasRule(user: $0.user, item: $0.item) }
        return ours + rows("rating by user and item means", median: rule, mean: rule)
    }

    // MARK: How much

    private func amounts(
        _ amount: CustomerAmount, _ users: [Int], _ windows: [Window]
    ) throws -> [EvaluationRow] {
        progress("\(amount.rawValue) within \(horizon) days")
        let truth = windows.map(amount.value)
        let model = try AmountModel(
            amount, log: log, asOf: day, horizon: horizon, seed: options.seed, threads: threads)
        let predicted = model.predictions(log, users: users, day: day, threads: threads)
        let median = AmountMetrics(predicted: predicted.map(\.median), truth: truth)
        let mean = AmountMetrics(predicted: predicted.map(\.expected), truth: truth)
        let low = AmountMetrics(predicted: predicted.map(\.low), truth: truth)
        let high = AmountMetrics(predicted: predicted.map(\.high), truth: truth)
        let isInside = zip(predicted, truth).map { $0.low <= $1 && $1 <= $0.high }
        var rows = measured(
            "\(amount.rawValue) model", count: truth.count,
            [
                ("MAE", { median.meanAbsoluteError($0) }), ("RMSLE", { median.rootMeanSquaredLogError($0) }),
                ("R²", { mean.coefficientOfDetermination($0) }), ("Spearman", { mean.rankCorrelation($0) }),
                ("pinball 0.1", { low.pinball($0, share: 0.1) }), ("pinball 0.9", { high.pinball($0, share: 0.9) }),
                ("coverage of 80 %", { rows in Double(rows.count { isInside[$0] }) / Double(max(rows.count, 1)) }),
            ])
        guard hasBaselines else { return rows }
        let last = users.map { amount.value(Window(log, user: $0, days: day - Int32(horizon)..<day)) }
        let usual = users.map { user -> Float in
            let all = Window(log, user: user, days: log.span.lowerBound..<day)
            let first = log.days[log.dayRange(of: user).lowerBound].day
            return amount.value(all) / Float(max(Int(day - first), horizon)) * Float(horizon)
        }
        for (name, values) in [("as in the window before", last), ("own mean", usual)] {
            let metrics = AmountMetrics(predicted: values, truth: truth)
            rows += measured(
                "\(amount.rawValue) \(name)", count: truth.count,
                [
                    ("MAE", { metrics.meanAbsoluteError($0) }), ("RMSLE", { metrics.rootMeanSquaredLogError($0) }),
                    ("R²", { metrics.coefficientOfDetermination($0) }), ("Spearman", { metrics.rankCorrelation($0) }),
                ])
        }
        return rows
    }
}

/// What of behaviour may be evaluated.
public enum BehaviorEvaluationPart: String, Sendable, CaseIterable {
    /// Whether something is bought.
    case purchase
    /// Whether a user stays away.
    case churn
    /// Money spent.
    case spend
    /// Units bought.
    case quantity
    /// Visits.
    case visits
    /// Seconds of looking.
    case dwell
    /// Days to the next purchase.
    case timing
    /// Units sold by item and week.
    case demand
    /// Whether a session ends in a purchase.
    case sessions
    /// Stars.
    case rating
    /// Categories of the next visit.
    case categories
}

extension CustomerAmount {
    fileprivate var part: BehaviorEvaluationPart {
        switch self {
        case .spend: .spend
        case .quantity: .quantity
        case .visits: .visits
        case .dwell: .dwell
        }
    }
}
