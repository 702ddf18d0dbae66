import ArgumentParser
import Bowerbird

/// How sure an answer must be.
struct CertaintyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Abstain where the most probable label is less probable than this (0 to 1).", valueName: "probability"))
    var atLeast: Float = 0

    func validate() throws {
        if !(0...1).contains(atLeast) { throw ValidationError("--at-least must be between 0 and 1.") }
    }

    /// Whether an answer is not sure enough.
    func abstains(_ answer: TextPrediction) -> Bool { answer.probability < atLeast }
}
