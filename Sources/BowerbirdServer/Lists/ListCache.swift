import Synchronization

/// Lists as they were answered, by user and query, until something about them changes.
///
/// Users are spread over shards, each with a lock of its own. A list is only kept if nothing about its shard was forgotten
/// since its making began, so that what was made from older data never comes after newer.
final class ListCache: Sendable {
    /// What was there when the making of a list began.
    struct Moment: Sendable {
        fileprivate let generation: UInt64
    }

    private struct Shard {
        var generation: UInt64 = 0
        var answers: [String: [String: RenderedAnswer]] = [:]
        var byteCount = 0
    }

    // A class, as an array cannot hold a lock itself.
    private final class LockedShard: Sendable {
        let state = Mutex(Shard())
    }

    private let shards: [LockedShard]
    private let mostBytesPerShard: Int

    private static let shardCount = 256

    /// - Parameter mostBytes: a shard that holds more than its part of them is emptied.
    init(mostBytes: Int = 256 << 20) {
        shards = (0..<Self.shardCount).map { _ in LockedShard() }
        mostBytesPerShard = mostBytes / Self.shardCount
    }

    /// The answer to `query` for a user, or what has to be handed to ``keep(_:for:_:since:)`` with a new one.
    func answer(for user: String, _ query: String) -> (answer: RenderedAnswer?, moment: Moment) {
        shard(of: user).state.withLock { shard in
            (shard.answers[user]?[query], Moment(generation: shard.generation))
        }
    }

    /// Keeps an answer, unless something was forgotten since `moment`.
    func keep(_ answer: RenderedAnswer, for user: String, _ query: String, since moment: Moment) {
        shard(of: user).state.withLock { shard in
            guard shard.generation == moment.generation else { return }
            let cost = answer.byteCount + query.utf8.count
            if shard.byteCount + cost > mostBytesPerShard {
                shard.answers = [:]
                shard.byteCount = 0
            }
            if shard.answers[user, default: [:]].updateValue(answer, forKey: query) == nil { shard.byteCount += cost }
        }
    }

    /// Forgets the lists of a user.
    func remove(_ user: String) {
        shard(of: user).state.withLock { shard in
            shard.generation += 1
            for (query, answer) in shard.answers.removeValue(forKey: user) ?? [:] {
                shard.byteCount -= answer.byteCount + query.utf8.count
            }
        }
    }

    /// Forgets everything.
    func removeAll() {
        for shard in shards {
            shard.state.withLock { shard in
                shard.generation += 1
                shard.answers = [:]
                shard.byteCount = 0
            }
        }
    }

    private func shard(of user: String) -> LockedShard {
        var hasher = Hasher()
        hasher.combine(user)
        return shards[Int(UInt(bitPattern: hasher.finalize()) % UInt(Self.shardCount))]
    }
}
