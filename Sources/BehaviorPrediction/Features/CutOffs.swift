/// Days in the past on which a prediction could have been made and has come true or not by now.
enum CutOffs {
    private static let usualStep: Int32 = 30
    private static let shortestStep: Int32 = 7
    private static let most = 8
    // A cut-off before which less is known teaches little.
    private static let leastHistory: Int32 = 14

    /// Cut-offs whose window of `horizon` days closes by `asOf`, newest first, 30 days apart, at most eight; closer where
    /// the log is short.
    /// - Throws: ``BehaviorError/tooShort(horizon:days:)``.
    static func training(_ log: ActivityLog, asOf: Int32, horizon: Int32) throws(BehaviorError) -> [Int32] {
        let newest = asOf - horizon
        let room = newest - log.span.lowerBound
        guard room >= 2 else {
            throw .tooShort(horizon: Int(horizon), days: Int(max(asOf - log.span.lowerBound, 0)))
        }
        let history = min(leastHistory, room / 2)
        let step = max(shortestStep, min(usualStep, (room - history) / 4))
        let count = min(Int((room - history) / step) + 1, most)
        return (0..<count).map { newest - step * Int32($0) }
    }
}
