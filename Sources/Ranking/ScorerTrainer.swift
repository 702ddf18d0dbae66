import DataModel
import LinearAlgebra
import NeuralNetworks
import Retrieval

/// Trains one scorer: retrievers fitted at moments of the past, lists labelled with what came next, an MLP on their
/// features.
struct ScorerTrainer {
    let histories: Histories
    /// Whether items that a user had are among the candidates.
    let keepsRepeats: Bool
    let settings: RankingSettings
    let fitting: RetrievalFitting
    let progress: @Sendable (String) -> Void

    // Held-out users at most: enough for a standard error of NDCG@10 below .006.
    private static let largestHeldOut = 2_000
    private static let blockSize = 128
    // Fewer held-out lists than this would stop training by chance.
    private static let fewestToValidate = 20
    // Below this, smaller batches give the optimiser enough steps.
    private static let fewLists = 4_000
    // On fewer held-out users, a network that seems worse than fusion by rank may be so by chance.
    private static let fewestToCompare = 100

    /// - Parameters:
    ///   - leastMoments: how many moments are always used; beyond them, only as long as lists are few.
    ///   - enough: how many training lists are few no more.
    ///   - prefix: what names of steps and of held-out figures begin with.
    ///   - moment: the moment of a number, from 1; `nil` ends them.
    func train(
        leastMoments: Int, mostMoments: Int, enough: Int, prefix: String, _ report: inout RankingReport,
        moment: (Int) -> TrainingMoment?
    ) throws(NeuralNetworkError) -> Scorer {
        var training = CandidateLists()
        var heldOut = CandidateLists()
        for number in 1...max(mostMoments, 1) {
            // Small shops need more moments to have enough lists to learn from.
            if number > leastMoments, training.count >= enough { break }
            guard let moment = moment(number) else { break }
            let retrieval = report.time(prefix + "retrievers " + moment.name, progress) {
                fitting.fit(moment.histories)
            }
            report.time(prefix + "lists " + moment.name, progress) {
                let share = settings.maximumLists / max(leastMoments, 1)
                append(
                    sample(moment.queries.filter { !settings.isHeldOut($0.user) }, share), retrieval,
                    settings.negativesPerList, to: &training)
                if number == 1 {
                    append(
                        sample(moment.queries.filter { settings.isHeldOut($0.user) }, Self.largestHeldOut), retrieval,
                        nil, to: &heldOut)
                }
            }
        }
        let listCount = training.count
        report.listCount += listCount
        guard listCount >= settings.minimumLists else {
            progress("\(prefix)\(listCount) lists are too few to train a scorer: fusion by rank instead")
            measure(heldOut, .fusion, prefix, &report)
            return .fusion
        }
        let scaler = FeatureScaler(rows: training.features, count: FeatureSchema.count)
        let trained = try report.time(prefix + "training the scorer", progress) { () throws(NeuralNetworkError) in
            try fit(&training, heldOut, scaler)
        }
        report.log = trained.log
        return measure(heldOut, Scorer(network: trained.mlp, scaler: scaler), prefix, &report)
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
                    queries[start + range.lowerBound..<start + range.upperBound], histories, generator,
                    CandidateWorkspace(retrieval), filter: CandidateFilter(includesSeen: keepsRepeats),
                    negatives: negatives,
                    seed: settings.seed)
            }
            for part in parts { lists.append(part) }
        }
    }

    private func fit(
        _ training: inout CandidateLists, _ heldOut: CandidateLists, _ scaler: FeatureScaler
    ) throws(NeuralNetworkError) -> (mlp: MLP, log: TrainingLog) {
        var held = heldOut.withTargets()
        let validation = held.count >= Self.fewestToValidate ? held.takeTrainingLists(scaler) : nil
        var fitting = settings.scorer
        if training.count < Self.fewLists { fitting.listsPerBatch /= 2 }
        // Where there is little to learn from, more networks cost little and even out more.
        let networkCount = training.count < settings.wantedLists ? 2 * settings.networks : settings.networks
        let lists = training.takeTrainingLists(scaler)
        var networks: [MLP] = []
        var log = TrainingLog()
        for network in 0..<max(networkCount, 1) {
            fitting.seed = settings.scorer.seed &+ UInt64(network)
            let start = MLP(layerSizes: [FeatureSchema.count, 64, 32, 1], seed: fitting.seed)
            let fitted = try MLPTrainer(settings: fitting).fit(start, to: lists, validation: validation)
            networks.append(fitted.mlp)
            if network == 0 { log = fitted.log }
        }
        return (MLP.average(of: networks), log)
    }

    // Held-out NDCG@10 of the ranker, of fusion by rank and of each retriever goes into the report. A network that does
    // no better than fusion on enough users is not used.
    @discardableResult
    private func measure(
        _ heldOut: CandidateLists, _ candidate: Scorer, _ prefix: String, _ report: inout RankingReport
    ) -> Scorer {
        guard heldOut.count > 0 else { return candidate }
        var scorer = candidate
        report.candidateRecall =
            Double(heldOut.isTarget.count { $0 }) / Double(max(heldOut.wanted.reduce(0, +), 1))
        let fusion = heldOut.ndcg(Scorer.fusion)
        var ranker = heldOut.ndcg(scorer)
        if heldOut.count >= Self.fewestToCompare, ranker.reduce(0, +) < fusion.reduce(0, +) {
            scorer = .fusion
            ranker = fusion
        }
        report.heldOut.append((prefix + "ranker", ranker))
        if keepsRepeats {
            let unseen = heldOut.ndcg(scorer, offersSeen: false)
            report.heldOut.append((prefix + "ranker without seen items", unseen))
            report.seenItemsHelp = report.seenItemsHelp || ranker.reduce(0, +) > unseen.reduce(0, +)
        }
        report.heldOut.append((prefix + "fusion by rank", fusion))
        for (index, source) in RetrievalSource.allCases.enumerated() {
            report.heldOut.append((prefix + source.rawValue, heldOut.retrieverGains.map { Double($0[index]) }))
        }
        return scorer
    }
}

extension CandidateLists {
    /// The lists that hold one of their targets.
    fileprivate func withTargets() -> CandidateLists {
        var kept = CandidateLists()
        for list in 0..<count {
            let rows = offsets[list]..<offsets[list + 1]
            guard isTarget[rows].contains(true) else { continue }
            kept.items += items[rows]
            kept.isTarget += isTarget[rows]
            kept.features += features[rows.lowerBound * FeatureSchema.count..<rows.upperBound * FeatureSchema.count]
            kept.wanted.append(wanted[list])
            kept.retrieverGains.append(retrieverGains[list])
            kept.offsets.append(kept.items.count)
        }
        return kept
    }

    /// Scaled features and targets as the trainer wants them; the features are moved out, not copied.
    fileprivate mutating func takeTrainingLists(_ scaler: FeatureScaler) -> TrainingLists {
        var scaled: [Float] = []
        swap(&scaled, &features)
        scaled.withUnsafeMutableBufferPointer { scaler.apply($0) }
        return TrainingLists(
            features: Matrix(rows: items.count, columns: FeatureSchema.count, elements: scaled), offsets: offsets,
            targets: isTarget.map { $0 ? 1 : 0 })
    }
}
