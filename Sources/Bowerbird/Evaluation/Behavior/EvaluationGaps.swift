import BehaviorPrediction
import Evaluation

/// What of behaviour could not be measured: there was too little of it in the data, and the rest is measured without it.
struct EvaluationGaps {
    /// What was left out and why, a sentence each.
    private(set) var sentences: [String] = []
    /// The first error that left something out.
    private(set) var error: (any Error)?

    /// What `body` finds; `nil` where the data does not bear it, which is noted.
    /// - Throws: what is no matter of the data.
    mutating func bridging<Found>(_ part: BehaviorEvaluationPart, _ body: () throws -> Found) throws -> Found? {
        do {
            return try body()
        } catch let error as BehaviorError {
            if case .damaged = error { throw error }
            add(part.rawValue, error.description, error)
        } catch let error as EvaluationError {
            add(part.rawValue, error.description, error)
        }
        return nil
    }

    /// Notes that something is left out.
    mutating func add(_ part: String, _ reason: String, _ error: (any Error)? = nil) {
        sentences.append("\(part): not measured, since \(reason)")
        self.error = self.error ?? error ?? EvaluationError.nothingToTest("\(part): \(reason)")
    }
}
