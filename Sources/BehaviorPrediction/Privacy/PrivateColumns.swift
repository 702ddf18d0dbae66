import Foundation
import LinearAlgebra
import NeuralNetworks

/// Columns of customers whose scales nobody's data can be read from.
///
/// Only what follows from a customer's own rows is looked at: how others buy the same items, or come and go, is other people's
/// data. Numbers are read as logarithms, shares as they are, on scales that are fixed beforehand; in the middle of a scale
/// stands the mean, with noise.
enum PrivateColumns {
    private static let ofOthers: Set<CustomerFeature> = [
        .stillCustomer, .purchaseChance, .popularity, .popularityLast, .itemTrend, .itemReturnRate, .itemReturnRateLast,
    ]
    private static let shares: Set<CustomerFeature> = [
        .ownChance, .weekendShare, .returnedShare, .repeatShare, .rate, .purchasesPerVisit,
    ]
    // What is missing together is flagged once: whether anything was bought, twice, and whether it was ever seen.
    private static let flagged: Set<CustomerFeature> = [.recency, .gapMean, .gapDeviation, .dwellMean, .yearAgo]
    private static let features = CustomerFeature.allCases.filter { !ofOthers.contains($0) }

    // e^16 is more than anybody spends or waits.
    private static let highestLogarithm: Float = 16
    // Shares differ by about a quarter.
    private static let shareScale: Float = 4
    // The length that a person's means and flags together are shortened to.
    private static let clip = 24.0
    // So many deviations of the noise above 0, somebody knows a column.
    private static let leastKnown = 4.0

    /// An encoder for tables with a column for each ``CustomerFeature``.
    /// - Parameters:
    ///   - people: the rows of each person in `table`.
    ///   - noiseMultiplier: the deviation of the noise in units of what one person can change.
    static func encoder(
        _ table: Matrix, people: [Range<Int>], noiseMultiplier: Double,
        noise: inout GaussianNoise<some RandomNumberGenerator>
    ) -> FeatureEncoder {
        var sums = [Double](repeating: 0, count: features.count)
        var counts = sums
        for rows in people { add(rows, of: table, to: &sums, &counts) }
        let deviation = noiseMultiplier * clip
        let columns = features.indices.map { place -> EncodedColumn in
            let sum = sums[place] + deviation * noise.normal()
            let count = counts[place] + deviation * noise.normal()
            return column(features[place], center: count > leastKnown * deviation ? Float(sum / count) : nil)
        }
        return FeatureEncoder(columns: columns, inputCount: table.columns, nearest: nil)
    }

    private static func column(_ feature: CustomerFeature, center: Float?) -> EncodedColumn {
        let isShare = shares.contains(feature)
        return EncodedColumn(
            source: feature.column, isLogarithmic: !isShare, range: isShare ? 0...1 : 0...highestLogarithm,
            center: center ?? (isShare ? 0.5 : 1), scale: isShare ? shareScale : 1, hasFlag: flagged.contains(feature))
    }

    // The means over a person's rows of what is known, and in how many it is.
    private static func add(_ rows: Range<Int>, of table: Matrix, to sums: inout [Double], _ counts: inout [Double]) {
        var own = [Double](repeating: 0, count: features.count)
        var known = own
        for row in rows {
            for (place, feature) in features.enumerated() {
                let value = table[row, feature.column]
                guard value.isFinite else { continue }
                own[place] += Double(scaled(value, feature)) / Double(rows.count)
                known[place] += 1 / Double(rows.count)
            }
        }
        let length = zip(own, known).reduce(0) { $0 + $1.0 * $1.0 + $1.1 * $1.1 }.squareRoot()
        let factor = min(1, clip / max(length, 1e-9))
        for place in features.indices {
            sums[place] += factor * own[place]
            counts[place] += factor * known[place]
        }
    }

    private static func scaled(_ value: Float, _ feature: CustomerFeature) -> Float {
        shares.contains(feature) ? min(max(value, 0), 1) : min(log1p(max(value, 0)), highestLogarithm)
    }
}
