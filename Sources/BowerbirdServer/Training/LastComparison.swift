import Bowerbird
import Synchronization

/// What came of comparing a model that waits with the current one, the last time that was done.
final class LastComparison: Sendable {
    private let report = Mutex<ChallengeReport?>(nil)

    func put(_ new: ChallengeReport) { report.withLock { $0 = new } }

    /// The last comparison; `nil` before the first.
    var last: ChallengeReport? { report.withLock { $0 } }
}
