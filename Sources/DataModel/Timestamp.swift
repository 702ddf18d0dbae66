/// A moment in UTC, in milliseconds since the Unix epoch.
///
/// Data sets that know the order of events but not their time store the position `k` as `k` milliseconds after the
/// epoch (``ordinal(_:)``); no shop has events from 1970, so ``isOrdinal`` tells the two apart.
public struct Timestamp: Hashable, Comparable, Sendable, Codable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let milliseconds: Int64

    /// Wraps milliseconds since the Unix epoch.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Wraps seconds since the Unix epoch.
    public init(seconds: Double) { milliseconds = Int64((seconds * 1000).rounded()) }

    /// The stand-in for "the `position`-th event of its sequence", for data with order but no time.
    public static func ordinal(_ position: Int) -> Timestamp { Timestamp(milliseconds: Int64(position)) }

    /// Whether this is a position in a sequence rather than a moment in time (anything in the year 1970).
    public var isOrdinal: Bool { milliseconds >= 0 && milliseconds < 31_536_000_000 }

    /// Seconds since the Unix epoch.
    public var seconds: Double { Double(milliseconds) / 1000 }

    /// Earlier before later.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
}
