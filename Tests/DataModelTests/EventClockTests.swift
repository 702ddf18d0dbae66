import DataModel
import Testing

@Suite struct EventClockTests {
    private let now = 1_790_000_000.0

    private func count(past: Int, coming: Int) -> Int {
        let past = (0..<past).map { Int64(now * 1000) - 1_000 * Int64(past - $0) }
        let coming = (0..<coming).map { Int64(now * 1000) + 90_000_000 + 1_000 * Int64($0) }
        return EventClock.count(of: past + coming, now: now)
    }

    @Test func whatIsYetToComeIsLeftOutWhereItIsAMistake() {
        #expect(count(past: 100, coming: 0) == 100)
        #expect(count(past: 100, coming: 3) == 100)
        #expect(count(past: 1_000, coming: 20) == 1_000)
    }

    @Test func dataOfATimeToComeIsTakenWhole() {
        #expect(count(past: 1_000, coming: 40) == 1_040)
        #expect(count(past: 0, coming: 500) == 500)
        #expect(count(past: 3, coming: 1) == 4)
        #expect(count(past: 0, coming: 0) == 0)
    }

    @Test func aDayOfDifferenceIsNone() {
        let edge = Int64((now + EventClock.tolerance) * 1000)
        let past = [Int64](repeating: 1_000_000_000_000, count: 20)
        #expect(EventClock.count(of: past + [edge], now: now) == 21)
        #expect(EventClock.count(of: past + [edge + 1], now: now) == 20)
        // Positions instead of times have all happened.
        #expect(EventClock.count(of: [1, 2, 3], now: now) == 3)
    }
}
