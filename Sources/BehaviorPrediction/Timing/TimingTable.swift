import Foundation
import LinearAlgebra

/// Rows of a discrete-time hazard model: one for each day that a purchaser is waited for.
///
/// A row holds what was known when the wait began, and which day since the last purchase it is, counted in days and in the
/// customer's own gaps (Singer and Willett, Journal of Educational Statistics 1993).
struct TimingTable: Sendable {
    let log: ActivityLog
    /// ln odds of a purchase on each day since the last one, over all customers, `[reach]`.
    let baseline: [Float]
    /// Days that are told apart; later ones are like the last.
    var reach: Int { baseline.count }

    static let columns = CustomerFeatures.columns + 12

    /// What was known when each wait began, `[waits × CustomerFeatures.columns]`.
    func features(of waits: [PurchaseWait], threads: Int) -> Matrix {
        let rows = Parallel.mapChunks(of: waits.count, chunk: 512, threads: threads) { range in
            var elements: [Float] = []
            elements.reserveCapacity(range.count * CustomerFeatures.columns)
            var row = FeatureRow()
            for wait in waits[range] {
                row.reset()
                CustomerFeatures(log, at: wait.day + 1, horizon: Int32(reach), hasItems: false)
                    .fill(&row, user: wait.origin.user)
                elements += row.values
            }
            return elements
        }
        return Matrix(rows: waits.count, columns: CustomerFeatures.columns, elements: rows.flatMap(\.self))
    }

    /// Adds the row for the `step`-th day after an origin's.
    func append(_ step: Int, after origin: PurchaseOrigin, _ known: ArraySlice<Float>, to elements: inout [Float]) {
        elements += known
        let start = known.startIndex
        func value(_ feature: CustomerFeature) -> Float { known[start + feature.column] }
        let counted = Float(min(step, reach))
        elements.append(counted)
        elements.append(counted / value(.gapMean))
        elements.append(counted / value(.gapMedian))
        elements.append(counted / value(.gapLast))
        elements.append(baseline[min(step, reach) - 1])
        let weekday = Int((origin.day + Int32(step) + 3) % 7 + 7) % 7
        for day in 0..<7 { elements.append(day == weekday ? 1 : 0) }
    }

    /// ln odds of the hazard on each day up to `reach`, from origins watched until `end`, a little smoothed towards the
    /// rate of all days.
    static func baseline(_ origins: [PurchaseOrigin], end: Int32, reach: Int) -> [Float] {
        var events = [Float](repeating: 0, count: reach)
        var watched = events
        for origin in origins {
            let (days, isEvent) = PurchaseWait(origin: origin).watched(until: end, reach: reach)
            for step in 0..<days { watched[step] += 1 }
            if isEvent, days > 0 { events[days - 1] += 1 }
        }
        let rate = events.reduce(0, +) / max(watched.reduce(0, +), 1)
        return zip(events, watched).map { happened, seen in
            let hazard = min(max((happened + 5 * rate) / (seen + 5), 1e-4), 1 - 1e-4)
            return Foundation.log(hazard / (1 - hazard))
        }
    }
}
