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
    /// - Parameter others: what is to be said of the columns after the features.
    static func reasons(
        _ row: FeatureRow, weights: [Float], others: [(text: String, weight: Float)], most: Int
    ) -> [(text: String, weight: Float)] {
        var sums: [String: Float] = [:]
        for feature in CustomerFeature.allCases where weights[feature.column] != 0 {
            sums[reason(feature, row), default: 0] += weights[feature.column]
        }
        for other in others where other.weight != 0 { sums[other.text, default: 0] += other.weight }
        return heaviest(sums, most: most)
    }

    /// The entries that weigh most, and everything else together.
    static func heaviest(_ sums: [String: Float], most: Int) -> [(text: String, weight: Float)] {
        let sorted = sums.sorted { (abs($1.value), $0.key) < (abs($0.value), $1.key) }
        let rest = sorted.dropFirst(most).reduce(0) { $0 + $1.value }
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
        case .trend: return "orders lately \(number(value)) times as often as in the last quarter"
        case .yearAgo: return "\(count(value, "day")) with an order a year ago"
        case .rate:
            return "\(count(row[.purchaseDays], "day")) with an order in \(days(row[.tenure])) as a customer"
        case .activeMonths: return "orders in \(count(value, "month"))"
        case .survived: return "\(count(value, "earlier wait")) as long as this one"
        case .ended: return "\(count(value, "such wait")) that ended in an order in time"
        case .ownChance: return "came back in time after \(percent(value)) of such waits"
        case .money: return "\(number(value)) spent so far"
        case .spend30: return "\(number(value)) spent in the last 30 days"
        case .spend90: return "\(number(value)) spent in the last 90 days"
        case .units30: return "\(count(value, "unit")) bought in the last 30 days"
        case .spendMean, .spendSmoothed: return "about \(number(value.rounded())) spent on a day with an order"
        case .spendLast: return "\(number(value)) spent on the last day with an order"
        case .spendLargest: return "\(number(value)) spent on the dearest day"
        case .spendDeviation: return "spending differs by \(number(value.rounded())) between days with an order"
        case .unitsMean: return "\(number(value)) units on a day with an order"
        case .linesMean, .itemsMean: return "about \(number(value.rounded())) things on a day with an order"
        case .ordersMean: return "\(number(value)) orders on a day with an order"
        case .unitPrice: return "\(number(value)) paid for a unit"
        case .weekendShare: return "\(percent(value)) of orders at weekends"
        case .weekdayEntropy: return "orders \(value < 1 ? "mostly on the same weekday" : "on different weekdays")"
        case .returnedShare: return "\(percent(value)) of spending sent back"
        case .distinctItems: return "\(number(value)) different things bought"
        case .repeatShare: return "\(percent(value)) of what they bought they had bought before"
        case .unitsPerLine: return "\(number(value)) units of a thing at a time"
        case .unitsPerLineLast: return "\(number(value)) units of a thing in the last order"
        case .linesLast: return "\(count(value, "thing")) in the last order"
        case .gapMean, .gapMedian, .gapSmoothed: return "about \(days(value.rounded())) between orders"
        case .gapLast: return "\(days(value)) between the last two orders"
        case .gapDeviation: return "gaps between orders differ by \(days(value.rounded()))"
        case .gapLongest: return "\(days(value)) in the longest gap between orders"
        case .itemTrend: return "what they bought sells \(value < -log(3) ? "less" : "more") than before"
        case .popularity: return "what they bought is bought \(number(exp(value).rounded())) times in all"
        case .popularityLast:
            return "what they bought last is bought \(number(exp(value).rounded())) times in all"
        case .itemReturnRate: return "\(percent(value)) of those who bought the same came back in time"
        case .itemReturnRateLast:
            return "\(percent(value)) of those who bought the same as they did last came back in time"
        case .views30: return "\(count(value, "look")) in the last 30 days"
        case .carts30: return "\(count(value, "thing")) put into the cart in the last 30 days"
        case .viewsSincePurchase: return "\(count(value, "look")) since the last order"
        case .dwellMean: return "\(number(value.rounded())) seconds a visit"
        case .dwell30: return "\(number(value.rounded())) seconds of looking in the last 30 days"
        case .purchasesPerVisit: return "an order on \(percent(value)) of visits"
        }
    }

    private static func percent(_ share: Float) -> String { "\(number((share * 100).rounded())) %" }

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
