import Synchronization

/// Encoders of a model that nobody uses at the moment, so that a single text needs no new one.
struct TFIDFEncoderPool: Sendable, Equatable {
    private final class Idle: Sendable {
        let encoders = Mutex<[TFIDFEncoder]>([])
    }

    private let idle = Idle()

    /// Calls `body` with an encoder that nobody else has, one from `make` if all are in use.
    func withEncoder<Result>(_ make: () -> TFIDFEncoder, _ body: (TFIDFEncoder) -> Result) -> Result {
        let encoder = idle.encoders.withLock { $0.popLast() } ?? make()
        defer { if encoder.isSmall { idle.encoders.withLock { $0.append(encoder) } } }
        return body(encoder)
    }

    /// What is idle is no part of a model's value.
    static func == (left: TFIDFEncoderPool, right: TFIDFEncoderPool) -> Bool { true }
}
