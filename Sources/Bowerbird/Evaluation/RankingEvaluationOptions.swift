public import Evaluation

/// How lists are evaluated.
public struct RankingEvaluationOptions: Sendable, Equatable {
    /// What is held out.
    public var split: SplitMethod
    /// More than 1 for a cross-validation over so many random parts of the rows, instead of `split`.
    public var folds: Int
    /// Whether rows of equal time are put in a random order first, so that the order of the file says nothing.
    public var shufflesTies: Bool
    /// Whether baselines are trained and measured beside ours.
    public var baselines: Bool

    /// Options; the last item of every user is held out unless said otherwise.
    public init(
        split: SplitMethod = .leaveLastOneOut, folds: Int = 1, shufflesTies: Bool = false, baselines: Bool = true
    ) {
        self.split = split
        self.folds = folds
        self.shufflesTies = shufflesTies
        self.baselines = baselines
    }

    /// How the data is divided, in one sentence.
    var description: String {
        if folds > 1 {
            return
                "\(folds)-fold cross-validation: every (user, item) pair is held out once, in a part drawn at random."
        }
        return switch split {
        case .leaveLastOneOut:
            "The last item of every user with at least three is held out; everything else trains."
        case .time(let share):
            "The first \(Self.percent(share)) % of the rows in time order train, what came later is held out."
        case .random(let share):
            "\(Self.percent(share)) % of the rows, drawn at random, train; the others are held out."
        case .fold(let index, let count): "Part \(index + 1) of \(count) of the rows is held out, drawn at random."
        }
    }

    private static func percent(_ share: Double) -> String {
        let percent = (share * 1000).rounded() / 10
        return percent == percent.rounded() ? String(Int(percent)) : String(percent)
    }
}
