import BehaviorPrediction
import Evaluation

/// How well weekly demand of the best-selling items is foretold.
struct DemandEvaluation {
    private let evaluation: BehaviorEvaluation
    private let weeks: Int

    private static let mostItems = 500

    init(_ evaluation: BehaviorEvaluation) {
        self.evaluation = evaluation
        weeks = min(max(evaluation.horizon / 7, 1), Int(evaluation.log.span.upperBound - evaluation.day) / 7)
    }

    func run() throws -> [EvaluationRow] {
        let (log, day) = (evaluation.log, evaluation.day)
        let demand = WeeklyDemand(log, end: day, mostItems: Self.mostItems)
        // A log that ends within the first week of the window, or has just begun, says nothing of demand.
        guard weeks >= 1, demand.weeks >= weeks + 8, !demand.items.isEmpty else { return [] }
        evaluation.progress("demand of \(demand.items.count) items in \(weeks) weeks")
        let later = WeeklyDemand(log, end: day + Int32(weeks) * 7)
        let place = Dictionary(uniqueKeysWithValues: later.items.enumerated().map { ($1, $0) })
        let truth = demand.items.flatMap { item in
            place[item].map { Array(later.units[$0].suffix(weeks)) } ?? [Float](repeating: 0, count: weeks)
        }
        let model = try DemandModels(
            WeeklyDemand(log, end: day), weeks: weeks, seed: evaluation.options.seed, threads: evaluation.threads)
        let predicted = model.predictions(demand, positions: Array(demand.items.indices)).flatMap(\.self)
        var rows = rows("demand model", predicted.map { $0.quantile(0.5) }, truth)
        for share in [0.1, 0.9] {
            let metrics = AmountMetrics(predicted: predicted.map { $0.quantile(Float(share)) }, truth: truth)
            rows += evaluation.measured(
                "demand model", count: truth.count,
                [
                    (
                        "wQL \(share)",
                        { rows in
                            2 * metrics.pinball(rows, share: share) * Double(rows.count) / Self.total(truth, rows)
                        }
                    )
                ])
        }
        guard evaluation.hasBaselines else { return rows }
        let simple: [(String, ([Float]) -> Float)] = [
            ("demand moving median", { IntermittentDemand.movingMedian($0) }),
            ("demand Croston", { IntermittentDemand.croston($0) }), ("demand TSB", { IntermittentDemand.tsb($0) }),
        ]
        for (name, level) in simple {
            let values = demand.units.flatMap { [Float](repeating: level($0), count: weeks) }
            rows += self.rows(name, values, truth)
        }
        return rows
    }

    private func rows(_ model: String, _ predicted: [Float], _ truth: [Float]) -> [EvaluationRow] {
        let metrics = AmountMetrics(predicted: predicted, truth: truth)
        return evaluation.measured(
            model, count: truth.count,
            [
                ("WAPE", { rows in metrics.meanAbsoluteError(rows) * Double(rows.count) / Self.total(truth, rows) }),
                ("MAE in units", { metrics.meanAbsoluteError($0) }),
            ])
    }

    @Sendable private static func total(_ truth: [Float], _ rows: [Int]) -> Double {
        rows.reduce(0) { $0 + Double(truth[$1]) }
    }
}
