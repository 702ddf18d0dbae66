import Foundation

/// Puts features into words.
enum FeatureWords {
    /// The habits that a row shows.
    static func facts(_ row: FeatureRow) -> [String] {
        var facts: [String] = []
        if let since = sincePurchase(row) { facts.append(since) }
        if row[.openCarts] > 0 { facts.append("\(count(row[.openCarts], "thing")) in the cart, not bought") }
        if row[.returns] > 0 { facts.append("\(count(row[.returns], "return"))") }
        if row[.visits30] > 0, row[.visitRecency].isFinite {
            facts.append("\(count(row[.visits30], "visit")) in 30 days")
        }
        return facts
    }

    /// The sentences that weigh most, and everything else together. Features of which the same is said count together.
    static func reasons(_ row: FeatureRow, weights: [Float], most: Int) -> [(text: String, weight: Float)] {
        var sums: [String: Float] = [:]
        for feature in CustomerFeature.allCases where weights[feature.column] != 0 {
            sums[reason(feature, row), default: 0] += weights[feature.column]
        }
        let sorted = sums.sorted { (abs($1.value), $0.key) < (abs($0.value), $1.key) }
        let rest = weights.reduce(0, +) - sorted.prefix(most).reduce(0) { $0 + $1.value }
        let named = sorted.prefix(most).map { (text: $0.key, weight: $0.value) }
        return sorted.count > most ? named + [("everything else", rest)] : named
    }

    /// Why a prediction is as it is, said of the feature that moved it.
    static func reason(_ feature: CustomerFeature, _ row: FeatureRow) -> String {
        let value = row[feature]
        guard value.isFinite else { return "\(plain(feature)): not known" }
        switch feature {
        case .recency, .overdue, .overdueMedian: return sincePurchase(row) ?? "\(plain(feature)) \(number(value))"
        case .visitRecency: return value <= 1 ? "last seen yesterday" : "not seen for \(days(value))"
        case .purchaseDays: return "\(count(value, "day")) with an order so far"
        case .tenure: return "first order \(days(value)) ago"
        case .purchaseDays7, .purchaseDays14, .purchaseDays30, .purchaseDays60, .purchaseDays90, .purchaseDays180:
            return
                "\(count(value, "day")) with an order in the last \(feature.rawValue.split(separator: "_").last!) days"
        case .returns: return count(value, "return")
        case .openCarts: return "\(count(value, "thing")) in the cart since the last order"
        case .visits7, .visits30, .visits90:
            return "\(count(value, "visit")) in the last \(feature.rawValue.split(separator: "_").last!) days"
        case .stillCustomer: return "\(number((value * 100).rounded())) % likely still a customer, by rhythm of orders"
        case .purchaseChance:
            return "chance of an order by rhythm alone: \(number((100 / (1 + exp(-value))).rounded())) %"
        case .money: return "\(number(value)) spent so far"
        case .spendLast: return "\(number(value)) spent on the last day with an order"
        case .spendLargest: return "\(number(value)) spent on the dearest day"
        case .gapMean, .gapMedian, .gapSmoothed: return "about \(days(value.rounded())) between orders"
        case .gapLast: return "\(days(value)) between the last two orders"
        case .gapDeviation: return "gaps between orders differ by \(days(value.rounded()))"
        case .gapLongest: return "\(days(value)) in the longest gap between orders"
        case .itemTrend: return "what they bought sells \(value < -log(3) ? "less" : "more") than before"
        case .popularity, .popularityLast: return "popularity of what they bought: \(number(value))"
        case .purchasesPerVisit: return "\(number(value * 100)) orders in a hundred visits"
        default: return "\(plain(feature)) \(number(value))"
        }
    }

    private static func sincePurchase(_ row: FeatureRow) -> String? {
        guard row[.recency].isFinite else { return nil }
        let since = "no order for \(days(row[.recency]))"
        return row[.gapMedian].isFinite ? "\(since), usually one every \(days(row[.gapMedian]))" : since
    }

    private static func days(_ value: Float) -> String { count(value, "day") }

    private static func count(_ value: Float, _ what: String) -> String {
        "\(number(value)) \(what)\(value == 1 ? "" : "s")"
    }

    private static func plain(_ feature: CustomerFeature) -> String {
        feature.rawValue.split(separator: "_").joined(separator: " ")
    }

    static func number(_ value: Float) -> String {
        value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\((value * 100).rounded() / 100)"
    }
}
