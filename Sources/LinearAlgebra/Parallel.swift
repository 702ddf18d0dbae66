import Dispatch

/// Spreads independent pieces of work over threads. Which thread runs a piece never changes a result: pieces are
/// numbered, and whoever combines them does so in that order.
public enum Parallel {
    /// Calls `body` once for each number in 0..<`pieces`, on at most `threads` threads, and returns when all are done.
    public static func forEach(_ pieces: Int, threads: Int, _ body: @Sendable (Int) -> Void) {
        let workers = min(threads, pieces)
        if workers <= 1 {
            for piece in 0..<max(pieces, 0) { body(piece) }
            return
        }
        let next = NextPiece()
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while let piece = next.take(below: pieces) { body(piece) }
        }
    }

    /// The results of `body` for 0..<`pieces`, in order.
    public static func map<Result: Sendable>(
        _ pieces: Int, threads: Int, _ body: @Sendable (Int) -> Result
    ) -> [Result] {
        let slots = ResultSlots<Result>(count: pieces)
        forEach(pieces, threads: threads) { slots.store(body($0), at: $0) }
        return slots.results()
    }

    /// The results of `body` for consecutive ranges that cover 0..<`count`, in order. The ranges depend on `count` and
    /// `chunk` only, never on `threads`, so that sums over them come out the same on every machine.
    public static func mapChunks<Result: Sendable>(
        of count: Int, chunk: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Result
    ) -> [Result] {
        map((count + chunk - 1) / chunk, threads: threads) { piece in
            body(piece * chunk..<min((piece + 1) * chunk, count))
        }
    }
}
