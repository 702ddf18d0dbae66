import DataModel
public import Evaluation
import LinearAlgebra
import Ranking
import Retrieval
import Storage
import TextClassification

extension Shop {
    /// How well lists predict what users did next: a model trained on one part of the data, tested on the other, beside
    /// simple baselines trained on the same part. The shop's own model is neither used nor changed.
    /// - Throws: ``EvaluationError/nothingToTest(_:)``; `StorageError`.
    public func evaluateRanking(
        split method: SplitMethod = .leaveLastOneOut, options: TrainingOptions = TrainingOptions(),
        baselines: Bool = true, threads: Int, progress: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> [EvaluationRow] {
        let snapshot = try store.snapshot()
        if snapshot.timeIsOrdinal, case .time = method {
            throw EvaluationError.nothingToTest(
                "this data knows the order of events, not their time; use --split last-one")
        }
        let split = RankingSplit(
            snapshot.interactions, userCount: snapshot.users.count, itemCount: snapshot.items.count, method: method,
            seed: options.seed)
        guard split.evaluatedUsers > 0 else {
            throw EvaluationError.nothingToTest("no user has an item left to be tested on; import more interactions")
        }
        progress(
            "\(split.evaluatedUsers) users are tested; \(split.coldTestItems) held-out items are unknown in training")
        let evaluation = RankingEvaluation(split: split, seed: options.seed, threads: threads)
        let settings = RankingSettings(preset: options.preset, seed: options.seed, threads: threads)
        let data = RankingData(
            histories: split.training, content: try RankingInput.content(snapshot.products, threads: threads),
            timeIsOrdinal: snapshot.timeIsOrdinal)
        let (model, _) = try RankingModel.train(on: data, settings: settings, progress: progress)
        var lists: [[Int32]] = []
        // The one item held out comes right after; of a period held out, the training's end is when users come.
        let now = method == .leaveLastOneOut || snapshot.timeIsOrdinal ? nil : model.trainedUntil
        model.recommendAll(
            split.training, now: now, top: RankingEvaluation.depth, filter: CandidateFilter(isAllowed: split.rankable),
            threads: threads
        ) { _, block in lists += block.map { $0.map(\.item) } }
        var rows = evaluation.rows(model: "bowerbird", lists: lists)
        guard baselines else { return rows }
        let counts = PopularityRetriever.counts(split.training)
        rows += evaluation.rows(
            model: "popularity", retriever: PopularityRetriever(source: .popularity, scores: counts))
        if !snapshot.timeIsOrdinal {
            rows += evaluation.rows(
                model: "last-week popularity",
                retriever: PopularityRetriever(source: .trending, scores: split.training.countsOfLastWeek()))
        }
        let neighbors = ItemKNN.weights(split.training, Occurrences(split.training), threads: threads)
        rows += evaluation.rows(
            model: "item-knn", retriever: ItemNeighbors(source: .itemKNN, weights: neighbors, decay: 0))
        return rows
    }

    /// How well reviews' polarity is predicted; see ``TextSplit`` for which reviews are held out.
    /// - Throws: ``EvaluationError/nothingToTest(_:)``; `StorageError`.
    public func evaluateSentiment(
        options: TrainingOptions = TrainingOptions(), threads: Int,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> [EvaluationRow] {
        try TextEvaluation(name: "sentiment", options: options, threads: threads, progress: progress)
            .rows(LabelledTexts.reviews(of: store.snapshot()))
    }

    /// How well queries' categories are predicted; see ``TextSplit`` for which queries are held out.
    /// - Throws: ``EvaluationError/nothingToTest(_:)``; `StorageError`.
    public func evaluateCategories(
        options: TrainingOptions = TrainingOptions(), threads: Int,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> [EvaluationRow] {
        try TextEvaluation(name: "categories", options: options, threads: threads, progress: progress)
            .rows(LabelledTexts.queries(of: store.snapshot()))
    }
}

/// Turns lists into rows of metrics.
private struct RankingEvaluation {
    let split: RankingSplit
    let seed: UInt64
    let threads: Int

    static let depth = 20

    func rows(model: String, lists: [[Int32]]) -> [EvaluationRow] {
        let metrics = RankingMetrics(lists: lists, tests: split.tests)
        let estimates = Bootstrap(seed: seed, threads: threads)
            .means(of: metrics.perUser, columns: metrics.names.count)
        let tested = lists.indices.filter { !split.tests[$0].isEmpty }.map { lists[$0] }
        let coverage = CatalogueMetrics.coverage(
            of: tested, cutoff: 10, rankableItems: split.rankable.count { $0 })
        return zip(metrics.names, estimates).map { EvaluationRow(model: model, metric: $0, estimate: $1) } + [
            EvaluationRow(
                model: model, metric: "coverage@10",
                estimate: Estimate(value: coverage, low: coverage, high: coverage, count: tested.count))
        ]
    }

    /// Rows of a retriever by itself, everything that occurs in training ranked and the user's own items left out.
    func rows(model: String, retriever: any Retriever) -> [EvaluationRow] {
        let training = split.training
        let blocks = Parallel.mapChunks(of: training.userCount, chunk: 256, threads: threads) { users in
            var scores = ScoreAccumulator(itemCount: max(training.itemCount, 1))
            return users.map { user -> [Int32] in
                guard !split.tests[user].isEmpty else { return [] }
                let history = training.items(of: user)
                let seen = Set(history)
                retriever.score(history, into: &scores)
                defer { scores.clear() }
                return scores.best(Self.depth) { split.rankable[Int($0)] && !seen.contains($0) }.map(\.item)
            }
        }
        return rows(model: model, lists: blocks.flatMap { $0 })
    }
}

extension Histories {
    /// How many users first had each item in the last seven days of the data.
    fileprivate func countsOfLastWeek() -> [Float] {
        var counts = [Float](repeating: 0, count: itemCount)
        guard let end = timestamps.max() else { return counts }
        for (item, time) in zip(items, timestamps) where end - time < 7 * 86_400_000 { counts[Int(item)] += 1 }
        return counts
    }
}

/// Trains a classifier on the training rows and measures it on the held-out ones, beside the most frequent label.
private struct TextEvaluation {
    let name: String
    let options: TrainingOptions
    let threads: Int
    let progress: @Sendable (String) -> Void

    func rows(_ rows: LabelledTexts) throws -> [EvaluationRow] {
        let (training, test) = rows.split()
        guard !training.texts.isEmpty, !test.texts.isEmpty else {
            throw EvaluationError.nothingToTest(
                "there are \(training.texts.count) labelled texts to learn from and \(test.texts.count) held out")
        }
        progress("\(training.texts.count) texts train, \(test.texts.count) are tested")
        let (classifier, _) = try TextClassifier.train(
            texts: training.texts, labels: training.labels,
            settings: TextTask.settings(seed: options.seed, threads: threads), progress: progress)
        let known = Dictionary(uniqueKeysWithValues: classifier.labels.enumerated().map { ($1, $0) })
        let truth = test.labels.map { known[$0] ?? -1 }
        var shares = [Float](repeating: 0, count: classifier.labels.count)
        for label in training.labels { shares[known[label] ?? 0] += 1 / Float(training.labels.count) }
        return metrics(
            name,
            ClassificationResult(
                classCount: classifier.labels.count, truth: truth,
                probabilities: classifier.predict(test.texts, threads: threads)))
            + metrics(
                "most frequent label",
                ClassificationResult(
                    classCount: classifier.labels.count, truth: truth,
                    probabilities: Array(repeating: shares, count: truth.count)))
    }

    private func metrics(_ model: String, _ result: ClassificationResult) -> [EvaluationRow] {
        let metrics = ClassificationMetrics(result)
        let bootstrap = Bootstrap(seed: options.seed, threads: threads)
        var statistics: [(String, @Sendable ([Int]) -> Double)] = [
            ("accuracy", { metrics.accuracy($0) }),
            ("precision (macro)", { metrics.macro($0).precision }), ("recall (macro)", { metrics.macro($0).recall }),
            ("macro-F1", { metrics.macro($0).f1 }), ("AUC", { metrics.areaUnderCurve($0) }),
            ("log-loss", { metrics.logLoss($0) }), ("ECE", { metrics.calibrationError($0) }),
        ]
        // Among three labels, one of the first three is always right.
        if result.classCount > 3 { statistics.append(("top-3 accuracy", { metrics.topAccuracy($0, k: 3) })) }
        return statistics.map { name, compute in
            EvaluationRow(model: model, metric: name, estimate: bootstrap.statistic(count: result.count, compute))
        }
    }
}
