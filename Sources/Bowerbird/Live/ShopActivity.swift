import BehaviorPrediction
import DataModel
import Synchronization

/// What is kept in memory of a shop's events to predict behaviour by: every user's days, and what is worked out of them all
/// together. It never changes; when much has been stored since, another takes its place.
final class ShopActivity: Sendable {
    let log: ActivityLog
    let items: IdentifierIndex
    /// Prices and categories by item number; nothing else of the catalogue.
    let products: [Product?]
    let visits: CategoryVisits
    let hasDwell: Bool
    /// How many users had been erased when it was read.
    let erasures: Int64
    // Interactions and reviews with stars, and purchases where there are reviews, without texts.
    private let rated: Snapshot
    private let kept = Mutex(Kept())

    private struct Kept {
        var backgrounds: [Place: ShopBackground] = [:]
        var popular: [Int32: PopularCategories] = [:]
        var ratings: [Int32: RatingTable] = [:]
        var reviewed: [Int32: ReviewTable] = [:]
        var segments: [SegmentQuestion: CustomerSegments] = [:]
    }

    private struct Place: Hashable {
        let day: Int32
        let horizon: Int
    }

    // Whoever asks for one day after the other is not to fill the memory.
    private static let mostKept = 16

    /// - Parameter snapshot: everything that is stored, with details.
    /// - Throws: `BehaviorError` for data without times.
    init(_ snapshot: Snapshot, erasures: Int64) throws {
        log = try ActivityLog(snapshot)
        items = snapshot.items
        visits = CategoryVisits(snapshot)
        hasDwell = CustomerAmount.dwell.isRecorded(in: log)
        products = snapshot.products.map { product in
            product.map {
                Product(itemID: $0.itemID, categories: $0.categories, price: $0.price, currency: $0.currency)
            }
        }
        rated = snapshot.onlyRatings
        self.erasures = erasures
    }

    /// The day after the last event.
    var day: Int32 { log.span.upperBound }

    /// Works out again what `earlier` had been asked for, so that nobody waits for it.
    func prepare(like earlier: ShopActivity) {
        let (horizons, needsPopular, needsRatings) = earlier.kept.withLock { kept in
            (
                kept.backgrounds.keys.filter { $0.day == earlier.day }.map(\.horizon),
                kept.popular[earlier.day] != nil, kept.ratings[earlier.day] != nil
            )
        }
        for horizon in horizons { _ = background(day: day, horizon: horizon) }
        if needsPopular { _ = popularCategories(before: day) }
        if needsRatings { _ = ratings(before: day) }
    }

    /// What the shop as a whole says on a day.
    func background(day: Int32, horizon: Int) -> ShopBackground {
        remembered(\.backgrounds, Place(day: day, horizon: horizon)) {
            ShopBackground(log, day: day, horizon: horizon)
        }
    }

    /// Whether ``background(day:horizon:)`` takes no time.
    func hasBackground(day: Int32, horizon: Int) -> Bool {
        kept.withLock { $0.backgrounds[Place(day: day, horizon: horizon)] != nil }
    }

    /// Whether ``popularCategories(before:)`` takes no time.
    func hasPopularCategories(before day: Int32) -> Bool { kept.withLock { $0.popular[day] != nil } }

    /// Whether ``ratings(before:)`` takes no time.
    func hasRatings(before day: Int32) -> Bool { kept.withLock { $0.ratings[day] != nil } }

    /// The number of a user; `nil` for one who was not stored when it was read.
    func number(of user: UserID) -> Int32? { rated.users.number(of: user.rawValue) }

    /// What is popular on a day.
    func popularCategories(before day: Int32) -> PopularCategories {
        remembered(\.popular, day) { PopularCategories(visits, before: day) }
    }

    /// The stars given before a day.
    func ratings(before day: Int32) -> RatingTable {
        remembered(\.ratings, day) { RatingTable(rated, before: day) }
    }

    /// Which purchases before a day were followed by a review.
    func reviewed(before day: Int32) -> ReviewTable {
        remembered(\.reviewed, day) { ReviewTable(rated, before: day) }
    }

    /// Customers grouped by their habits.
    /// - Throws: `BehaviorError` with fewer than ten customers.
    func segments(_ question: SegmentQuestion, threads: Int) throws -> CustomerSegments {
        if let known = kept.withLock({ $0.segments[question] }) { return known }
        let made = try CustomerSegments(
            log, day: day, count: question.count, method: question.method, seed: 0, threads: threads)
        kept.withLock { kept in
            if kept.segments.count >= Self.mostKept { kept.segments = [:] }
            kept.segments[question] = made
        }
        return made
    }

    // Made outside of the lock: whoever asks for something else meanwhile does not wait.
    private func remembered<Key: Hashable, Value: Sendable>(
        _ place: any WritableKeyPath<Kept, [Key: Value]> & Sendable, _ key: Key, _ make: () -> Value
    ) -> Value {
        if let known = kept.withLock({ $0[keyPath: place][key] }) { return known }
        let made = make()
        kept.withLock { kept in
            if kept[keyPath: place].count >= Self.mostKept { kept[keyPath: place] = [:] }
            kept[keyPath: place][key] = made
        }
        return made
    }
}

/// How customers are to be grouped.
public struct SegmentQuestion: Hashable, Sendable {
    /// How many groups; `nil` for as many as fit best.
    public var count: Int?
    /// By which method.
    public var method: SegmentationMethod

    /// A question from its parts.
    public init(count: Int? = nil, method: SegmentationMethod = .kmeans) {
        self.count = count
        self.method = method
    }
}

extension Snapshot {
    // What tables of ratings and of reviews read, and no more.
    fileprivate var onlyRatings: Snapshot {
        var table = InteractionTable()
        table.eventTypeNames = interactions.eventTypeNames
        let isKept = interactions.eventTypeNames.map { name in
            name == "rating" || (!reviews.isEmpty && EventKind(eventType: name) == .purchase)
        }
        if isKept.contains(true) {
            for row in 0..<interactions.count where isKept[Int(interactions.eventTypes[row])] {
                // What was sent back was no purchase.
                if (details?.quantities[row] ?? 1) < 0 { continue }
                table.users.append(interactions.users[row])
                table.items.append(interactions.items[row])
                table.timestamps.append(interactions.timestamps[row])
                table.eventTypes.append(interactions.eventTypes[row])
                table.values.append(interactions.values[row])
            }
        }
        let stars = reviews.filter { $0.rating != nil && $0.userID != nil && $0.itemID != nil }.map { review in
            var bare = review
            bare.text = ""
            bare.title = nil
            return bare
        }
        return Snapshot(
            users: users, items: items, interactions: table, products: products.map { _ in nil },
            userProfiles: userProfiles.map { _ in nil }, reviews: stars)
    }
}
