/// How many stars the writer of a text gives.
public struct StarPrediction: Sendable, Equatable {
    /// The levels, lowest first.
    public let levels: [Float]
    /// The calibrated probability of each level; they sum to 1.
    public let probabilities: [Float]
    /// The mean of the distribution: the guess with the smallest squared miss.
    public let expected: Float
    /// The lowest level that at least half of the probability does not exceed: the guess with the smallest absolute miss.
    public let median: Float
    /// The level that agrees best with those of people, by quadratic kappa: the mean, stretched away from the middle to make
    /// up for its caution, then rounded.
    public let rounded: Float

    /// The levels as they are written: `4`, `4.5`.
    public var levelNames: [String] { levels.map(StarLevels.label) }

    init(levels: [Float], probabilities: [Float], rounding: StarRounding) {
        self.levels = levels
        self.probabilities = probabilities
        expected = Self.mean(levels, probabilities)
        var sum: Float = 0
        // Rounding may leave the sum of all of them a little below 1, never below a half.
        let middle = probabilities.firstIndex { probability in
            sum += probability
            return sum >= 0.5
        }
        median = levels[middle ?? levels.count - 1]
        rounded = rounding.level(of: expected, among: levels)
    }

    static func mean(_ levels: [Float], _ probabilities: [Float]) -> Float {
        zip(levels, probabilities).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
