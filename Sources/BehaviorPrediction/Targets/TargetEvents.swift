public import DataModel

/// What every user did with each of many targets: items, or everything in a category.
public struct TargetEvents: Sendable {
    /// What was done with a target.
    enum Kind: UInt8, Sendable { case look, cart, purchase }

    /// One thing that was done.
    struct Event: Sendable, Equatable {
        /// Whole days since 1970-01-01, UTC.
        let day: Int32
        /// Target number.
        let target: Int32
        let kind: Kind
    }

    /// What the targets are.
    public enum Scope: Sendable { case items, categories }

    /// What the targets are.
    public let scope: Scope
    /// Target names by number: items, or category paths such as `Outdoor > Camping`.
    public let names: [String]
    /// Events by user, oldest first.
    let events: [[Event]]
    /// Numbers of what is like each target: the categories of an item; nothing for a category.
    let kin: [[Int32]]

    /// How many targets there are.
    var count: Int { names.count }

    /// Every item of `snapshot` is a target.
    public init(itemsOf snapshot: Snapshot) {
        let level = CategoryLevel(snapshot.products)
        self.init(
            snapshot, scope: .items, names: snapshot.items.identifiers,
            targets: (0..<Int32(snapshot.items.count)).map { [$0] }, kin: snapshot.products.map(level.categories))
    }

    /// Every category of the catalogue is a target, at every level: an item in `A > B` belongs to `A` too.
    public init(categoriesOf snapshot: Snapshot) {
        var numbers = IdentifierIndex()
        let ofItem = snapshot.products.map { product -> [Int32] in
            let paths = product?.categories ?? []
            return Set(paths.flatMap { path in path.indices.map { path[...$0].joined(separator: " > ") } }).sorted()
                .map { numbers.insert($0) }
        }
        self.init(
            snapshot, scope: .categories, names: numbers.identifiers, targets: ofItem,
            kin: [[Int32]](repeating: [], count: numbers.count))
    }

    private init(
        _ snapshot: Snapshot, scope: Scope, names: [String], targets: [[Int32]], kin: [[Int32]]
    ) {
        let table = snapshot.interactions
        let kinds = table.eventTypeNames.map(EventKind.init(eventType:))
        var events = [[Event]](repeating: [], count: snapshot.users.count)
        for row in 0..<table.count {
            // What is sent back says nothing of what will be bought.
            if (snapshot.details?.quantities[row] ?? 1) < 0 { continue }
            let kind: Kind
            switch kinds[Int(table.eventTypes[row])] {
            case .purchase: kind = .purchase
            case .cart: kind = .cart
            case .visit: kind = .look
            case .return, .contact: continue
            }
            let day = ActivityLog.day(of: Timestamp(milliseconds: table.timestamps[row]))
            for target in targets[Int(table.items[row])] {
                events[Int(table.users[row])].append(Event(day: day, target: target, kind: kind))
            }
        }
        self.scope = scope
        self.names = names
        self.events = events
        self.kin = kin
    }

    /// The number of a target.
    public func number(of name: String) -> Int32? { names.firstIndex(of: name).map(Int32.init) }

    /// The events of `user` before `day`.
    func past(of user: Int, before day: Int32) -> ArraySlice<Event> { events[user].prefix { $0.day < day } }

    /// What `user` bought on the days `window`.
    func bought(by user: Int, in window: Range<Int32>) -> Set<Int32> {
        Set(events[user].lazy.filter { $0.kind == .purchase && window.contains($0.day) }.map(\.target))
    }
}
