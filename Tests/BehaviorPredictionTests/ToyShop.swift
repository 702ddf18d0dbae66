import BehaviorPrediction
import DataModel
import LinearAlgebra

/// Shops made of a few events, written out in days.
enum ToyShop {
    /// One thing that happened.
    struct Event {
        var user: String
        var item = "thing"
        var day: Int
        var second = 0
        var type = "purchase"
        var quantity: Float = .nan
        var price: Float = .nan
        var dwell: Float = .nan
        var session: String?
        var currency: String?
    }

    static let firstDay = 20_000

    /// The snapshot that a store would give of `events`.
    static func snapshot(_ events: [Event], profiles: [String: [String: [String]]] = [:]) -> Snapshot {
        let sorted = events.enumerated().sorted {
            ($0.element.day, $0.element.second, $0.offset) < ($1.element.day, $1.element.second, $1.offset)
        }.map(\.element)
        var (users, items, types, sessions, currencies) = (
            IdentifierIndex(), IdentifierIndex(), IdentifierIndex(), IdentifierIndex(), IdentifierIndex()
        )
        var table = InteractionTable()
        var details = InteractionDetails()
        for event in sorted {
            table.users.append(users.insert(event.user))
            table.items.append(items.insert(event.item))
            table.timestamps.append(Int64(firstDay + event.day) * 86_400_000 + Int64(event.second) * 1000)
            table.eventTypes.append(UInt8(types.insert(event.type)))
            table.values.append(.nan)
            details.quantities.append(event.quantity)
            details.prices.append(event.price)
            details.dwellSeconds.append(event.dwell)
            details.sessions.append(event.session.map { sessions.insert($0) } ?? -1)
            details.currencies.append(event.currency.map { Int16(currencies.insert($0)) } ?? -1)
        }
        table.eventTypeNames = types.identifiers
        details.currencyNames = currencies.identifiers
        var snapshot = Snapshot(
            users: users, items: items, interactions: table, products: [Product?](repeating: nil, count: items.count),
            userProfiles: users.identifiers.map { name in
                profiles[name].map { User(userID: UserID(rawValue: name), attributes: $0) }
            })
        snapshot.details = details
        return snapshot
    }

    static func log(_ events: [Event], profiles: [String: [String: [String]]] = [:]) throws -> ActivityLog {
        try ActivityLog(snapshot(events, profiles: profiles))
    }

    /// The log of events that are known to have times.
    static func knownLog(_ events: [Event]) -> ActivityLog {
        do { return try log(events) } catch { fatalError("\(error)") }
    }

    /// Users who buy every 5 days and go on, and users who bought at first and never came back, for 200 days.
    static func loyalAndLost(users: Int = 60) -> [Event] {
        var generator = SeededGenerator(seed: 7)
        var events: [Event] = []
        for user in 0..<users {
            let isLoyal = user % 2 == 0
            var day = generator.below(isLoyal ? 5 : 120)
            var orders = 0
            while day < 200, isLoyal || orders < 3 {
                events.append(
                    Event(
                        user: "u\(user)", item: "i\(generator.below(8))", day: day, quantity: isLoyal ? 2 : 1,
                        price: 10))
                orders += 1
                day += isLoyal ? 4 + generator.below(3) : 2 + generator.below(3)
            }
        }
        return events
    }
}
