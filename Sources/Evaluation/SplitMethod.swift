/// How interactions are divided into what a recommender may learn from and what it is tested on.
public enum SplitMethod: Hashable, Sendable {
    /// The last item of every user with at least three is the test; everything before it is known.
    case leaveLastOneOut
    /// The first `share` of all rows in time order train, the rest test.
    case time(share: Double)
    /// Rows drawn at random: `share` of them train, the rest test.
    case random(share: Double)
    /// One of `count` parts of the rows tests, the others train; a pair's part is drawn from its user and item.
    case fold(index: Int, count: Int)

    /// Reads `last-one`, `time:0.8` or `random:0.8`.
    /// - Throws: ``EvaluationError/unknownSplit(_:)`` for anything else, and for shares outside (0, 1).
    public init(parsing text: String) throws(EvaluationError) {
        if text == "last-one" {
            self = .leaveLastOneOut
            return
        }
        let parts = text.split(separator: ":")
        guard parts.count == 2, let share = Double(parts[1]), share > 0, share < 1 else {
            throw EvaluationError.unknownSplit(text)
        }
        switch parts[0] {
        case "time": self = .time(share: share)
        case "random": self = .random(share: share)
        default: throw EvaluationError.unknownSplit(text)
        }
    }
}
