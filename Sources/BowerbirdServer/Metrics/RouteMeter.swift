import HTTPTypes
import Synchronization

/// Counts the answers of one route, and how long they took.
final class RouteMeter: Sendable {
    /// What was counted.
    struct Counts: Sendable {
        /// By the first digit of the status, 1 to 5.
        var statuses = [Int](repeating: 0, count: 6)
        /// Answers that took at most each of ``RouteMeter/bounds`` and longer than the one before; the last entry for the rest.
        var buckets = [Int](repeating: 0, count: RouteMeter.bounds.count + 1)
        /// All of them together, in seconds.
        var seconds = 0.0
    }

    let method: String
    let path: String
    private let counts = Mutex(Counts())

    /// Upper bounds of the buckets, in seconds.
    static let bounds = [
        0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    init(method: String, path: String) {
        self.method = method
        self.path = path
    }

    func record(_ status: HTTPResponse.Status, since start: ContinuousClock.Instant) {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        counts.withLock { counts in
            counts.statuses[min(max(status.code / 100, 1), 5)] += 1
            counts.buckets[bucket] += 1
            counts.seconds += seconds
        }
    }

    /// What was counted so far.
    var current: Counts { counts.withLock { $0 } }
}
