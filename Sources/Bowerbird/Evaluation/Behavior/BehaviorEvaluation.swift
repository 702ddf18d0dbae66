import BehaviorPrediction
import DataModel
import Evaluation
import Foundation

/// Predicts behaviour as on days in the past, beside simple rules that learned from the same days, and compares with what
/// then happened.
struct BehaviorEvaluation {
    let snapshot: Snapshot
    let log: ActivityLog
    /// The day of prediction, and earlier ones when several are asked for, newest first.
    let days: [Int32]
    let settings: BehaviorEvaluationOptions
    let options: TrainingOptions
    let threads: Int
    let progress: @Sendable (String) -> Void

    /// The newest day of prediction.
    var day: Int32 { days[0] }
    /// Days that predictions look ahead.
    var horizon: Int { settings.horizon }
    /// Whether simple rules are measured beside the models.
    var hasBaselines: Bool { settings.baselines }

    /// - Parameter gaps: takes in what cannot be measured; the rest is measured all the same.
    func run(_ gaps: inout EvaluationGaps) throws -> EvaluationResult {
        let trials = days.map { BehaviorTrial(log, day: $0, horizon: horizon) }
        var parts: [EvaluationPart] = []
        func measure(
            _ part: BehaviorEvaluationPart, ifRecorded isRecorded: Bool = true, _ need: String = "",
            _ found: () throws -> [EvaluationPart]
        ) throws {
            guard isWanted(part) else { return }
            guard isRecorded else {
                // What nobody asked for by name is not missed.
                if settings.parts != nil { gaps.add(part.rawValue, need) }
                return
            }
            guard let found = try gaps.bridging(part, found) else { return }
            if found.isEmpty, settings.parts != nil { gaps.add(part.rawValue, "the data has nothing to measure it by") }
            parts += found
        }
        let buys = log.hasPurchases
        let noPurchases = "no event is a purchase"
        try measure(.purchase, ifRecorded: buys, noPurchases) {
            [try CustomerOutcomeEvaluation(self, .purchase).run(trials)]
        }
        try measure(.churn) { [try CustomerOutcomeEvaluation(self, .activity).run(trials)] }
        for amount in CustomerAmount.allCases {
            try measure(amount.part, ifRecorded: amount.isRecorded(in: log), "no event says anything of it") {
                [try AmountEvaluation(self, amount).run(trials)]
            }
        }
        try measure(.items, ifRecorded: buys, noPurchases) { try TargetEvaluation(self).run() }
        try measure(.timing, ifRecorded: buys, noPurchases) {
            part("days to the next purchase", try TimingEvaluation(self).run())
        }
        try measure(.demand, ifRecorded: buys, noPurchases) {
            part("demand by item and week", try DemandEvaluation(self).run())
        }
        try measure(.categories) { part("categories of the next visit", try CategoryEvaluation(self).run()) }
        try measure(.rating) { part("stars", try RatingEvaluation(self).run()) }
        return EvaluationResult(
            title: "Behaviour", split: split, rows: parts.flatMap(\.rows), summary: nil, notes: notes(trials),
            reliability: nil, confusion: nil, parts: parts)
    }

    private func isWanted(_ part: BehaviorEvaluationPart) -> Bool { settings.parts?.contains(part) ?? true }

    private func part(_ title: String, _ rows: [EvaluationRow]) -> [EvaluationPart] {
        rows.isEmpty ? [] : [EvaluationPart(title: title, rows: rows)]
    }

    private var split: String {
        let starts = days.map { Timestamp(milliseconds: Int64($0) * 86_400_000).iso8601.prefix(10) }
        let sentence =
            "Predictions as on \(starts.joined(separator: ", ")), of the \(horizon) days from then on; nothing later was "
            + "used to learn."
        return days.count > 1
            ? sentence + " Items, timing, demand, categories and stars are of the newest of these days." : sentence
    }

    private func notes(_ trials: [BehaviorTrial]) -> [String] {
        let windows = trials.flatMap(\.windows)
        let share = Double(windows.count { $0.purchaseDays > 0 }) / Double(max(windows.count, 1))
        return log.notes + [
            "\(windows.count) users were known by \(days.count > 1 ? "those days" : "that day"); "
                + "\((share * 1000).rounded() / 10) % of them bought in the window",
            "the error of an amount is that of its median; its rank correlation is that of its mean",
        ]
    }

    /// The bootstrap by which every figure gets its interval.
    var bootstrap: Bootstrap { Bootstrap(draws: 200, seed: options.seed, threads: threads) }

    func measured(
        _ model: String, count: Int, _ statistics: [(name: String, compute: @Sendable ([Int]) -> Double)]
    ) -> [EvaluationRow] {
        statistics.map { name, compute in
            EvaluationRow(model: model, metric: name, estimate: bootstrap.statistic(count: count, compute))
        }
    }
}

/// The users known by a day, and what they did in the days from it on.
struct BehaviorTrial {
    let day: Int32
    let users: [Int]
    let windows: [Window]

    init(_ log: ActivityLog, day: Int32, horizon: Int) {
        self.day = day
        users = log.users(before: day)
        windows = users.map { Window(log, user: $0, days: day..<day + Int32(horizon)) }
    }
}
