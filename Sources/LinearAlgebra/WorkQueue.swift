import Synchronization

/// Hands out 0, 1, 2, … to whichever thread asks next.
final class NextPiece: Sendable {
    private let counter = Atomic<Int>(0)

    func take(below bound: Int) -> Int? {
        let piece = counter.wrappingAdd(1, ordering: .relaxed).oldValue
        return piece < bound ? piece : nil
    }
}

/// One slot a piece, filled from any thread.
final class ResultSlots<Result: Sendable>: Sendable {
    private let slots: Mutex<[Result?]>

    init(count: Int) { slots = Mutex([Result?](repeating: nil, count: count)) }

    func store(_ result: Result, at index: Int) { slots.withLock { $0[index] = result } }

    func results() -> [Result] { slots.withLock { $0.map { $0! } } }
}
