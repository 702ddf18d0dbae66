import DataModel
import Dispatch
public import Storage
import Synchronization

/// Commits what many requests write in few transactions.
///
/// While one transaction is being flushed to the disk, the requests that come meanwhile wait together and are the next one.
/// Each hears of its own rows, and only when they are on the disk.
public final class WriteQueue: Sendable {
    private struct Job: Sendable {
        let effect: WriteEffect
        let size: Int
        /// Writes, and returns what tells the writer of the success.
        let body: @Sendable (any StoreWriter) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private struct State {
        var jobs: [Job] = []
        var size = 0
        var isRunning = false
    }

    private let store: any Store
    private let changed: @Sendable (WriteEffect) -> Void
    private let state = Mutex(State())
    private let known: Mutex<Int64>
    private let thread = DispatchQueue(label: "bowerbird.write-queue")

    /// So many rows may wait; what comes on top is refused.
    static let mostWaiting = 500_000
    private static let mostPerTransaction = 50_000

    /// - Parameter changed: told what a transaction changed, whoever wrote it, before those who wrote are answered.
    /// - Throws: `StorageError`.
    public init(_ store: any Store, changed: @escaping @Sendable (WriteEffect) -> Void) throws {
        self.store = store
        self.changed = changed
        known = Mutex(try store.writeCount())
    }

    /// Runs `body` in a transaction, with whatever else is waiting, and returns when it is on the disk.
    /// - Parameters:
    ///   - size: how many rows it writes, about.
    ///   - effect: whose lists it changes.
    /// - Throws: ``WriteQueueError`` when too much is waiting; what `body` and the store throw.
    public func write<Answer: Sendable>(
        size: Int, effect: WriteEffect, _ body: @escaping @Sendable (any StoreWriter) throws -> Answer
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Answer, any Error>) in
            let job = Job(
                effect: effect, size: size,
                body: { writer in
                    let answer = try body(writer)
                    return { continuation.resume(returning: answer) }
                }, fail: { continuation.resume(throwing: $0) })
            let (isTaken, mustStart) = state.withLock { state in
                guard state.size + size <= Self.mostWaiting else { return (false, false) }
                state.jobs.append(job)
                state.size += size
                defer { state.isRunning = true }
                return (true, !state.isRunning)
            }
            if !isTaken { continuation.resume(throwing: WriteQueueError.tooMuchWaiting(rows: Self.mostWaiting)) }
            if mustStart { thread.async { self.drain() } }
        }
    }

    /// How many rows wait to be stored.
    public var waitingRows: Int { state.withLock { $0.size } }

    /// Looks whether another process has written something.
    /// - Throws: `StorageError`.
    public func lookForOthers() async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            thread.async {
                continuation.resume(
                    with: Result {
                        let count = try self.store.writeCount()
                        let isOurs = self.known.withLock { known in
                            defer { known = count }
                            return known == count
                        }
                        if !isOurs { self.changed(.everything) }
                    })
            }
        }
    }

    private func drain() {
        while true {
            let jobs = state.withLock { state -> [Job] in
                var taken: [Job] = []
                var size = 0
                for job in state.jobs {
                    if !taken.isEmpty, size + job.size > Self.mostPerTransaction { break }
                    taken.append(job)
                    size += job.size
                }
                state.jobs.removeFirst(taken.count)
                state.size -= size
                if taken.isEmpty { state.isRunning = false }
                return taken
            }
            if jobs.isEmpty { return }
            commit(jobs)
        }
    }

    private func commit(_ jobs: [Job]) {
        do {
            let (before, successes) = try store.write { writer in
                (try writer.writeCount(), try jobs.map { try $0.body(writer) })
            }
            let wereOthers = known.withLock { known in
                defer { known = before + 1 }
                return known != before
            }
            if wereOthers { changed(.everything) } else { for job in jobs { changed(job.effect) } }
            for success in successes { success() }
        } catch {
            guard jobs.count > 1 else { return jobs[0].fail(error) }
            // One of them is at fault; the others are not to suffer for it.
            for job in jobs { commit([job]) }
        }
    }
}

/// Why something was not even tried.
public enum WriteQueueError: Error, Equatable, Sendable, CustomStringConvertible {
    /// So many rows are waiting to be stored already.
    case tooMuchWaiting(rows: Int)

    /// What happened and what to do about it.
    public var description: String {
        switch self {
        case .tooMuchWaiting(let rows): "\(rows) rows are waiting to be stored; try again in a moment"
        }
    }
}
