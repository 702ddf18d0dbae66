import DataModel
import Evaluation
import LinearAlgebra
import Ranking

/// Trains and measures rankers on one split, or on each fold of a cross-validation.
struct RankingEvaluation {
    let snapshot: Snapshot
    let options: RankingEvaluationOptions
    let training: TrainingOptions
    let threads: Int
    let progress: @Sendable (String) -> Void

    static let ours = "bowerbird"

    func run() throws -> EvaluationResult {
        let content = try RankingInput.content(snapshot.products, threads: threads)
        let table =
            options.shufflesTies
            ? snapshot.interactions.shufflingTies(seed: training.seed) : snapshot.interactions
        var models: [ModelMeasurement] = []
        var notes: [String] = []
        var calibration: TopItemCalibration?
        for (index, method) in methods.enumerated() {
            let split = RankingSplit(
                table, userCount: snapshot.users.count, itemCount: snapshot.items.count, method: method,
                seed: training.seed)
            guard split.evaluatedUsers > 0 else {
                throw EvaluationError.nothingToTest(
                    "no user has an item left to be tested on; import more interactions")
            }
            if methods.count > 1 { progress("fold \(index + 1) of \(methods.count)") }
            let found = self.notes(on: split)
            for note in found { progress(note) }
            notes += methods.count > 1 ? found.map { "Fold \(index + 1): \($0)" } : found
            let context = SplitContext(split, content: content)
            var measured = 0
            func add(_ name: String, _ lists: ScoredLists, cold: [[Int32]]?) {
                if index == 0 { models.append(ModelMeasurement(name: name, users: snapshot.users.count)) }
                models[measured].add(
                    lists.map { $0.map(\.item) }, coldLists: cold, in: context, threads: threads)
                measured += 1
            }
            let own = try ownLists(split, method, content)
            add(Self.ours, own.lists, cold: own.cold)
            if index == 0 {
                calibration = TopItemCalibration(own.lists, tests: split.tests, seed: training.seed)
            }
            for baseline in baselines {
                add(baseline.rawValue, lists(baseline, split, method), cold: nil)
                progress("\(baseline.rawValue) measured")
            }
        }
        return result(models, notes: notes, calibration: calibration)
    }

    private func result(
        _ models: [ModelMeasurement], notes: [String], calibration: TopItemCalibration?
    ) -> EvaluationResult {
        let bootstrap = Bootstrap(seed: training.seed, threads: threads)
        var rows: [EvaluationRow] = []
        for (index, model) in models.enumerated() {
            rows += model.rows(bootstrap)
            if index == 0, let calibration { rows.append(calibration.row(model: model.name, bootstrap)) }
        }
        let comparisons = ModelComparisons(models, bootstrap: bootstrap)
        return EvaluationResult(
            title: "Recommendation lists", split: options.description, rows: rows + comparisons.rows,
            summary: comparisons.summary, notes: notes, reliability: calibration?.reliability, confusion: nil)
    }

    private var methods: [SplitMethod] {
        options.folds > 1
            ? (0..<options.folds).map { .fold(index: $0, count: options.folds) } : [options.split]
    }

    private var baselines: [Baseline] {
        guard options.baselines else { return [] }
        return Baseline.allCases.filter { baseline in
            switch baseline {
            case .lastWeekPopularity: return !snapshot.timeIsOrdinal
            case .ease:
                guard snapshot.items.count > Baseline.mostEASEItems else { return true }
                progress(
                    "ease is left out: its dense matrix is for up to \(Baseline.mostEASEItems) items, "
                        + "and there are \(snapshot.items.count)")
                return false
            default: return true
            }
        }
    }

    private func lists(_ baseline: Baseline, _ split: RankingSplit, _ method: SplitMethod) -> ScoredLists {
        BaselineLists(
            training: split.training, task: task(split),
            tuning: BaselineTuning(
                split.training, method: method, seed: training.seed, threads: threads, progress: progress),
            threads: threads
        ).lists(baseline)
    }

    private func task(_ split: RankingSplit) -> ListTask {
        ListTask(
            histories: split.training, isAsked: split.tests.map { !$0.isEmpty }, isAllowed: split.rankable,
            threads: threads)
    }

    // Our lists of known items, and lists of all items for those whose test has one that training does not know.
    private func ownLists(
        _ split: RankingSplit, _ method: SplitMethod, _ content: ItemContent
    ) throws -> (lists: ScoredLists, cold: [[Int32]]) {
        let settings = RankingSettings(preset: training.preset, seed: training.seed, threads: threads)
        var content = content
        let isByTime = if case .time = method { !snapshot.timeIsOrdinal } else { false }
        content.facts = ItemFacts(
            snapshot.products, snapshot.reviews(before: split, isByTime: isByTime), snapshot.items)
        let data = RankingData(
            histories: split.training, content: content, timeIsOrdinal: snapshot.timeIsOrdinal)
        let (model, _) = try RankingModel.train(on: data, settings: settings, progress: progress)
        // The one item held out comes right after; of a period held out, the training's end is when users come.
        let now = method == .leaveLastOneOut || snapshot.timeIsOrdinal ? nil : model.trainedUntil
        func lists(of users: [Int], isAllowed: [Bool]?) -> ScoredLists {
            var lists: ScoredLists = Array(repeating: [], count: split.training.userCount)
            model.recommendAll(
                split.training.keeping(users), now: now, top: ListTask.depth,
                filter: CandidateFilter(isAllowed: isAllowed), threads: threads
            ) { first, block in
                for (offset, list) in block.enumerated() {
                    lists[users[first + offset]] = list.map { TopK.Entry(item: $0.item, score: $0.score) }
                }
            }
            return lists
        }
        let tested = split.tests.indices.filter { !split.tests[$0].isEmpty }
        let coldTested = split.coldTests.indices.filter { !split.coldTests[$0].isEmpty }
        return (
            lists(of: tested, isAllowed: split.rankable),
            lists(of: coldTested, isAllowed: nil).map { $0.map(\.item) }
        )
    }

    private func notes(on split: RankingSplit) -> [String] {
        var notes = ["\(split.evaluatedUsers) users are tested"]
        if split.coldTestItems > 0 {
            notes.append(
                "\(split.coldTestItems) held-out items do not occur in training; they count in cold-item recall only")
        }
        if split.tiedUsers > 0, !options.shufflesTies {
            notes.append(
                "users with a test item at the very time of another of their rows: \(split.tiedUsers); there the order of "
                    + "the file decides which is held out, and --shuffle-ties shows what is left without that order")
        }
        if options.shufflesTies { notes.append("rows of equal time are in an order drawn from the seed") }
        if snapshot.timeIsOrdinal {
            notes.append("the data knows order but not time, so every model may learn from other users' later events")
        }
        return notes
    }
}

extension Histories {
    /// The histories of these users alone, in this order.
    fileprivate func keeping(_ users: [Int]) -> Histories {
        var offsets = [0]
        var items: [Int32] = []
        var timestamps: [Int64] = []
        for user in users {
            items += self.items[range(of: user)]
            timestamps += self.timestamps[range(of: user)]
            offsets.append(items.count)
        }
        return Histories(offsets: offsets, items: items, timestamps: timestamps, itemCount: itemCount)
    }
}
