import ArgumentParser
import Bowerbird

/// How much models of behaviour may give away of any one customer.
struct PrivacyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "For behavior: learn purchase and churn with differential privacy, so that both models together give away no more of "
                + "any one customer than this epsilon (1 is little, 10 is much).", valueName: "number"))
    var epsilon: Double?

    @Option(
        help: ArgumentHelp(
            "With --epsilon: the chance that more is given away; far below one in the number of customers (default: \(PrivacyBudget.usualDelta)).",
            valueName: "number"))
    var delta: Double?

    /// What was asked for; `nil` for no limit.
    var budget: PrivacyBudget? {
        epsilon.map { PrivacyBudget(epsilon: $0, delta: delta ?? PrivacyBudget.usualDelta) }
    }

    func validate() throws {
        if delta != nil, epsilon == nil { throw ValidationError("--delta goes with --epsilon: give both.") }
        if let epsilon, !PrivacyBudget.epsilons.contains(epsilon) {
            throw ValidationError(
                "--epsilon must be \(PrivacyBudget.epsilons.lowerBound) to \(Int(PrivacyBudget.epsilons.upperBound)).")
        }
        if let delta, !PrivacyBudget.deltas.contains(delta) {
            throw ValidationError(
                "--delta must be \(PrivacyBudget.deltas.lowerBound) to \(PrivacyBudget.deltas.upperBound).")
        }
    }
}
