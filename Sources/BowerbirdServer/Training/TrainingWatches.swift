import Bowerbird
import Foundation
import Logging
import ServiceLifecycle

/// Begins a training when the last is long enough ago and something has been stored since.
struct TrainingWatch: ServiceLifecycle.Service {
    let service: Service
    let plan: TrainingPlan

    private static let step = Duration.milliseconds(500)

    func run() async throws {
        guard let interval = plan.interval else {
            try? await gracefulShutdown()
            return
        }
        let trained = service.live.model.flatMap { Timestamp(parsing: $0.manifest.createdAt) }
        var trainedAt = trained.map { Date(timeIntervalSince1970: $0.seconds) } ?? .distantPast
        var writes: Int64?
        while await Watch.pause(Self.step) {
            guard Date.now.timeIntervalSince(trainedAt) >= interval else { continue }
            do {
                let stored = try service.shop.store.writeCount()
                // Data that has been learned from already gives the same model again.
                guard stored > 0, stored != writes else { continue }
                try service.training.start(plan.asChallenger ? ["--challenger"] : [])
                (trainedAt, writes) = (.now, stored)
                service.logger.notice("a training has begun, as planned")
            } catch {
                // Another process trains already, or the data is away: the plan is tried again after the whole pause.
                trainedAt = .now
                service.logger.warning("the planned training cannot begin: \(error)")
            }
        }
    }
}

/// Compares a model that waits with the current one, again and again until one of them has to go.
struct ChallengeWatch: ServiceLifecycle.Service {
    let service: Service
    let plan: TrainingPlan

    private static let step = Duration.milliseconds(500)
    // The comparison reads everything; it may take this part of the time.
    private static let rest = 20

    func run() async throws {
        var compared: (challenger: String, writes: Int64)?
        var next = ContinuousClock.now
        while await Watch.pause(Self.step) {
            guard let challenger = service.shop.bundles.challengerVersion() else {
                compared = nil
                continue
            }
            guard compared?.challenger != challenger || ContinuousClock.now >= next else { continue }
            let begin = ContinuousClock.now
            do {
                let writes = try service.shop.store.writeCount()
                guard compared?.challenger != challenger || compared?.writes != writes else { continue }
                let shop = service.shop
                let report = try await service.behavior.inTurn { try shop.compareWithCurrent(challenger) }
                compared = (challenger, writes)
                service.comparison.put(report)
                if try shop.settle(report) {
                    let what = report.verdict == .worse ? "waits no longer" : "takes the place of \(report.current)"
                    service.logger.notice(
                        "\(challenger) \(what): \(report.verdict.rawValue)",
                        metadata: ["users": "\(report.users)", "difference": "\(report.difference.value)"])
                }
            } catch {
                service.logger.error("the model that waits cannot be compared: \(error)")
            }
            next = .now + max(.seconds(plan.compareSeconds), (ContinuousClock.now - begin) * Self.rest)
        }
    }
}
