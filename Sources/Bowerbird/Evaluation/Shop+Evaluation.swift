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

    /// How well reviews' polarity is predicted.
    /// - Parameter folds: more than 1 for a cross-validation; otherwise see ``TextSplit`` for which are held out.
    /// - Throws: ``EvaluationError/nothingToTest(_:)``; `StorageError`.
    public func evaluateSentiment(
        folds: Int = 1, options: TrainingOptions = TrainingOptions(), threads: Int, baselines: Bool = true,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> EvaluationResult {
        try TextEvaluation(
            name: "sentiment", title: "Review sentiment", folds: folds, hasBaseline: baselines, options: options,
            threads: threads, progress: progress
        ).run(LabelledTexts.reviews(of: store.snapshot()))
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
}
