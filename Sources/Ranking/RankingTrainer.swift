import DataModel
import LinearAlgebra
import NeuralNetworks
import Retrieval

/// Trains a ranker: scorers on moments of the past, then the retrievers on everything.
///
/// Where the data knows time there are two scorers: one for what comes right after the newest item, within a visit, and
/// one for what users will have in the time to come. They differ much: within a visit the newest items decide; for a user
/// who comes back, what is asked for lately counts more.
struct RankingTrainer {
    let data: RankingData
    let settings: RankingSettings
    let progress: @Sendable (String) -> Void

    func train() throws(NeuralNetworkError) -> (model: RankingModel, report: RankingReport) {
        var report = RankingReport()
        let content = WeightedContent(data.content)
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
            easeLimit: settings.mostEASEItems, seed: settings.seed,
            threads: settings.threads)
        let trainer = ScorerTrainer(
            histories: data.histories, settings: settings, fitting: fitting, progress: progress)
        let scorer = try trainer.train(
            leastMoments: settings.steps, mostMoments: max(settings.steps, settings.mostSteps), prefix: "", &report
        ) { data.histories.moment(rolledBack: $0) }
        var visitScorer: Scorer?
        if !data.timeIsOrdinal {
            visitScorer = try trainer.train(
                leastMoments: settings.periods, mostMoments: settings.periods, prefix: "next visits: ", &report
            ) { data.histories.moment(period: $0) }
        }
        let retrieval = report.time("retrievers on everything", progress) { fitting.fit(data.histories) }
        let model = RankingModel(
            retrieval: retrieval, scorer: scorer, visitScorer: visitScorer,
            trainedUntil: data.histories.timestamps.max() ?? 0, settings: settings, timeIsOrdinal: data.timeIsOrdinal)
        return (model, report)
    }
}

/// How retrievers are fitted, the same at every moment.
struct RetrievalFitting: Sendable {
    let content: WeightedContent
    let parameters: CoVisitationParameters
    let timeIsOrdinal: Bool
    let easeLimit: Int
    let seed: UInt64
    let threads: Int

    func fit(_ histories: Histories) -> RetrievalModel {
        RetrievalModel.fit(
            histories, content: content, timeIsOrdinal: timeIsOrdinal, parameters: parameters,
            easeLimit: easeLimit, seed: seed,
            threads: threads)
    }
}

extension RankingSettings {
    /// One user in ten, for good: held out of tuning and of every training list.
    func isHeldOut(_ user: Int) -> Bool {
        var generator = SeededGenerator(seed: seed, stream: UInt64(user))
        return generator.below(10) == 0
    }
}
