import Testing

@testable import BehaviorPrediction

@Suite struct TimingTests {
    // 120 customers who buy about every sixth day; every third stops after 60 of 240 days and never comes back.
    private static func log() throws -> ActivityLog {
        try ToyShop.log(
            (0..<120).flatMap { number -> [ToyShop.Event] in
                let last = number % 3 == 0 ? 60 : 240
                return stride(from: number % 6, to: last, by: 6).map { day in
                    ToyShop.Event(user: "u\(number)", day: day + (number * 7 + day) % 2)
                }
            })
    }

    /// Somebody who bought every sixth day and has not for half a year will hardly buy in the next two months.
    @Test func whoHasLeftIsNotExpected() throws {
        let log = try Self.log()
        let day = log.span.upperBound
        let model = try TimingModel(log: log, asOf: day, horizon: 60, seed: 0, threads: 2)
        let users = Array(0..<log.userCount)
        let waits = zip(users, log.lastOrigins(of: users, before: day)).compactMap { _, origin in
            origin.map { ($0, Int(day - $0.day) - 1) }
        }
        let predictions = model.predictions(log, origins: waits.map { (origin: $0.0, waited: $0.1) }, threads: 1)
        let lapsed = zip(waits, predictions).filter { $0.0.1 > 100 }.map(\.1.probability)
        let active = zip(waits, predictions).filter { $0.0.1 < 20 }.map(\.1.probability)
        #expect(lapsed.count == 40 && active.count == 80)
        #expect(lapsed.reduce(0, +) / 40 < 0.1, "\(lapsed)")
        #expect(active.reduce(0, +) / 80 > 0.9, "\(active)")
    }

    @Test func longWaitsAreCutIntoParts() {
        let open = PurchaseOrigin(user: 0, day: 10, gap: nil)
        // Seen are the days 11 to 199.
        #expect(PurchaseWait(origin: open).watched(until: 200, reach: 60) == (60, false))
        let later = PurchaseWait.later(than: open, until: 200, reach: 60)
        #expect(later.map(\.waited) == [60, 120, 180] && later.map(\.day) == [70, 130, 190])
        #expect(later.map { $0.watched(until: 200, reach: 60).days } == [60, 60, 9])
        let closed = PurchaseOrigin(user: 0, day: 10, gap: 130)
        let parts = PurchaseWait.later(than: closed, until: 200, reach: 60)
        #expect(parts.map(\.waited) == [60, 120])
        #expect(parts[0].watched(until: 200, reach: 60) == (60, false))
        #expect(parts[1].watched(until: 200, reach: 60) == (10, true))
        #expect(PurchaseWait.later(than: PurchaseOrigin(user: 0, day: 10, gap: 60), until: 200, reach: 60).isEmpty)
    }
}
