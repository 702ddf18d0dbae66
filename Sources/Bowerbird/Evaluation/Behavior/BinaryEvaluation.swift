import BehaviorPrediction
import Evaluation
import LinearAlgebra

/// What is measured of yes-or-no predictions.
struct BinaryEvaluation {
    let bootstrap: Bootstrap
    /// Whether it is also asked what the model looks at.
    let asksWhy: Bool

    // What a model looks at shows on so many rows already.
    private static let mostRows = 4_000
    private static let mostDependenceRows = 600
    private static let mostDependences = 6

    /// The rows of one model.
    func rows(_ model: String, _ probabilities: [Float], _ outcomes: [Bool]) -> [EvaluationRow] {
        let metrics = BinaryMetrics(probabilities: probabilities, outcomes: outcomes)
        let statistics: [(String, @Sendable ([Int]) -> Double)] = [
            ("AUC", { metrics.areaUnderCurve($0) }), ("PR-AUC", { metrics.averagePrecision($0) }),
            ("Brier", { metrics.brier($0) }), ("log-loss", { metrics.logLoss($0) }),
            ("ECE", { metrics.calibrationError($0) }), ("accuracy", { metrics.accuracy($0) }),
            ("precision", { metrics.atHalf($0).precision }), ("recall", { metrics.atHalf($0).recall }),
            ("F1", { metrics.atHalf($0).f1 }),
        ]
        return statistics.map { name, compute in
            EvaluationRow(model: model, metric: name, estimate: bootstrap.statistic(count: metrics.count, compute))
        }
    }

    /// The part of a report on predictions of several models, ours first.
    /// - Parameters:
    ///   - opened: our model laid open; `nil` where it is not known what it looks at.
    ///   - isReversed: whether `opened` tells the opposite of `outcomes`.
    ///   - learning: our model after learning from parts of the data.
    func part(
        _ title: String, _ models: [(name: String, probabilities: [Float])], _ outcomes: [Bool],
        opened: @autoclosure () -> OpenedModel?, isReversed: Bool = false,
        learning: @autoclosure () -> [LearningPoint] = []
    ) -> EvaluationPart {
        var rows = models.flatMap { self.rows($0.name, $0.probabilities, outcomes) }
        let (importance, dependence) = why(asksWhy ? opened() : nil, outcomes, isReversed)
        rows += importance.map { input in
            EvaluationRow(model: models[0].name, metric: "AUC lost without \(input.input)", estimate: input.areaLost)
        }
        let evidence = OutcomeEvidence(
            curves: models.map {
                ($0.name, BinaryCurves(probabilities: $0.probabilities, outcomes: outcomes))
            },
            reliability: Reliability(probabilities: models[0].probabilities.map(Double.init), outcomes: outcomes),
            importance: importance, dependence: dependence, learning: asksWhy ? learning() : [])
        return EvaluationPart(title: title, rows: rows, evidence: evidence)
    }

    private func why(
        _ opened: OpenedModel?, _ outcomes: [Bool], _ isReversed: Bool
    ) -> (importance: [InputImportance], dependence: [InputDependence]) {
        guard let opened else { return ([], []) }
        var order = Array(outcomes.indices)
        var generator = SeededGenerator(seed: bootstrap.seed, stream: 10)
        generator.shuffle(&order)
        let kept = Array(order.prefix(Self.mostRows))
        let judged = kept.map { outcomes[$0] }
        guard judged.contains(true), judged.contains(false) else { return ([], []) }
        let probabilities = opened.probabilities
        let predict: @Sendable (Matrix) -> [Float] = { table in
            isReversed ? probabilities(table).map { 1 - $0 } : probabilities(table)
        }
        let permuted = PermutationImportance(
            opened.table.selecting(rows: kept), outcomes: judged, bootstrap: bootstrap, predict: predict)
        let importance = opened.inputs.map {
            InputImportance(input: $0.name, isFamily: $0.isFamily, areaLost: permuted.areaLost(columns: $0.columns))
        }
        let ranked = zip(opened.inputs, importance)
            .sorted { ($1.1.areaLost.value, $0.0.name) < ($0.1.areaLost.value, $1.0.name) }
        let few = opened.table.selecting(rows: Array(kept.prefix(Self.mostDependenceRows)))
        let dependence = ranked.lazy.filter { !$0.0.isFamily && $0.0.columns.count == 1 }.prefix(Self.mostDependences)
            .map { input, _ in
                InputDependence(
                    input: input.name,
                    curve: PartialDependence.curve(few, column: input.columns[0], predict: predict))
            }
        return (ranked.map(\.1), dependence.filter { $0.curve.count > 1 })
    }
}

extension Matrix {
    /// The rows at `positions`, in that order.
    fileprivate func selecting(rows positions: [Int]) -> Matrix {
        Matrix(rows: positions.count, columns: columns, elements: positions.flatMap { row($0) })
    }
}
