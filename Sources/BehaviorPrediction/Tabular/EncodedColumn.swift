import Foundation

/// One raw column as inputs of a network.
struct EncodedColumn: Sendable, Equatable, Codable {
    /// Its place in the table.
    var source: Int
    var isLogarithmic: Bool
    /// Lowest and highest value in training, after the logarithm: what lies beyond is taken for these.
    var range: ClosedRange<Float>
    /// What is 0 on its scale.
    var center: Float
    /// 1 / what is 1 on its scale.
    var scale: Float
    /// Values by rank, rising, where the rank is the scale; empty otherwise.
    var ranks: [Float]
    /// What stands for a missing value, on its scale.
    var fill: Float
    /// Whether missing values occurred, so that a flag follows the value.
    var hasFlag: Bool
    /// A value, after the logarithm, that many rows share (most often 0), so that a flag says whether it is that.
    var spike: Float?
    /// Quantiles between which the column is laid out, after the logarithm, rising; empty for none.
    var knots: [Float]

    // Beyond this many deviations a value says no more.
    private static let clip: Float = 5
    // A column whose third moment is above this is read on a logarithmic scale.
    private static let skewed: Float = 1.5
    // So many ranks are told apart.
    private static let mostRanks = 200

    var width: Int { 1 + (hasFlag ? 1 : 0) + (spike == nil ? 0 : 1) + max(knots.count - 1, 0) }

    /// Learns from the values that are known; `nil` for a column that says nothing.
    init?(source: Int, _ raw: [Float], hasFlag: Bool, knots wanted: Int, preprocessing: Preprocessing) {
        guard let low = raw.min(), let high = raw.max() else { return nil }
        // A column that is there or not, and always the same where it is, still says which.
        guard low < high || hasFlag else { return nil }
        isLogarithmic = low >= 0 && high > 1 && Self.moments(raw).skewness > Self.skewed
        let values = isLogarithmic ? raw.map { log1p($0) } : raw
        let sorted = values.sorted()
        let (mean, deviation, _) = Self.moments(values)
        self.source = source
        self.hasFlag = hasFlag
        let outliers = min(max(preprocessing.outliers, 0), 0.49)
        range = Self.quantile(sorted, outliers)...Self.quantile(sorted, 1 - outliers)
        var spread = deviation
        center = mean
        ranks = []
        switch preprocessing.scaling {
        case .standard: break
        case .robust:
            center = Self.quantile(sorted, 0.5)
            let quartiles = Self.quantile(sorted, 0.75) - Self.quantile(sorted, 0.25)
            // Where half of the rows agree, the quartiles do not spread at all.
            if quartiles > 0 { spread = quartiles }
        case .quantile: ranks = Self.quantiles(sorted, count: Self.mostRanks)
        }
        scale = spread > 1e-6 * max(abs(mean), 1) ? 1 / spread : 0
        spike = wanted > 0 ? Self.spike(sorted) : nil
        knots = wanted > 0 ? Self.quantiles(sorted.filter { [spike] in $0 != spike }, count: wanted) : []
        fill = 0
        fill = scaled(Self.filling(preprocessing.missing, sorted, mean: mean, isLogarithmic: isLogarithmic))
    }

    /// A column on a scale that is known beforehand; what is missing is taken for what is 0 on it.
    init(source: Int, isLogarithmic: Bool, range: ClosedRange<Float>, center: Float, scale: Float, hasFlag: Bool) {
        self.source = source
        self.isLogarithmic = isLogarithmic
        self.range = range
        self.center = min(max(center, range.lowerBound), range.upperBound)
        self.scale = scale
        self.hasFlag = hasFlag
        ranks = []
        fill = 0
        knots = []
    }

    // What stands for a missing value, after the logarithm.
    private static func filling(
        _ missing: Preprocessing.MissingValues, _ sorted: [Float], mean: Float, isLogarithmic: Bool
    ) -> Float {
        switch missing {
        case .drop, .mean, .nearest: mean
        case .median: quantile(sorted, 0.5)
        case .mostFrequent: mostFrequent(sorted).value
        case .constant(let value): isLogarithmic ? log1p(max(value, 0)) : value
        }
    }

    private static func moments(_ values: [Float]) -> (mean: Float, deviation: Float, skewness: Float) {
        let count = Double(values.count)
        let mean = values.reduce(0.0) { $0 + Double($1) } / count
        var second = 0.0
        var third = 0.0
        for value in values {
            let difference = Double(value) - mean
            second += difference * difference
            third += difference * difference * difference
        }
        let deviation = (second / count).squareRoot()
        let cube = deviation * deviation * deviation
        return (Float(mean), Float(deviation), cube > 0 ? Float(third / count / cube) : 0)
    }

    private static func quantile(_ sorted: [Float], _ share: Float) -> Float {
        sorted[min(Int((share * Float(sorted.count - 1)).rounded()), sorted.count - 1)]
    }

    private static func mostFrequent(_ sorted: [Float]) -> (value: Float, count: Int, different: Int) {
        var best = (value: Float.nan, count: 0, different: 0)
        var start = 0
        while start < sorted.count {
            var end = start
            while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
            best.different += 1
            if end - start > best.count { (best.value, best.count) = (sorted[start], end - start) }
            start = end
        }
        return best
    }

    // The most frequent value, if a fifth of the rows have it and there are at least two others.
    private static func spike(_ sorted: [Float]) -> Float? {
        let best = mostFrequent(sorted)
        return best.different > 2 && best.count * 5 >= sorted.count ? best.value : nil
    }

    private static func quantiles(_ sorted: [Float], count: Int) -> [Float] {
        var knots: [Float] = []
        for step in 0...count {
            let value = sorted[min(step * sorted.count / count, sorted.count - 1)]
            if knots.last.map({ value > $0 }) ?? true { knots.append(value) }
        }
        return knots.count > 2 ? knots : []
    }

    // A value, after the logarithm, on the column's scale.
    private func scaled(_ value: Float) -> Float {
        let value = min(max(value, range.lowerBound), range.upperBound)
        guard ranks.count > 1 else { return min(max((value - center) * scale, -Self.clip), Self.clip) }
        var upper = ranks.count - 1
        var lower = 0
        while upper - lower > 1 {
            let middle = (lower + upper) / 2
            if ranks[middle] <= value { lower = middle } else { upper = middle }
        }
        let share = min(max((value - ranks[lower]) / (ranks[upper] - ranks[lower]), 0), 1)
        let rank = (Float(lower) + share) / Float(ranks.count - 1)
        return (2 * rank - 1) * Float(3).squareRoot()
    }

    /// Writes `width` inputs from `start` on.
    /// - Parameters:
    ///   - raw: the value, or what rows that are alike put in its place; not finite for neither.
    ///   - isMissing: whether the value itself is missing.
    func write(_ raw: Float, isMissing: Bool, into elements: inout [Float], at start: Int) {
        var place = start + 1
        if hasFlag {
            elements[place] = isMissing ? 1 : 0
            place += 1
        }
        guard raw.isFinite || !hasFlag else {
            elements[start] = fill
            return
        }
        // Where nothing was missing in training, what is missing now is taken for the usual.
        let value = raw.isFinite ? (isLogarithmic ? log1p(max(raw, 0)) : raw) : center
        elements[start] = scaled(value)
        let bounded = min(max(value, range.lowerBound), range.upperBound)
        if let spike {
            elements[place] = bounded == spike ? 1 : 0
            place += 1
        }
        for (low, high) in zip(knots, knots.dropFirst()) {
            elements[place] = min(max((bounded - low) / (high - low), 0), 1)
            place += 1
        }
    }
}
