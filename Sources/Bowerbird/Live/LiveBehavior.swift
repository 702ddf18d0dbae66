public import BehaviorPrediction
public import DataModel
import Dispatch
public import Foundation
import Synchronization

/// Predicts behaviour for one user in milliseconds, from what is stored now.
///
/// A user's own rows are read for every answer, so that an event counts in the next one. What all users together say – how
/// items sell, how customers come and go – is kept in memory, read again in the background some seconds after something was
/// stored, and until then as it was. With nothing new stored, answers are those of ``BehaviorPredictor``, bit for bit.
public final class LiveBehavior: Sendable {
    private struct State {
        var activity: ShopActivity?
        var isRefreshing = false
        /// When something was stored that `activity` does not know yet.
        var changedSince: ContinuousClock.Instant?
        var buildTime = Duration.zero
        var waiting = 0
    }

    private let shop: Shop
    private let threads: Int
    private let learned = LearnedModels()
    private let state = Mutex(State())
    // One at a time: reading everything and learning take all the processor there is.
    private let queue = DispatchQueue(label: "bowerbird.behavior", qos: .utility)

    /// Reading everything again may take this share of the time at most…
    private static let rest = 20
    /// …and is never begun sooner than this after a change.
    private static let shortestRest = Duration.seconds(1)
    /// What is older than so many rests is not answered from any more.
    private static let mostRests = 10
    private static let mostWaiting = 8

    /// Nothing is read before the first question.
    public init(_ shop: Shop, threads: Int = ProcessInfo.processInfo.activeProcessorCount) {
        self.shop = shop
        self.threads = threads
    }

    /// Answers `question` for each of `users`, in their order; those of whom nothing can be said get none.
    /// - Parameter model: the bundle in use.
    /// - Throws: `BehaviorError` when there is too little to learn from; ``BundleError`` for a bundle without behaviour;
    ///   ``LiveBehaviorError`` when too many wait; `StorageError`.
    public func predict(
        _ question: BehaviorQuestion, users: [UserID], with model: Model
    ) async throws -> [BehaviorAnswer] {
        if users.isEmpty { return [] }
        let activity = try await currentActivity()
        let finder = ToolFinder(
            question: question, activity: activity, model: model, learned: learned, threads: threads)
        let tools = finder.isReady ? try finder.tools() : try await inTurn { try finder.tools() }
        let answers = CustomerAnswers(question: question, tools: tools, activity: activity, store: shop.store)
        return try users.flatMap { try answers.answers(for: $0) }
    }

    /// Customers grouped by their habits.
    /// - Throws: `BehaviorError` with fewer than ten customers; ``LiveBehaviorError``; `StorageError`.
    public func segments(_ question: SegmentQuestion) async throws -> CustomerSegments {
        let activity = try await currentActivity()
        return try await inTurn { [threads] in try activity.segments(question, threads: threads) }
    }

    /// Takes note that something was stored.
    public func noteChange() {
        state.withLock { state in
            if state.changedSince == nil { state.changedSince = .now }
        }
    }

    /// Forgets what is in memory if a user was erased since it was read.
    /// - Throws: `StorageError`.
    public func forgetErased() throws {
        guard let activity = state.withLock({ $0.activity }) else { return }
        guard try shop.store.revision().erasures != activity.erasures else { return }
        state.withLock { state in if state.activity === activity { state.activity = nil } }
        learned.removeAll()
    }

    private func currentActivity() async throws -> ShopActivity {
        let (known, isFreshEnough, mustRefresh) = state.withLock { state -> (ShopActivity?, Bool, Bool) in
            guard let activity = state.activity else { return (nil, false, false) }
            let age = state.changedSince.map { ContinuousClock.now - $0 } ?? .zero
            let rest = max(Self.shortestRest, state.buildTime * Self.rest)
            guard age < rest * Self.mostRests else { return (activity, false, false) }
            let mustRefresh = age > rest && !state.isRefreshing
            if mustRefresh { state.isRefreshing = true }
            return (activity, true, mustRefresh)
        }
        if mustRefresh { queue.async { self.refresh() } }
        if let known, isFreshEnough { return known }
        return try await inTurn(isLimited: false) {
            // Whoever waited before may have read it meanwhile.
            let (activity, changedSince) = self.state.withLock { ($0.activity, $0.changedSince) }
            if let activity, activity !== known || changedSince == nil { return activity }
            return try self.build(after: known)
        }
    }

    // What cannot be read now is tried again at the next question.
    private func refresh() {
        defer { state.withLock { $0.isRefreshing = false } }
        guard let earlier = state.withLock({ $0.activity }) else { return }
        _ = try? build(after: earlier)
    }

    private func build(after earlier: ShopActivity?) throws -> ShopActivity {
        let start = ContinuousClock.now
        // Before reading: what is stored while it is read counts as not known.
        state.withLock { $0.changedSince = nil }
        do {
            let erasures = try shop.store.revision().erasures
            let activity = try ShopActivity(shop.store.snapshot(detailed: true), erasures: erasures)
            if let earlier { activity.prepare(like: earlier) }
            state.withLock { state in
                state.activity = activity
                state.buildTime = ContinuousClock.now - start
            }
            return activity
        } catch {
            state.withLock { $0.changedSince = start }
            throw error
        }
    }

    /// Runs what reads everything that is stored, or learns from it: one at a time, on a thread of its own.
    /// - Parameter isLimited: whether it is refused when too many wait; what serves all who wait at once need not be.
    /// - Throws: ``LiveBehaviorError`` when too many wait; what `work` throws.
    public func inTurn<Result: Sendable>(
        isLimited: Bool = true, _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        let isTaken = state.withLock { state in
            guard !isLimited || state.waiting < Self.mostWaiting else { return false }
            state.waiting += 1
            return true
        }
        guard isTaken else { throw LiveBehaviorError.tooManyWaiting(Self.mostWaiting) }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                let result = Swift.Result { try work() }
                self.state.withLock { $0.waiting -= 1 }
                continuation.resume(with: result)
            }
        }
    }
}
