/// What the days between a user's purchases come to.
enum GapFeatures {
    private static let smoothing: Float = 0.3
    // Of three purchasers about whom nothing is known, one comes back.
    private static let priorBack: Float = 1
    private static let priorGaps: Float = 3

    /// `days` are the days of purchase before `cut`, rising, at least one.
    static func fill(_ row: inout FeatureRow, _ days: [Int32], cut: Int32, horizon: Int32) {
        let gaps = zip(days.dropFirst(), days).map { Float($0 - $1) }
        let recency = Float(cut - days[days.count - 1])
        // Gaps at least as long as the one that is open, and those of them that ended within the horizon.
        let survived = gaps.filter { $0 >= recency }
        let ended = survived.count { $0 < recency + Float(horizon) }
        row[.survived] = Float(survived.count)
        row[.ended] = Float(ended)
        row[.ownChance] = (Float(ended) + priorBack) / (Float(survived.count) + priorGaps)
        guard !gaps.isEmpty else { return }
        let count = Float(gaps.count)
        let mean = gaps.reduce(0, +) / count
        let median = median(gaps)
        row[.gapMean] = mean
        row[.gapMedian] = median
        row[.gapLast] = gaps[gaps.count - 1]
        row[.gapLongest] = gaps.reduce(0, max)
        row[.gapSmoothed] = gaps.dropFirst().reduce(gaps[0]) { $0 + smoothing * ($1 - $0) }
        row[.overdue] = recency / mean
        row[.overdueMedian] = recency / median
        if gaps.count > 1 {
            row[.gapDeviation] = (gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)).squareRoot()
        }
    }

    private static func median(_ values: [Float]) -> Float {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
