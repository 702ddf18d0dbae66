import DataModel
import Evaluation
public import Foundation
import LinearAlgebra

extension Shop {
    /// Compares a model with the one in use, on the users who came back after both were trained. Each gets a list of both, made
    /// from what was known of them by the end of the later training, and is asked for what they had afterwards.
    /// - Parameters:
    ///   - version: which model; `nil` for the challenger.
    ///   - seed: where the choice of users and the resampling start.
    ///   - threads: threads to use; changes nothing about the result.
    /// - Throws: ``ChallengeError``; ``BundleError`` when a model is damaged; `StorageError`.
    public func compareWithCurrent(
        _ version: String? = nil, seed: UInt64 = 0, threads: Int = ProcessInfo.processInfo.activeProcessorCount
    ) throws -> ChallengeReport {
        guard let current = bundles.currentVersion() else { throw ChallengeError.noCurrent }
        guard let challenger = version ?? bundles.challengerVersion() else { throw ChallengeError.noChallenger }
        guard challenger != current else { throw ChallengeError.sameModel(version: challenger) }
        let versions = bundles.versions()
        guard versions.contains(challenger) else {
            throw ChallengeError.unknown(version: challenger, known: versions)
        }
        let models = try [current, challenger].map { try Model(version: $0, bundles: bundles, store: store) }
        for model in models where model.ranking == nil {
            throw ChallengeError.noLists(version: model.manifest.version)
        }
        let rankings = models.compactMap(\.ranking)
        guard !rankings.contains(where: \.timeIsOrdinal) else { throw ChallengeError.noTimes }
        let since = rankings.map(\.trainedUntil).max() ?? 0
        let returning = ReturningUsers(
            try store.snapshot(), since: since, offersSeen: rankings.contains(where: \.offersSeen), seed: seed)
        let ndcg = try models.map { model in
            RankingMetrics(
                lists: try returning.lists(of: model, threads: threads), tests: returning.tests,
                cutoffs: [ModelMeasurement.cutoff]
            ).values(of: ModelMeasurement.comparedMetric) ?? []
        }
        let bootstrap = Bootstrap(seed: seed, threads: threads)
        let means = bootstrap.means(of: zip(ndcg[0], ndcg[1]).map { [$0, $1, $1 - $0] }, columns: 3)
        return ChallengeReport(
            current: current, challenger: challenger, since: Timestamp(milliseconds: since), currentNDCG: means[0],
            challengerNDCG: means[1], difference: means[2])
    }

    /// Does what the comparison says: a challenger that is better or no worse becomes current, one that is worse no longer
    /// waits. Otherwise, or where the comparison is of other models than are there now, everything stays.
    /// - Returns: whether anything changed.
    /// - Throws: ``BundleError`` when the bundle is damaged, and the current one stays; what the file system says.
    @discardableResult
    public func settle(_ report: ChallengeReport) throws -> Bool {
        guard bundles.challengerVersion() == report.challenger, bundles.currentVersion() == report.current else {
            return false
        }
        switch report.verdict {
        case .better, .noWorse:
            _ = try use(report.challenger)
            return true
        case .worse:
            try bundles.setChallenger(nil, keeping: modelsInExperiments())
            return true
        case .tooFewUsers, .undecided: return false
        }
    }
}

/// Users who were known by a moment and had something after it.
private struct ReturningUsers {
    let snapshot: Snapshot
    let since: Int64
    /// Their numbers in the snapshot.
    let users: [Int32]
    /// What each had after that moment.
    let tests: [[Int32]]

    // Enough to know a difference of a hundredth; more take longer than they tell.
    private static let mostUsers = 5_000

    /// - Parameter offersSeen: whether lists may hold what a user had before.
    init(_ snapshot: Snapshot, since: Int64, offersSeen: Bool, seed: UInt64) {
        self.snapshot = snapshot
        self.since = since
        let table = snapshot.interactions
        var (before, after) = ([Int32: Set<Int32>](), [Int32: Set<Int32>]())
        for row in 0..<table.count where table.timestamps[row] > since {
            after[table.users[row], default: []].insert(table.items[row])
        }
        for row in 0..<table.count where table.timestamps[row] <= since && after[table.users[row]] != nil {
            before[table.users[row], default: []].insert(table.items[row])
        }
        var wanted: [(user: Int32, items: [Int32])] = []
        for user in before.keys.sorted() {
            let items = (after[user] ?? []).subtracting(offersSeen ? [] : before[user] ?? [])
            if !items.isEmpty { wanted.append((user, items.sorted())) }
        }
        if wanted.count > Self.mostUsers {
            var generator = SeededGenerator(seed: seed)
            wanted.shuffle(using: &generator)
            wanted = wanted.prefix(Self.mostUsers).sorted { $0.user < $1.user }
        }
        users = wanted.map(\.user)
        tests = wanted.map(\.items)
    }

    /// A model's lists for them, by number in the snapshot; what nobody ever had is −1.
    func lists(of model: Model, threads: Int) throws -> [[Int32]] {
        let maker = try ListMaker(model: model, options: ListOptions(top: ModelMeasurement.cutoff))
        return maker.items(for: users, in: maker.histories(of: snapshot, until: since), threads: threads).map { list in
            list.map { snapshot.items.number(of: $0.rawValue) ?? -1 }
        }
    }
}
