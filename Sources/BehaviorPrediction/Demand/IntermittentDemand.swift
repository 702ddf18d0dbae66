/// Forecasts of demand that comes in fits and starts: one level for all weeks to come.
public enum IntermittentDemand {
    /// Croston's method (Operational Research Quarterly, 1972): the smoothed size of a sale over the smoothed weeks
    /// between sales. 0 for a series without sales.
    public static func croston(_ series: [Float], smoothing: Float = 0.1) -> Float {
        guard let first = series.firstIndex(where: { $0 > 0 }) else { return 0 }
        var size = series[first]
        var interval = Float(first + 1)
        var waited: Float = 1
        for value in series[(first + 1)...] {
            if value > 0 {
                size += smoothing * (value - size)
                interval += smoothing * (waited - interval)
                waited = 1
            } else {
                waited += 1
            }
        }
        return size / interval
    }

    /// The method of Teunter, Syntetos and Babai (European Journal of Operational Research, 2011): the smoothed size of a
    /// sale times the smoothed chance of one, which falls while nothing is sold. 0 for a series without sales.
    public static func tsb(_ series: [Float], smoothing: Float = 0.1) -> Float {
        guard let first = series.firstIndex(where: { $0 > 0 }) else { return 0 }
        var size = series[first]
        var chance = 1 / Float(first + 1)
        for value in series[(first + 1)...] {
            if value > 0 { size += smoothing * (value - size) }
            chance += smoothing * ((value > 0 ? 1 : 0) - chance)
        }
        return size * chance
    }

    /// The median of the newest `weeks` weeks.
    public static func movingMedian(_ series: [Float], weeks: Int = 9) -> Float {
        let sorted = series.suffix(weeks).sorted()
        guard !sorted.isEmpty else { return 0 }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
