import DataModel
import Foundation
import LinearAlgebra
import NeuralNetworks
import Retrieval

/// Trains a ranker: retrievers fitted to rolled-back histories, lists labelled with what came next, an MLP on their
/// features, and the retrievers fitted again to everything.
struct RankingTrainer {
    let data: RankingData
    let settings: RankingSettings
    let progress: @Sendable (String) -> Void

    // Held-out users at most: enough for a standard error of NDCG@10 below .006.
    private static let largestHeldOut = 2_000
    private static let blockSize = 128
    // Fewer held-out lists than this would stop training by chance.
    private static let fewestToValidate = 20
    // Below this, smaller batches give the optimiser enough steps.
    private static let fewLists = 4_000

    func train() throws(NeuralNetworkError) -> (model: RankingModel, report: RankingReport) {
        var report = RankingReport()
        let content = WeightedContent(data.content)
        let rolledBack = data.histories.droppingLast(1)
        let parameters = report.time("tuning co-visitation", progress) {
            let queries = self.queries(step: 1).filter { !isHeldOut($0.user) }
            return CoVisitationTuning(
                histories: rolledBack, queries: queries, seed: settings.seed, threads: settings.threads
            ).tune(passes: settings.tuningPasses)
        }
        report.coVisitation = parameters
        var training = CandidateLists()
        var heldOut = CandidateLists()
        for step in 1...max(settings.steps, settings.mostSteps, 1) {
            // Small shops need more steps to have enough lists to learn from.
            if step > settings.steps, training.count >= settings.wantedLists { break }
            let histories = step == 1 ? rolledBack : data.histories.droppingLast(step)
            let retrieval = report.time("retrievers without the newest \(step)", progress) {
                fit(histories, content, parameters)
            }
            report.time("training lists \(step)", progress) {
                let queries = self.queries(step: step)
                let share = settings.maximumLists / max(settings.steps, 1)
                append(
                    sample(queries.filter { !isHeldOut($0.user) }, share), retrieval, settings.negativesPerList,
                    to: &training)
                if step == 1 {
                    append(
                        sample(queries.filter { isHeldOut($0.user) }, Self.largestHeldOut), retrieval, nil, to: &heldOut
                    )
                }
            }
        }
        let listCount = training.count
        report.listCount = listCount
        let scaler = FeatureScaler(rows: training.features, count: FeatureSchema.count)
        var scorer = Scorer.fusion
        if listCount >= settings.minimumLists {
            let trained = try report.time("training the scorer", progress) { () throws(NeuralNetworkError) in
                try trainScorer(&training, heldOut, scaler)
            }
            report.log = trained.log
            scorer = Scorer(network: trained.mlp, scaler: scaler)
        } else {
            progress("\(listCount) users with a next item are too few to train the scorer: fusion by rank instead")
        }
        measure(heldOut, &scorer, &report)
        let retrieval = report.time("retrievers on everything", progress) { fit(data.histories, content, parameters) }
        let model = RankingModel(
            retrieval: retrieval, scorer: scorer, settings: settings, timeIsOrdinal: data.timeIsOrdinal)
        return (model, report)
    }

    private func fit(
        _ histories: Histories, _ content: WeightedContent, _ parameters: CoVisitationParameters
    ) -> RetrievalModel {
        RetrievalModel.fit(
            histories, content: content, timeIsOrdinal: data.timeIsOrdinal, parameters: parameters,
            seed: settings.seed, threads: settings.threads)
    }

    // One user in ten, for good: held out of tuning and of every training list.
    private func isHeldOut(_ user: Int) -> Bool {
        var generator = SeededGenerator(seed: settings.seed, stream: UInt64(user))
        return generator.below(10) == 0
    }

    // Users who have at least one item left without their newest `step`, with the next one as target.
    private func queries(step: Int) -> [RankingQuery] {
        (0..<data.histories.userCount).compactMap { user in
            let items = data.histories.items(of: user)
            guard items.count > step else { return nil }
            let known = items.count - step
            return RankingQuery(user: user, known: known, target: items[items.startIndex + known])
        }
    }

    private func sample(_ queries: [RankingQuery], _ count: Int) -> [RankingQuery] {
        guard queries.count > count else { return queries }
        var shuffled = queries
        var generator = SeededGenerator(seed: settings.seed)
        generator.shuffle(&shuffled)
        return shuffled.prefix(count).sorted { $0.user < $1.user }
    }

