import Foundation

/// Simple ways to say when the next purchase comes, to measure against.
public enum TimingBaselines {
    /// The same distribution for every customer: how long all gaps before `asOf` lasted, counted with those still open
    /// (Kaplan and Meier, Journal of the American Statistical Association 1958).
    public static func kaplanMeier(_ log: ActivityLog, asOf: Int32, horizon: Int) -> TimingPrediction {
        let origins = log.origins(in: log.span.lowerBound..<asOf, known: asOf)
        var waiting: Float = 1
        let days = TimingTable.baseline(origins, end: asOf, reach: horizon).map { odds -> Float in
            let hazard = 1 / (1 + exp(-odds))
            defer { waiting *= 1 - hazard }
            return waiting * hazard
        }
        return TimingPrediction(days: days)
    }

    /// The median of a customer's own gaps up to an origin, in days; `fallback` for a first purchase.
    public static func ownMedian(_ log: ActivityLog, _ origin: PurchaseOrigin, fallback: Float) -> Float {
        var row = FeatureRow()
        CustomerFeatures(log, at: origin.day + 1, horizon: 1, hasItems: false).fill(&row, user: origin.user)
        return row[.gapMedian].isFinite ? row[.gapMedian] : fallback
    }
}
