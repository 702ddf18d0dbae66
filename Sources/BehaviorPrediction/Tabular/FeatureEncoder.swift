import Foundation
public import LinearAlgebra

/// Turns a table of raw numbers with gaps into network inputs: skewed columns as logarithms, everything standardised and
/// clipped, a missing value as the mean with a flag beside it.
///
/// Columns without two different values say nothing and are left out. With `knots`, a column is also laid out piecewise
/// linearly between its quantiles (Gorishniy, Rubachev and Babenko, NeurIPS 2022), which lets a small network bend where
/// the data does.
public struct FeatureEncoder: Sendable, Equatable {
    /// One raw column that is used.
    struct Column: Sendable, Equatable, Codable {
        /// Its place in the table.
        var source: Int
        var isLogarithmic: Bool
        /// Lowest and highest value in training, after the logarithm: what lies beyond is taken for these.
        var range: ClosedRange<Float>
        var mean: Float
        /// 1 / standard deviation.
        var scale: Float
        /// Whether missing values occurred, so that a flag follows the value.
        var hasFlag: Bool
        /// A value, after the logarithm, that many rows share (most often 0), so that a flag says whether it is that.
        var spike: Float?
        /// Quantiles between which the column is laid out, after the logarithm, rising; empty for none.
        var knots: [Float]

        var width: Int { 1 + (hasFlag ? 1 : 0) + (spike == nil ? 0 : 1) + max(knots.count - 1, 0) }
    }

    let columns: [Column]
    /// How many columns the raw table has.
    public let inputCount: Int

    // Beyond this many deviations a value says no more.
    private static let clip: Float = 5
    // A column whose third moment is above this is read on a logarithmic scale.
    private static let skewed: Float = 1.5

    init(columns: [Column], inputCount: Int) {
        self.columns = columns
        self.inputCount = inputCount
    }

    /// Learns scales from `table` `[rows × columns]`, NaN for missing.
    /// - Parameter knots: quantiles a column is laid out between; 0 for none.
    public init(fitting table: Matrix, knots: Int = 0) {
        inputCount = table.columns
        columns = (0..<table.columns).compactMap { source in
            var values: [Float] = []
            values.reserveCapacity(table.rows)
            for row in 0..<table.rows where table[row, source].isFinite { values.append(table[row, source]) }
            return Self.column(source, values, hasFlag: values.count < table.rows, knots: knots)
        }
    }

    private static func column(_ source: Int, _ raw: [Float], hasFlag: Bool, knots: Int) -> Column? {
        guard let low = raw.min(), let high = raw.max() else { return nil }
        // A column that is there or not, and always the same where it is, still says which.
        guard low < high || hasFlag else { return nil }
        let isLogarithmic = low >= 0 && high > 1 && moments(raw).skewness > skewed
        let values = isLogarithmic ? raw.map { log1p($0) } : raw
        let (mean, deviation, _) = moments(values)
        let sorted = values.sorted()
        let spike = knots > 0 ? spike(sorted) : nil
        return Column(
            source: source, isLogarithmic: isLogarithmic, range: sorted[0]...sorted[sorted.count - 1], mean: mean,
            scale: deviation > 1e-6 * max(abs(mean), 1) ? 1 / deviation : 0, hasFlag: hasFlag,
            spike: spike, knots: knots > 0 ? quantiles(sorted.filter { $0 != spike }, count: knots) : [])
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

    // The most frequent value, if a fifth of the rows have it and there are at least two others.
    private static func spike(_ sorted: [Float]) -> Float? {
        var best = (value: Float.nan, count: 0)
        var different = 0
        var start = 0
        while start < sorted.count {
            var end = start
            while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
            different += 1
            if end - start > best.count { best = (sorted[start], end - start) }
            start = end
        }
        return different > 2 && best.count * 5 >= sorted.count ? best.value : nil
    }

    private static func quantiles(_ sorted: [Float], count: Int) -> [Float] {
        var knots: [Float] = []
        for step in 0...count {
            let value = sorted[min(step * sorted.count / count, sorted.count - 1)]
            if knots.last.map({ value > $0 }) ?? true { knots.append(value) }
        }
        return knots.count > 2 ? knots : []
    }

    /// How many inputs a network gets.
    public var outputCount: Int { columns.reduce(0) { $0 + $1.width } }

    /// The raw column of each network input.
    public var sources: [Int] { columns.flatMap { [Int](repeating: $0.source, count: $0.width) } }

    /// `[rows × inputCount]` → `[rows × outputCount]`.
    public func encode(_ table: Matrix) -> Matrix {
        precondition(table.columns == inputCount, "\(table.columns) columns for an encoder of \(inputCount)")
        var result = Matrix(rows: table.rows, columns: outputCount)
        for row in 0..<table.rows {
            var place = row * result.columns
            for column in columns {
                let raw = table[row, column.source]
                Self.write(raw, column, into: &result.elements, at: place)
                place += column.width
            }
        }
        return result
    }

    private static func write(_ raw: Float, _ column: Column, into elements: inout [Float], at start: Int) {
        var place = start + 1
        guard raw.isFinite else {
            if column.hasFlag { elements[place] = 1 }
            return
        }
        let scaled = column.isLogarithmic ? log1p(max(raw, 0)) : raw
        let value = min(max(scaled, column.range.lowerBound), column.range.upperBound)
        elements[start] = min(max((value - column.mean) * column.scale, -clip), clip)
        if column.hasFlag { place += 1 }
        if let spike = column.spike {
            elements[place] = value == spike ? 1 : 0
            place += 1
        }
        for (low, high) in zip(column.knots, column.knots.dropFirst()) {
            elements[place] = min(max((value - low) / (high - low), 0), 1)
            place += 1
        }
    }
}
