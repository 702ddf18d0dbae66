import Foundation
import LinearAlgebra
import Retrieval

/// Turns a user's candidates into rows of features: the one place where that is done, in training and in serving.
struct FeatureAssembler: Sendable {
    let model: RetrievalModel

    /// How many of the newest items are compared with each candidate.
    static let profileLength = 10
    // Stands for the logarithm of a score that is not there.
    private static let noScore: Float = -14

    /// Writes the features of the workspace's candidates, shape `[candidates × FeatureSchema.count]`.
    /// - Parameters:
    ///   - idleDays: days since the user's newest item; 0 within a visit.
    ///   - features: zeroed memory of that shape.
    func assemble(
        _ history: ArraySlice<Int32>, idleDays: Float, _ workspace: CandidateWorkspace,
        into features: UnsafeMutableBufferPointer<Float>
    ) {
        addRetrieverFeatures(workspace, features)
        addItemFeatures(history, idleDays, workspace, features)
        addRepetition(history, workspace, features)
        addPairFeatures(history, workspace, features)
        addTransitions(history, workspace, features)
        addFactors(history, workspace, features)
        addLikeness(
            history, model.attributes, workspace, features,
            [.attributesLast, .attributesSecond, .attributesMaximum, .attributesMean])
        addLikeness(history, model.text, workspace, features, [.textLast, .textSecond, .textMaximum, .textMean])
        addWholeLikeness(history, model.attributes, workspace, features, .attributesWhole)
        addWholeLikeness(history, model.text, workspace, features, .textWhole)
        addFacts(history, workspace, features)
    }

    private func addRetrieverFeatures(
        _ workspace: CandidateWorkspace, _ features: UnsafeMutableBufferPointer<Float>
    ) {
        let candidates = workspace.candidates
        for retriever in 0..<FeatureSchema.retrieverCount {
            let first = retriever * FeatureSchema.perRetriever
            let best = workspace.best[retriever].first?.score ?? 0
            let unranked = log(Float(2 + CandidateGenerator.rankDepth))
            for (row, item) in candidates.enumerated() {
                let score = workspace.accumulators[retriever].score(of: item)
                let base = row * FeatureSchema.count + first
                features[base] = score > 0 ? 1 : 0
                features[base + 1] = score > 0 ? log(score) : Self.noScore
                features[base + 2] = best > 0 ? score / best : 0
                features[base + 4] = unranked
            }
            for (rank, entry) in workspace.best[retriever].enumerated() {
                let row = Int(workspace.slot[Int(entry.item)])
                guard row >= 0 else { continue }
                let base = row * FeatureSchema.count
                features[base + first + 3] = 1 / Float(rank + 2)
                features[base + first + 4] = log(Float(1 + rank))
                features[base + FeatureSchema.Shared.agreement.index] += 1
            }
        }
    }

    private func addItemFeatures(
        _ history: ArraySlice<Int32>, _ idleDays: Float, _ workspace: CandidateWorkspace,
        _ features: UnsafeMutableBufferPointer<Float>
    ) {
        typealias Shared = FeatureSchema.Shared
        let statistics = model.statistics
        let length = log(Float(1 + history.count))
        let popularityOfLast = history.last.map { log(1 + statistics.popularity[Int($0)]) } ?? 0
        for (row, candidate) in workspace.candidates.enumerated() {
            let item = Int(candidate)
            let base = row * FeatureSchema.count
            let popularity = statistics.popularity[item]
            features[base + Shared.popularity.index] = log(1 + popularity)
            features[base + Shared.lastShare.index] = statistics.lastShare[item]
            features[base + Shared.meanPosition.index] = statistics.meanPosition[item]
            features[base + Shared.historyLength.index] = length
            features[base + Shared.popularityOfLast.index] = popularityOfLast
            features[base + Shared.trend.index] = log(1 + statistics.trend[item])
            features[base + Shared.trendShare.index] = popularity > 0 ? statistics.trend[item] / popularity : 0
            let trend = statistics.trend[item]
            features[base + Shared.trendLately.index] = log(0.01 + statistics.trendLately[item])
            features[base + Shared.trendLatelyShare.index] = trend > 0 ? statistics.trendLately[item] / trend : 0
            features[base + Shared.idleDays.index] = log(1 + idleDays)
        }
    }

    // How often and how lately the user had the candidate itself.
    private func addRepetition(
        _ history: ArraySlice<Int32>, _ workspace: CandidateWorkspace, _ features: UnsafeMutableBufferPointer<Float>
    ) {
        guard model.repetition.isActive else { return }
        typealias Shared = FeatureSchema.Shared
        for (row, candidate) in workspace.candidates.enumerated() {
            features[row * FeatureSchema.count + Shared.repeatShare.index] =
                model.statistics.repeatShare[Int(candidate)]
        }
        var age = 0
        for item in history.reversed() {
            age += 1
            let row = Int(workspace.slot[Int(item)])
            guard row >= 0 else { continue }
            let base = row * FeatureSchema.count
            features[base + Shared.timesHad.index] += 1
            if features[base + Shared.hadLately.index] == 0 { features[base + Shared.hadLately.index] = 1 / Float(age) }
        }
    }

