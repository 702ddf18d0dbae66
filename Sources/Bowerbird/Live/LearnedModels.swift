import BehaviorPrediction
import DataModel
import Synchronization

/// Models of behaviour that a bundle does not hold – other horizons, days in the past, categories of visits, ratings –
/// learned when they are asked for first, and kept.
final class LearnedModels: Sendable {
    /// What a model is of.
    enum Subject: Hashable {
        case outcome(CustomerOutcome)
        case amount(CustomerAmount)
        case timing
        case categories
        case rating
        case reviews
    }

    /// Which model is wanted.
    struct Key: Hashable {
        var subject: Subject
        var horizon = 0
        /// The day from which on nothing is used; `nil` for now.
        var asOf: Int32?
        /// The bundle beside which it answers: a newer one comes with newer data.
        var version: String
    }

    private struct State {
        var models: [Key: Result<any Sendable, BehaviorError>] = [:]
        var order: [Key] = []
    }

    private let state = Mutex(State())
    private static let most = 32

    /// Whether the model has been learned, or it is known that it cannot be.
    func knows(_ key: Key) -> Bool { state.withLock { $0.models[key] != nil } }

    /// The model, if it has been learned; where it could not be, why.
    private func known<Model: Sendable>(_ key: Key) throws -> Model? {
        try state.withLock { $0.models[key] }?.get() as? Model
    }

    /// The model, learned now unless it was before. That it cannot be learned is remembered as well.
    /// - Throws: `BehaviorError` when there is too little to learn from.
    func model<Model: Sendable>(_ key: Key, _ learn: () throws(BehaviorError) -> Model) throws -> Model {
        if let known: Model = try known(key) { return known }
        let result: Result<any Sendable, BehaviorError>
        do throws(BehaviorError) { result = .success(try learn()) } catch { result = .failure(error) }
        state.withLock { state in
            state.models[key] = result
            state.order.removeAll { $0 == key }
            state.order.append(key)
            if state.order.count > Self.most { state.models[state.order.removeFirst()] = nil }
        }
        guard let model = try result.get() as? Model else {
            preconditionFailure("a subject has models of one type")
        }
        return model
    }

    /// Forgets everything.
    func removeAll() { state.withLock { $0 = State() } }
}
