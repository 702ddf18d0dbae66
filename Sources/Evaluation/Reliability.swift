/// Predicted probabilities of yes-or-no outcomes beside what came of them, in bins of equal size.
public struct Reliability: Sendable, Equatable {
    /// One bin.
    public struct Bin: Sendable, Equatable {
        /// The mean predicted probability, in [0, 1].
        public let predicted: Double
        /// The share of true outcomes, in [0, 1].
        public let observed: Double
        /// How many outcomes there are in it.
        public let count: Int
    }

    /// Bins by rising probability; none is empty.
    public let bins: [Bin]

    /// Sorts the pairs by probability and cuts them into at most `bins` bins of equal size.
    public init(probabilities: [Double], outcomes: [Bool], bins wanted: Int = 15) {
        precondition(probabilities.count == outcomes.count, "\(probabilities.count) for \(outcomes.count) outcomes")
        let order = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
        bins = (0..<wanted).compactMap { bin in
            let part = order[bin * order.count / wanted..<(bin + 1) * order.count / wanted]
            guard !part.isEmpty else { return nil }
            return Bin(
                predicted: part.reduce(0) { $0 + probabilities[$1] } / Double(part.count),
                observed: Double(part.count { outcomes[$0] }) / Double(part.count), count: part.count)
        }
    }

    /// Expected calibration error, in [0, 1]: the mean gap between predicted and observed, weighted by bin size (Naeini,
    /// Cooper and Hauskrecht, AAAI 2015, with bins of equal mass).
    public var expectedCalibrationError: Double {
        let total = bins.reduce(0) { $0 + $1.count }
        guard total > 0 else { return 0 }
        return bins.reduce(0) { $0 + Double($1.count) * abs($1.predicted - $1.observed) } / Double(total)
    }
}
