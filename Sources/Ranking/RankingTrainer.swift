import DataModel
import LinearAlgebra
import NeuralNetworks
import Retrieval

/// Trains a ranker: scorers on moments of the past, then the retrievers on everything.
///
/// There are up to three scorers: for what comes right after the newest item, within a visit of a known user; where the
/// data knows time, for what users will have in the time to come; and for sessions of people unknown. They differ much:
/// within a visit the newest items decide; for a user who comes back, what is asked for lately counts more; and retrievers
/// have not learnt from a stranger's session what they are asked about it.
struct RankingTrainer {
    let data: RankingData
    let settings: RankingSettings
    let progress: @Sendable (String) -> Void

    func train() throws(NeuralNetworkError) -> (model: RankingModel, report: RankingReport) {
        var report = RankingReport()
        let content = WeightedContent(data.content, threads: settings.threads)
        let parameters = report.time("tuning co-visitation", progress) {
            let moment = data.histories.moment(rolledBack: 1)
            return CoVisitationTuning(
                histories: moment.histories, queries: moment.queries.filter { !settings.isHeldOut($0.user) },
                all: data.histories, seed: settings.seed, threads: settings.threads
            ).tune(passes: settings.tuningPasses)
        }
        report.coVisitation = parameters
        let fitting = RetrievalFitting(
            content: content, parameters: parameters, timeIsOrdinal: data.timeIsOrdinal,
            keepsRepeats: data.keepsRepeats, easeLimit: settings.mostEASEItems, seed: settings.seed,
            threads: settings.threads)
        // Where EASE takes seconds, more moments than are needed would take minutes.
        let isCostly = EASE.isCostly(items: data.histories.itemCount, mostItems: settings.mostEASEItems)
        let trainer = ScorerTrainer(
            histories: data.histories, keepsRepeats: data.keepsRepeats, settings: settings, fitting: fitting,
            progress: progress)
        let scorer = try trainer.train(
            leastMoments: settings.steps, mostMoments: isCostly ? settings.steps : settings.mostSteps,
            enough: settings.wantedLists, prefix: "", &report
        ) { data.histories.moment(rolledBack: $0) }
        var visitScorer: Scorer?
        if !data.timeIsOrdinal {
            visitScorer = try trainer.train(
                leastMoments: settings.periods, mostMoments: isCostly ? settings.periods : settings.mostPeriods,
                enough: settings.wantedLists, prefix: "next visits: ", &report
            ) { data.histories.moment(period: $0) }
        }
        let sessionScorer = try trainer.train(
            leastMoments: 1, mostMoments: isCostly ? 1 : settings.sessionParts, enough: settings.wantedLists / 2,
            prefix: "open sessions: ", &report
        ) { data.histories.moment(unknownPart: $0, of: settings.sessionParts, seed: settings.seed) }
        let retrieval = report.time("retrievers on everything", progress) { fitting.fit(data.histories) }
        let model = RankingModel(
            retrieval: retrieval, scorer: scorer, visitScorer: visitScorer, sessionScorer: sessionScorer,
            keepsRepeats: data.keepsRepeats, offersSeen: data.keepsRepeats && report.seenItemsHelp,
            trainedUntil: data.histories.timestamps.max() ?? 0, settings: settings, timeIsOrdinal: data.timeIsOrdinal)
        return (model, report)
    }
}

/// How retrievers are fitted, the same at every moment.
struct RetrievalFitting: Sendable {
    let content: WeightedContent
    let parameters: CoVisitationParameters
    let timeIsOrdinal: Bool
    let keepsRepeats: Bool
    let easeLimit: Int
    let seed: UInt64
    let threads: Int

    func fit(_ histories: Histories) -> RetrievalModel {
        RetrievalModel.fit(
            histories, content: content, timeIsOrdinal: timeIsOrdinal, keepsRepeats: keepsRepeats,
            parameters: parameters, easeLimit: easeLimit, seed: seed, threads: threads)
    }
}

extension RankingSettings {
    /// One user in ten, for good: held out of tuning and of every training list.
    func isHeldOut(_ user: Int) -> Bool {
        var generator = SeededGenerator(seed: seed, stream: UInt64(user))
        return generator.below(10) == 0
    }
}
