public import DataModel

/// Which categories each user's visits touched, oldest first.
public struct CategoryVisits: Sendable {
    /// One visit.
    public struct Visit: Sendable, Equatable {
        /// The day it began: whole days since 1970-01-01, UTC.
        public let day: Int32
        /// Numbers of categories, rising.
        public let categories: [Int32]
    }

    /// Category names by number, such as `Outdoor > Camping`.
    public let names: [String]
    /// Visits by user; those that touched no known category are left out.
    public let visits: [[Visit]]

    private let level: CategoryLevel

    /// Visits in `snapshot`, by the finest level of the catalogue's categories that has at most 500 of them.
    ///
    /// What was sent back, and what the shop wrote, is no visit. Visits end as in ``ActivityLog``.
    /// - Parameter shop: the visits of the whole shop, where `snapshot` holds some of its customers only: categories are
    ///   numbered as there.
    public init(_ snapshot: Snapshot, in shop: CategoryVisits? = nil) {
        level = shop?.level ?? CategoryLevel(snapshot.products)
        names = level.names
        let categoriesOfItem = snapshot.products.map(level.categories)
        let table = snapshot.interactions
        let kinds = table.eventTypeNames.map(EventKind.init(eventType:))
        var open = [(visit: OpenVisit, day: Int32, categories: Set<Int32>)](
            repeating: (OpenVisit(), 0, []), count: snapshot.users.count)
        var visits = [[Visit]](repeating: [], count: snapshot.users.count)
        func close(_ user: Int) {
            guard !open[user].categories.isEmpty else { return }
            visits[user].append(Visit(day: open[user].day, categories: open[user].categories.sorted()))
            open[user].categories = []
        }
        for row in 0..<table.count {
            let kind = kinds[Int(table.eventTypes[row])]
            if kind == .return || kind == .contact || (snapshot.details?.quantities[row] ?? 1) < 0 { continue }
            let user = Int(table.users[row])
            let session = snapshot.details?.sessions[row] ?? -1
            if open[user].visit.begins(time: table.timestamps[row], session: session) {
                close(user)
                open[user].day = ActivityLog.day(of: Timestamp(milliseconds: table.timestamps[row]))
            }
            open[user].categories.formUnion(categoriesOfItem[Int(table.items[row])])
        }
        for user in open.indices { close(user) }
        self.visits = visits
    }

}

/// The level of a catalogue's category tree that visits are told apart by.
struct CategoryLevel: Sendable {
    /// Names by number.
    let names: [String]
    private let depth: Int
    private let numbers: [String: Int32]

    // A level with more names than this is too fine to foretell.
    private static let mostCategories = 500

    /// The finest level of `products` that is not too fine.
    init(_ products: [Product?]) {
        let deepest = products.flatMap { $0?.categories ?? [] }.reduce(0) { max($0, $1.count) }
        var depth = max(deepest, 1)
        while depth > 1, Self.names(products, depth: depth).count > Self.mostCategories { depth -= 1 }
        self.depth = depth
        names = Self.names(products, depth: depth).sorted()
        numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
    }

    /// The numbers of a product's categories; those that are not on the level are left out.
    func categories(_ product: Product?) -> [Int32] {
        (product?.categories ?? []).compactMap { numbers[$0.prefix(depth).joined(separator: " > ")] }
    }

    private static func names(_ products: [Product?], depth: Int) -> Set<String> {
        var names: Set<String> = []
        for product in products {
            for path in product?.categories ?? [] where !path.isEmpty {
                names.insert(path.prefix(depth).joined(separator: " > "))
            }
        }
        return names
    }
}
