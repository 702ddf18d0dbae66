public import ArgumentParser
import BehaviorPrediction

/// What is done with gaps, scales and outliers of the columns of sessions.
struct PreprocessingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What stands for a missing value: mean, median, most-frequent, a number, nearest (the rows that are most "
                + "alike), or drop (such rows are not learned from). A flag beside it says that it was missing.",
            valueName: "how"))
    var missing = "mean"

    @Option(help: "Scale of numbers: standard, robust (median and quartiles) or quantile (ranks).")
    var scaling: Preprocessing.Scaling = .standard

    @Option(help: ArgumentHelp("Share of values at either end that are cut off as outliers.", valueName: "share"))
    var outliers: Float = 0

    // As many neighbours as are usual.
    private static let neighbors = 5

    func validate() throws {
        if !(0..<0.5).contains(outliers) { throw ValidationError("--outliers must be at least 0 and below 0.5.") }
        _ = try value()
    }

    func value() throws -> Preprocessing {
        var result = Preprocessing()
        result.scaling = scaling
        result.outliers = outliers
        switch missing {
        case "mean": result.missing = .mean
        case "median": result.missing = .median
        case "most-frequent": result.missing = .mostFrequent
        case "nearest": result.missing = .nearest(Self.neighbors)
        case "drop": result.missing = .drop
        default:
            guard let number = Float(missing), number.isFinite else {
                throw ValidationError(
                    "--missing \(missing): say mean, median, most-frequent, nearest, drop or a number.")
            }
            result.missing = .constant(number)
        }
        return result
    }
}

extension Preprocessing.Scaling: ExpressibleByArgument {}
