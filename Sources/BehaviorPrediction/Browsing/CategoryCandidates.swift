import Foundation

/// The categories that a user's next visit may touch, with what speaks for each: those of their own past, and what is
/// popular lately.
struct CategoryCandidates: Sendable {
    private let popularity: [Float]
    private let popular: [Int32]

    static let columns = 14
    private static let popularDays: Int32 = 60
    private static let mostPopular = 60

    /// What is popular in the 60 days before `cut`.
    init(_ visits: CategoryVisits, before cut: Int32) {
        var counts = [Float](repeating: 0, count: visits.names.count)
        for own in visits.visits {
            for visit in own where visit.day < cut && visit.day >= cut - Self.popularDays {
                for category in visit.categories { counts[Int(category)] += 1 }
            }
        }
        let total = max(counts.reduce(0, +), 1)
        popularity = counts.map { $0 / total }
        popular = counts.indices.filter { counts[$0] > 0 }.sorted { (counts[$1], $0) < (counts[$0], $1) }
            .prefix(Self.mostPopular).map(Int32.init)
    }

    private struct Past {
        var count: Float = 0
        var recent5: Float = 0
        var recent20: Float = 0
        var fadingByVisit: Float = 0
        var fadingByDay: Float = 0
        var lastDay: Int32 = 0
        var firstDay: Int32 = 0
        var lastVisit = 0
    }

    /// Candidates for the visit that follows `past` on `day`, in the order of their numbers, with a row of features each.
    func rows(after past: ArraySlice<CategoryVisits.Visit>, on day: Int32) -> (categories: [Int32], elements: [Float]) {
        var known: [Int32: Past] = [:]
        var width = 0
        for (place, visit) in past.enumerated() {
            let ago = past.count - place
            width += visit.categories.count
            for category in visit.categories {
                var own = known[category] ?? Past(firstDay: visit.day)
                own.count += 1
                if ago <= 5 { own.recent5 += 1 }
                if ago <= 20 { own.recent20 += 1 }
                own.fadingByVisit += pow(0.9, Float(ago))
                own.fadingByDay += exp(-Float(day - visit.day) / 60)
                own.lastDay = visit.day
                own.lastVisit = ago
                known[category] = own
            }
        }
        let categories = Set(known.keys).union(popular).sorted()
        let visits = Float(max(past.count, 1))
        let sinceAny = past.last.map { Float(day - $0.day) } ?? .nan
        var elements: [Float] = []
        elements.reserveCapacity(categories.count * Self.columns)
        for category in categories {
            let own = known[category]
            let since = own.map { Float(day - $0.lastDay) } ?? .nan
            let gap = own.flatMap { $0.count > 1 ? Float($0.lastDay - $0.firstDay) / ($0.count - 1) : nil } ?? .nan
            elements += [
                own?.count ?? 0, (own?.count ?? 0) / visits, own?.recent5 ?? 0, own?.recent20 ?? 0,
                own?.fadingByVisit ?? 0, own?.fadingByDay ?? 0, since, own.map { Float($0.lastVisit) } ?? .nan, gap,
                gap > 0 ? since / gap : .nan, popularity[Int(category)], visits, Float(width) / visits, sinceAny,
            ]
        }
        return (categories, elements)
    }

    /// What a good analyst would do: how often a user had a category, older times counting less, then what is popular.
    func personalFrequency(after past: ArraySlice<CategoryVisits.Visit>, on day: Int32) -> [(Int32, Float)] {
        let (categories, elements) = rows(after: past, on: day)
        return categories.enumerated().map { place, category in
            (category, elements[place * Self.columns + 5] + 0.1 * popularity[Int(category)])
        }
    }
}
