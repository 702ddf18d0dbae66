/// Sizes for people.
enum ByteCount {
    static func text(_ bytes: Int) -> String {
        bytes < 1 << 20 ? "\(bytes >> 10) KiB" : "\(bytes >> 20) MiB"
    }
}

/// Durations for people.
enum Seconds {
    static func text(since start: ContinuousClock.Instant) -> String {
        let duration = (ContinuousClock.now - start).components
        let seconds = Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
        return "\((seconds * 10).rounded() / 10) s"
    }
}
