import Foundation
import LinearAlgebra

/// Visits in time order, written as they are drawn: memory holds the catalogue and one number a user, never the events.
struct Traffic {
    private static let start = 1_735_689_600  // 2025-01-01 00:00 UTC
    private static let eventsPerVisit = 5

    private let catalogue: Catalogue
    private let users: Int
    private let events: Int
    private let seconds: Int
    private let seed: UInt64
    private var generator: SeededGenerator
    private var interactions: CSVWriter
    private var texts: TextWriter
    // [users] the item of the user's last visit that the next visit may go on from; -1 before the first visit.
    private var lastItem: [Int32]
    private var joined = 0
    private var written = 0

    init(catalogue: Catalogue, users: Int, events: Int, days: Int, seed: UInt64, folder: URL) throws {
        self.catalogue = catalogue
        self.users = users
        self.events = events
        self.seed = seed
        seconds = days * 86_400
        generator = SeededGenerator(seed: seed, stream: 3)
        lastItem = Array(repeating: -1, count: users)
        interactions = try CSVWriter(
            url: folder.appending(path: "interactions.csv"), header: "user_id,item_id,timestamp,event_type,price")
        texts = try TextWriter(catalogue: catalogue, seed: seed, folder: folder)
    }

    /// Writes all visits; every file is complete afterwards.
    mutating func write() throws {
        var period = 0
        var demand = Demand(catalogue, period: period)
        while written < events {
            let now = Double(written) / Double(events)
            let current = Int(now * Double(Demand.periods))
            if current != period {
                period = current
                demand = Demand(catalogue, period: period)
            }
            try visit(at: Self.start + Int(now * Double(seconds)), part: now, demand)
        }
        try interactions.close()
        try texts.close()
    }

    // Users join evenly over time, each with a first visit; of those who joined, some come far more often than others.
    private mutating func drawUser(part: Double) -> Int {
        if joined < Int(Double(users) * part) + 1 && joined < users {
            joined += 1
            return joined - 1
        }
        let share = generator.uniform()
        return min(joined - 1, Int(Float(joined) * share * share.squareRoot()))
    }

    private mutating func visit(at begin: Int, part: Double, _ demand: Demand) throws {
        let user = drawUser(part: part)
        let shopper = Shopper(user, catalogue, seed: seed)
        var time = begin
        var item = firstItem(user, shopper, demand)
        // Geometric, with a mean of `eventsPerVisit`.
        repeat {
            guard let current = item else { return }
            try look(user, at: current, time: &time)
            lastItem[user] = Int32(current)
            item = next(after: current, shopper, demand)
        } while written < events && generator.below(Self.eventsPerVisit) != 0
    }

    private mutating func firstItem(_ user: Int, _ shopper: Shopper, _ demand: Demand) -> Int? {
        let last = lastItem[user]
        if last >= 0 && generator.uniform() < 0.4 { return next(after: Int(last), shopper, demand) }
        return demand.draw(from: catalogue.categories[shopper.category(&generator)].items, &generator)
    }

    private mutating func next(after item: Int, _ shopper: Shopper, _ demand: Demand) -> Int? {
        let choice = generator.uniform()
        if choice < 0.45 {
            // The first complement four times in eight, the others less and less.
            let slot = [0, 0, 0, 0, 1, 1, 2, 3][generator.below(8)]
            let complement = Int(catalogue.following[item * Catalogue.successors + slot])
            if demand.isSold(complement) { return complement }
        }
        if choice < 0.75 {
            let category = catalogue.categories[Int(catalogue.items[item].category)]
            return demand.draw(from: category.items, &generator)
        }
        if choice < 0.92 {
            return demand.draw(from: catalogue.categories[shopper.category(&generator)].items, &generator)
        }
        return demand.drawFromAll(&generator)
    }

    // A view; sometimes a cart, and then often a purchase.
    private mutating func look(_ user: Int, at item: Int, time: inout Int) throws {
        try writeEvent(user, item, time, "view")
        try texts.consider(user, item, time)
        time += 15 + generator.below(120)
        guard written < events, generator.uniform() < 0.15 else { return }
        try writeEvent(user, item, time, "cart")
        time += 20 + generator.below(60)
        guard written < events, generator.uniform() < 0.6 else { return }
        try writeEvent(user, item, time, "purchase")
    }

    private mutating func writeEvent(_ user: Int, _ item: Int, _ time: Int, _ type: String) throws {
        interactions.field(prefix: "u", number: user)
        interactions.field(prefix: "i", number: item)
        interactions.field(number: time)
        interactions.field(type)
        if type == "purchase" {
            interactions.field(cents: catalogue.items[item].price)
        } else {
            interactions.emptyField()
        }
        try interactions.endRow()
        written += 1
    }
}
