import Foundation

/// What a weekly series looked like before a week, in units of its own level, so that items of every size teach alike.
struct DemandFeatures {
    static let columns = 22

    /// Mean of the newest 13 weeks, plus 1: what amounts are divided by.
    static func level(_ series: ArraySlice<Float>) -> Float { mean(series.suffix(13)) + 1 }

    /// Adds the row of a series `past` for the `step`-th week after it.
    /// - Parameter shop: units of the whole shop, week by week, as long as `past`.
    static func append(_ past: ArraySlice<Float>, shop: ArraySlice<Float>, step: Int, to elements: inout [Float]) {
        let level = level(past)
        for lag in 1...8 { elements.append(past.count >= lag ? past[past.endIndex - lag] / level : .nan) }
        for weeks in [2, 4, 8, 26] { elements.append(mean(past.suffix(weeks)) / level) }
        let quarter = past.suffix(13)
        let average = mean(quarter)
        elements.append(IntermittentDemand.movingMedian(Array(past), weeks: 13) / level)
        elements.append((quarter.max() ?? 0) / level)
        let variance = quarter.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Float(max(quarter.count, 1))
        elements.append(variance.squareRoot() / level)
        elements.append(Float(quarter.count { $0 > 0 }) / Float(max(quarter.count, 1)))
        elements.append(log(level))
        elements.append(Float(past.count - (past.firstIndex { $0 > 0 }.map { $0 - past.startIndex } ?? past.count)))
        elements.append((mean(shop.suffix(2)) + 1) / (mean(shop.suffix(8)) + 1))
        // The same weeks a year ago, where the log reaches back so far.
        let yearAgo = past.endIndex - 52 + step - 1
        elements.append(yearAgo >= past.startIndex && yearAgo < past.endIndex ? past[yearAgo] / level : .nan)
        elements.append(Float(step))
        elements.append(Float(past.suffix(26).count { $0 > 0 }) / Float(max(past.suffix(26).count, 1)))
    }

    private static func mean(_ values: ArraySlice<Float>) -> Float {
        values.isEmpty ? 0 : values.reduce(0, +) / Float(values.count)
    }
}
