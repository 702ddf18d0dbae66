/// Which events can have happened: a till whose clock is wrong, or seconds taken for milliseconds, must not move the day on
/// which everything that is predicted begins.
public enum EventClock {
    /// Clocks and time zones differ; what is dated later than this after now is yet to come, in seconds.
    public static let tolerance = 86_400.0

    // Data made up for a time to come has many such events and not single ones.
    private static let mostShare = 0.02
    private static let mostOfFew = 3
    private static let leastOthers = 5

    /// How many of `timestamps` (milliseconds, rising) have happened by `now`: all but those that are yet to come – unless
    /// these are too many for a mistake, more than 3 and more than 2 % of all, or more than a fifth. Then all count.
    /// - Parameter now: seconds since the Unix epoch.
    public static func count(of timestamps: some RandomAccessCollection<Int64>, now: Double) -> Int {
        let latest = latest(now: now)
        var (low, high) = (0, timestamps.count)
        while low < high {
            let middle = (low + high) / 2
            let isPast = timestamps[timestamps.index(timestamps.startIndex, offsetBy: middle)] <= latest
            if isPast { low = middle + 1 } else { high = middle }
        }
        let coming = timestamps.count - low
        let isMistake =
            coming <= max(mostOfFew, Int(mostShare * Double(timestamps.count)))
            && coming * leastOthers <= timestamps.count
        return isMistake ? low : timestamps.count
    }

    /// The last moment, in milliseconds, that counts as happened by `now`, in seconds.
    public static func latest(now: Double) -> Int64 { Int64((now + tolerance) * 1000) }
}
