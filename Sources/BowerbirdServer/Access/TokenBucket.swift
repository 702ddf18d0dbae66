import Synchronization

/// So many requests a second, and as many at once.
final class TokenBucket: Sendable {
    private struct State {
        var tokens: Double
        var updated: ContinuousClock.Instant
    }

    private let perSecond: Double
    private let state: Mutex<State>

    init(perSecond: Int) {
        self.perSecond = Double(perSecond)
        state = Mutex(State(tokens: Double(perSecond), updated: .now))
    }

    /// Takes one.
    /// - Returns: `nil`, or after how many whole seconds there is one if there is none.
    func take(at now: ContinuousClock.Instant = .now) -> Int? {
        state.withLock { state in
            let passed = max(0, (now - state.updated) / .seconds(1))
            state.tokens = min(perSecond, state.tokens + passed * perSecond)
            state.updated = now
            guard state.tokens >= 1 else { return Int(((1 - state.tokens) / perSecond).rounded(.up)) }
            state.tokens -= 1
            return nil
        }
    }
}
