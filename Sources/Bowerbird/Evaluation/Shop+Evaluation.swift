import BehaviorPrediction
import DataModel
import Evaluation
import Storage

extension Shop {
    /// How well lists predict what users did next: a model trained on one part of the data, tested on the other, beside
    /// baselines trained and tuned on the same part. The shop's own model is neither used nor changed.
    /// - Throws: ``EvaluationError/nothingToTest(_:)``; `StorageError`.
    public func evaluateRanking(
        _ evaluation: RankingEvaluationOptions = RankingEvaluationOptions(),
        options: TrainingOptions = TrainingOptions(), threads: Int,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> EvaluationResult {
        let snapshot = try store.snapshot()
        if snapshot.timeIsOrdinal, evaluation.folds < 2, case .time = evaluation.split {
            throw EvaluationError.nothingToTest(
                "this data knows the order of events, not their time; use --split last-one")
        }
        return try RankingEvaluation(
            snapshot: snapshot, options: evaluation, training: options, threads: threads, progress: progress
        ).run()
    }

    /// How well reviews' polarity is predicted, and their stars where enough of them have some.
    /// - Parameter folds: more than 1 for a cross-validation; otherwise see ``TextSplit`` for which are held out.
    /// - Throws: ``EvaluationError/nothingToTest(_:)``; `StorageError`.
    public func evaluateSentiment(
        folds: Int = 1, options: TrainingOptions = TrainingOptions(), threads: Int, baselines: Bool = true,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> EvaluationResult {
        let snapshot = try store.snapshot()
        let polarity = try TextEvaluation(
            name: "sentiment", title: "Review sentiment", folds: folds, hasBaseline: baselines, options: options,
            threads: threads, progress: progress
        ).run(LabelledTexts.reviews(of: snapshot))
        let stars = StarEvaluation(
            folds: folds, hasBaselines: baselines, options: options, threads: threads, progress: progress)
        return polarity.adding(try stars.rows(StarredTexts(snapshot)))
    }

    /// How well queries' categories are predicted.
    /// - Parameter folds: more than 1 for a cross-validation; otherwise see ``TextSplit`` for which are held out.
    /// - Throws: ``EvaluationError/nothingToTest(_:)``; `StorageError`.
    public func evaluateCategories(
        folds: Int = 1, options: TrainingOptions = TrainingOptions(), threads: Int, baselines: Bool = true,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> EvaluationResult {
        try TextEvaluation(
            name: "categories", title: "Categories of search queries", folds: folds, hasBaseline: baselines,
            options: options, threads: threads, progress: progress
        ).run(LabelledTexts.queries(of: store.snapshot()))
    }

    /// How well behaviour is predicted: models that learned from everything before a day, beside simple rules, compared
    /// with what happened after it; and how well sessions that end in a purchase are told from others.
    /// - Throws: ``EvaluationError/nothingToTest(_:)``; `BehaviorError` when there is too little to learn from;
    ///   `StorageError`.
    public func evaluateBehavior(
        _ evaluation: BehaviorEvaluationOptions = BehaviorEvaluationOptions(),
        options: TrainingOptions = TrainingOptions(), threads: Int,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> EvaluationResult {
        let snapshot = try store.snapshot(detailed: true)
        let sessions = SessionEvaluation(
            sessions: evaluation.parts?.contains(.sessions) ?? true ? snapshot.sessions : [], folds: evaluation.folds,
            hasBaselines: evaluation.baselines, preprocessing: evaluation.preprocessing,
            binary: BinaryEvaluation(
                bootstrap: Bootstrap(draws: 200, seed: options.seed, threads: threads),
                asksWhy: evaluation.importance),
            options: options, threads: threads)
        var gaps = EvaluationGaps()
        let ofSessions = try gaps.bridging(.sessions) { try sessions.parts() } ?? []
        var result = EvaluationResult(
            title: "Behaviour", split: sessions.split, rows: ofSessions.flatMap(\.rows), summary: nil, notes: [],
            reliability: nil, confusion: nil, parts: ofSessions)
        if snapshot.interactions.count > 0, evaluation.parts != [.sessions] {
            do {
                let log = try ActivityLog(snapshot)
                let days = try self.days(of: log, evaluation)
                result = try BehaviorEvaluation(
                    snapshot: snapshot, log: log, days: days, settings: evaluation, options: options, threads: threads,
                    progress: progress
                ).run(&gaps).adding(ofSessions, split: sessions.split)
            } catch let error where !ofSessions.isEmpty && (error is EvaluationError || error is BehaviorError) {
                gaps.add("everything but sessions", "\(error)")
            }
        }
        guard !result.rows.isEmpty else {
            throw gaps.error
                ?? EvaluationError.nothingToTest("there are neither interactions nor sessions with an outcome")
        }
        result.leftOut = gaps.sentences
        return result
    }

    // The days of prediction, newest first.
    private func days(of log: ActivityLog, _ evaluation: BehaviorEvaluationOptions) throws -> [Int32] {
        let horizon = Int32(evaluation.horizon)
        let day = evaluation.asOf.map { ActivityLog.day(of: $0) } ?? log.span.upperBound - horizon
        guard day + horizon <= log.span.upperBound else {
            throw EvaluationError.nothingToTest(
                "the data ends before \(horizon) days have passed since the day of prediction; give an earlier --as-of "
                    + "or a smaller --horizon")
        }
        return (0..<Int32(max(evaluation.folds, 1))).map { day - $0 * horizon }
    }
}