    // What the single items of the history say through co-visitation.
    private func addPairFeatures(
        _ history: ArraySlice<Int32>, _ workspace: CandidateWorkspace, _ features: UnsafeMutableBufferPointer<Float>
    ) {
        typealias Shared = FeatureSchema.Shared
        let weights = model.coVisitation.weights
        let fromNewest: [Shared] = [.weightFromLast, .weightFromSecond, .weightFromThird]
        let missing: Float = 1e-5
        for row in workspace.candidates.indices {
            for feature in fromNewest { features[row * FeatureSchema.count + feature.index] = log(missing) }
        }
        var voters = 0
        for (age, item) in history.reversed().prefix(ItemNeighbors.usualHistoryLength).enumerated() {
            voters += 1
            for position in weights.range(ofRow: Int(item)) {
                let row = Int(workspace.slot[Int(weights.columnIndices[position])])
                guard row >= 0 else { continue }
                let base = row * FeatureSchema.count
                if age < fromNewest.count {
                    features[base + fromNewest[age].index] = log(missing + weights.values[position])
                }
                features[base + Shared.coSeenCount.index] += 1
            }
        }
        for row in workspace.candidates.indices {
            let base = row * FeatureSchema.count
            let count = features[base + Shared.coSeenCount.index]
            features[base + Shared.coSeenShare.index] = voters > 0 ? count / Float(voters) : 0
        }
    }

    private func addTransitions(
        _ history: ArraySlice<Int32>, _ workspace: CandidateWorkspace, _ features: UnsafeMutableBufferPointer<Float>
    ) {
        guard let last = history.last else { return }
        for (counts, feature) in [
            (model.transitionCounts, FeatureSchema.Shared.transitionsTo),
            (model.reverseTransitionCounts, .transitionsFrom),
        ] {
            for position in counts.range(ofRow: Int(last)) {
                let row = Int(workspace.slot[Int(counts.columnIndices[position])])
                guard row >= 0 else { continue }
                features[row * FeatureSchema.count + feature.index] = log(1 + counts.values[position])
            }
        }
    }

    // Neighbours are cut off; the factors themselves say something of every candidate.
    private func addFactors(
        _ history: ArraySlice<Int32>, _ workspace: CandidateWorkspace, _ features: UnsafeMutableBufferPointer<Float>
    ) {
        typealias Shared = FeatureSchema.Shared
        let rank = model.factors.left.columns
        guard let last = history.last, rank > 0 else { return }
        var profile = [Float](repeating: 0, count: rank)
        model.factors.left.elements.withUnsafeBufferPointer { left in
            model.factors.right.elements.withUnsafeBufferPointer { right in
                for (age, item) in history.reversed().prefix(ItemNeighbors.usualHistoryLength).enumerated() {
                    let weight = pow(Float(age + 1), -RetrievalModel.factorDecay)
                    for lane in 0..<rank { profile[lane] += weight * left[Int(item) * rank + lane] }
                }
                profile.withUnsafeBufferPointer { profile in
                    let newest = UnsafeBufferPointer(rebasing: left[Int(last) * rank..<(Int(last) + 1) * rank])
                    for (row, candidate) in workspace.candidates.enumerated() {
                        let other = UnsafeBufferPointer(
                            rebasing: right[Int(candidate) * rank..<(Int(candidate) + 1) * rank])
                        let base = row * FeatureSchema.count
                        let (toLast, toProfile) = DotProduct.pair(newest, profile, with: other)
                        features[base + Shared.factorsLast.index] = toLast
                        features[base + Shared.factorsProfile.index] = toProfile
                    }
                }
            }
        }
    }

    // Cosine with the newest item, the one before, the largest and the mean over the newest ten.
    private func addLikeness(
        _ history: ArraySlice<Int32>, _ rows: SparseMatrix, _ workspace: CandidateWorkspace,
        _ features: UnsafeMutableBufferPointer<Float>, _ names: [FeatureSchema.Shared]
    ) {
        guard rows.count > 0 else { return }
        let newest = history.reversed().prefix(Self.profileLength)
        rows.columnIndices.withUnsafeBufferPointer { columns in
            rows.values.withUnsafeBufferPointer { values in
                for (age, item) in newest.enumerated() {
                    let own = rows.range(ofRow: Int(item))
                    guard !own.isEmpty else { continue }
                    for position in own { workspace.profile[Int(columns[position])] = values[position] }
                    for (row, candidate) in workspace.candidates.enumerated() {
                        var cosine: Float = 0
                        for position in rows.range(ofRow: Int(candidate)) {
                            cosine += values[position] * workspace.profile[Int(columns[position])]
                        }
                        let base = row * FeatureSchema.count
                        if age < 2 { features[base + names[age].index] = cosine }
                        features[base + names[2].index] = max(features[base + names[2].index], cosine)
                        features[base + names[3].index] += cosine / Float(newest.count)
                    }
                    for position in own { workspace.profile[Int(columns[position])] = 0 }
                }
            }
        }
    }

    // The mean cosine to everything the user ever had: what kinds of things they have, brand and category included.
    private func addWholeLikeness(
        _ history: ArraySlice<Int32>, _ rows: SparseMatrix, _ workspace: CandidateWorkspace,
        _ features: UnsafeMutableBufferPointer<Float>, _ name: FeatureSchema.Shared
    ) {
        guard rows.count > 0, !history.isEmpty else { return }
        let scale = 1 / Float(history.count)
        rows.columnIndices.withUnsafeBufferPointer { columns in
            rows.values.withUnsafeBufferPointer { values in
                for item in history {
                    for position in rows.range(ofRow: Int(item)) {
                        workspace.profile[Int(columns[position])] += values[position]
                    }
                }
                for (row, candidate) in workspace.candidates.enumerated() {
                    var sum: Float = 0
                    for position in rows.range(ofRow: Int(candidate)) {
                        sum += values[position] * workspace.profile[Int(columns[position])]
                    }
                    features[row * FeatureSchema.count + name.index] = scale * sum
                }
                for item in history {
                    for position in rows.range(ofRow: Int(item)) { workspace.profile[Int(columns[position])] = 0 }
                }
            }
        }
    }
}
