import Foundation

/// The ranges an amount may fall into: nothing, and then ranges of about equal frequency.
///
/// A distribution over such cells is what amounts are predicted as: it has a mean, a median and intervals, and says how
/// likely nothing at all is.
public struct AmountCells: Sendable, Equatable, Codable {
    /// Lower end of each cell but the first, rising. A value at or above it and below the next falls into the cell.
    let bounds: [Float]
    /// Lowest value of each cell, from training.
    let lows: [Float]
    /// Highest value of each cell, from training.
    let highs: [Float]
    /// Mean value of each cell, from training.
    let means: [Float]

    /// How many cells there are.
    public var count: Int { means.count }

    /// Cells for `values`, none negative: one for 0, and at most `most` of about equal frequency for the rest.
    public init(_ values: [Float], most: Int = 24) {
        let sorted = values.sorted()
        let positive = sorted.filter { $0 > 0 }
        var bounds: [Float] = []
        for step in 0..<min(most, positive.count) {
            let value = positive[step * positive.count / min(most, positive.count)]
            if bounds.last.map({ value > $0 }) ?? true { bounds.append(value) }
        }
        self.bounds = bounds
        var (lows, highs) = ([Float](repeating: .infinity, count: bounds.count + 1), [Float]())
        highs = [Float](repeating: -.infinity, count: bounds.count + 1)
        var sums = [Double](repeating: 0, count: bounds.count + 1)
        var counts = sums
        for value in values {
            let cell = Self.cell(of: value, bounds)
            lows[cell] = min(lows[cell], value)
            highs[cell] = max(highs[cell], value)
            sums[cell] += Double(value)
            counts[cell] += 1
        }
        // Only the cell of 0 can be empty.
        if counts[0] == 0 { (lows[0], highs[0]) = (0, 0) }
        self.lows = lows
        self.highs = highs
        means = zip(sums, counts).map { $1 > 0 ? Float($0 / $1) : 0 }
    }

    /// The cell that `value` falls into.
    public func cell(of value: Float) -> Int { Self.cell(of: value, bounds) }

    private static func cell(of value: Float, _ bounds: [Float]) -> Int {
        var (low, high) = (0, bounds.count)
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The mean of a distribution over the cells.
    public func mean(_ probabilities: ArraySlice<Float>) -> Float {
        zip(probabilities, means).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// The value below which a share `share` of a distribution over the cells lies; within a cell, evenly on a
    /// logarithmic scale.
    public func quantile(_ share: Float, _ probabilities: ArraySlice<Float>) -> Float {
        var below: Float = 0
        for (cell, probability) in probabilities.enumerated() {
            defer { below += probability }
            guard below + probability >= share, probability > 0 else { continue }
            let part = min(max((share - below) / probability, 0), 1)
            let (low, high) = (log1p(lows[cell]), log1p(highs[cell]))
            return expm1(low + part * (high - low))
        }
        return highs[count - 1]
    }
}