    // In waves, so that only the joined lists are ever held whole: they are most of the memory that training takes.
    private func append(
        _ queries: [RankingQuery], _ retrieval: RetrievalModel, _ negatives: Int?, to lists: inout CandidateLists
    ) {
        let generator = CandidateGenerator(model: retrieval, perRetriever: settings.candidatesPerRetriever)
        if let negatives { lists.reserve(queries.count * (negatives + 1)) }
        let wave = Self.blockSize * 4 * max(settings.threads, 1)
        for start in stride(from: 0, to: queries.count, by: wave) {
            let queries = queries[start..<min(start + wave, queries.count)]
            let parts = Parallel.mapChunks(
                of: queries.count, chunk: Self.blockSize, threads: settings.threads
            ) { range in
                CandidateLists.make(
                    queries[start + range.lowerBound..<start + range.upperBound], data.histories, generator,
                    CandidateWorkspace(retrieval), filter: CandidateFilter(), negatives: negatives,
                    seed: settings.seed)
            }
            for part in parts { lists.append(part) }
        }
    }

    private func trainScorer(
        _ training: inout CandidateLists, _ heldOut: CandidateLists, _ scaler: FeatureScaler
    ) throws(NeuralNetworkError) -> (mlp: MLP, log: TrainingLog) {
        var held = heldOut.withTargets()
        let validation = held.count >= Self.fewestToValidate ? held.takeTrainingLists(scaler) : nil
        var fitting = settings.scorer
        if training.count < Self.fewLists { fitting.listsPerBatch /= 2 }
        let lists = training.takeTrainingLists(scaler)
        var networks: [MLP] = []
        var log = TrainingLog()
        for network in 0..<max(settings.networks, 1) {
            fitting.seed = settings.scorer.seed &+ UInt64(network)
            let start = MLP(layerSizes: [FeatureSchema.count, 64, 32, 1], seed: fitting.seed)
            let fitted = try MLPTrainer(settings: fitting).fit(start, to: lists, validation: validation)
            networks.append(fitted.mlp)
            if network == 0 { log = fitted.log }
        }
        return (MLP.average(of: networks), log)
    }

    // Held-out NDCG@10 of the ranker, of fusion by rank and of each retriever. A network that does no better than fusion
    // on enough users is not used.
    private func measure(_ heldOut: CandidateLists, _ scorer: inout Scorer, _ report: inout RankingReport) {
        guard heldOut.count > 0 else { return }
        report.candidateRecall = Double(heldOut.targets.count { $0 >= 0 }) / Double(heldOut.count)
        let fusion = heldOut.ndcg(Scorer.fusion)
        var ranker = heldOut.ndcg(scorer)
        if heldOut.count >= 100, ranker.reduce(0, +) < fusion.reduce(0, +) {
            scorer = .fusion
            ranker = fusion
        }
        report.heldOut.append(("ranker", ranker))
        report.heldOut.append(("fusion by rank", fusion))
        for (index, source) in RetrievalSource.allCases.enumerated() {
            report.heldOut.append(
                (
                    source.rawValue,
                    heldOut.retrieverRanks.map { ranks in
                        (0..<10).contains(ranks[index]) ? 1 / log2(Double(ranks[index]) + 2) : 0
                    }
                ))
        }
    }
}

extension CandidateLists {
    /// The lists that hold their target.
    fileprivate func withTargets() -> CandidateLists {
        var kept = CandidateLists()
        for list in 0..<count where targets[list] >= 0 {
            let rows = offsets[list]..<offsets[list + 1]
            kept.items += items[rows]
            kept.features += features[rows.lowerBound * FeatureSchema.count..<rows.upperBound * FeatureSchema.count]
            kept.targets.append(targets[list])
            kept.retrieverRanks.append(retrieverRanks[list])
            kept.offsets.append(kept.items.count)
        }
        return kept
    }

    /// Scaled features and targets as the trainer wants them; the features are moved out, not copied.
    fileprivate mutating func takeTrainingLists(_ scaler: FeatureScaler) -> TrainingLists {
        var scaled: [Float] = []
        swap(&scaled, &features)
        scaled.withUnsafeMutableBufferPointer { scaler.apply($0) }
        var chosen = [Float](repeating: 0, count: items.count)
        for list in 0..<count { chosen[offsets[list] + targets[list]] = 1 }
        return TrainingLists(
            features: Matrix(rows: items.count, columns: FeatureSchema.count, elements: scaled), offsets: offsets,
            targets: chosen)
    }

    /// NDCG@10 of each list when ordered by `scorer`.
    fileprivate func ndcg(_ scorer: Scorer) -> [Double] {
        let scores = scorer.scores(features)
        return (0..<count).map { list in
            guard targets[list] >= 0 else { return 0 }
            let rows = offsets[list]..<offsets[list + 1]
            let target = offsets[list] + targets[list]
            let better = rows.count { row in
                scores[row] > scores[target] || (scores[row] == scores[target] && row < target)
            }
            return better < 10 ? 1 / log2(Double(better) + 2) : 0
        }
    }
}
