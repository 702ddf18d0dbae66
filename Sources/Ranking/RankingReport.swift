public import NeuralNetworks
public import Retrieval

/// What training did, for people and for the bundle's manifest.
public struct RankingReport: Sendable {
    /// Steps with their wall-clock seconds, in order.
    public var steps: [(name: String, seconds: Double)] = []
    /// NDCG@10 on held-out users, one value a user, of the ranker and of each retriever by itself.
    public var heldOut: [(name: String, ndcg: [Double])] = []
    /// The share of held-out targets that were among the candidates, in [0, 1].
    public var candidateRecall = 0.0
    /// How many training lists there were.
    public var listCount = 0
    /// The scorer's losses, epoch by epoch; empty when there was too little to train on.
    public var log = TrainingLog()
    /// Whether held-out users were served better with items that they had had among the candidates.
    public var seenItemsHelp = false
    /// The parameters of co-visitation that were used.
    public var coVisitation = CoVisitationParameters.directed

    /// The mean of a held-out entry.
    public func heldOutNDCG(of name: String) -> Double? {
        heldOut.first { $0.name == name }.map { entry in
            entry.ndcg.isEmpty ? 0 : entry.ndcg.reduce(0, +) / Double(entry.ndcg.count)
        }
    }

    mutating func time<Result, Failure: Error>(
        _ name: String, _ progress: (String) -> Void, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let start = ContinuousClock.now
        let result = try body()
        let duration = ContinuousClock.now - start
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
        steps.append((name, seconds))
        let tenths = (seconds * 10).rounded() / 10
        progress("\(name): \(tenths) s")
        return result
    }
}
