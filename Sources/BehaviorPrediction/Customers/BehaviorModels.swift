import Foundation
import NeuralNetworks

/// The models of a shop's behaviour that are kept in a bundle, each for one horizon.
public struct BehaviorModels: Sendable, Equatable {
    /// Whether customers buy, or are heard of at all.
    public private(set) var outcomes: [OutcomeModel] = []
    /// How much they spend, buy, visit, look.
    public private(set) var amounts: [AmountModel] = []
    /// When they buy next; `nil` where nothing is bought.
    public private(set) var timing: TimingModel?

    /// No models.
    public init() {}

    /// Days that each kind of model looks ahead.
    static let purchaseHorizon = 30
    static let activityHorizon = 90
    static let timingHorizon = 60

    /// Trains whatever the log has enough data for; nothing from the day `asOf` on is used.
    /// - Parameter told: gets a sentence for each model that was trained or could not be.
    public init(
        training log: ActivityLog, asOf: Int32, seed: UInt64, threads: Int, told: (String) -> Void
    ) {
        func attempt<Model>(_ name: String, _ train: () throws(BehaviorError) -> Model) -> Model? {
            do throws(BehaviorError) {
                let model = try train()
                told("\(name) learned")
                return model
            } catch {
                told("\(name) left out: \(error)")
                return nil
            }
        }
        for (outcome, horizon) in [
            (CustomerOutcome.purchase, Self.purchaseHorizon), (.activity, Self.activityHorizon),
        ] {
            let model = attempt("\(outcome.rawValue) within \(horizon) days") { () throws(BehaviorError) in
                try OutcomeModel(outcome, log: log, asOf: asOf, horizon: horizon, seed: seed, threads: threads)
            }
            if let model { outcomes.append(model) }
        }
        for amount in CustomerAmount.allCases where amount.isRecorded(in: log) {
            let model = attempt("\(amount.rawValue) within \(Self.purchaseHorizon) days") { () throws(BehaviorError) in
                try AmountModel(
                    amount, log: log, asOf: asOf, horizon: Self.purchaseHorizon, seed: seed, threads: threads)
            }
            if let model { amounts.append(model) }
        }
        guard log.hasPurchases else { return }
        timing = attempt("days to the next purchase") { () throws(BehaviorError) in
            try TimingModel(log: log, asOf: asOf, horizon: Self.timingHorizon, seed: seed, threads: threads)
        }
    }

    /// Whether there is none.
    public var isEmpty: Bool { outcomes.isEmpty && amounts.isEmpty && timing == nil }

    // MARK: In a file

    private struct Header: Codable {
        struct Outcome: Codable {
            var outcome: CustomerOutcome
            var horizon: Int
            var scaling: PlattScaling
            var baseRate: Float
            var model: TabularMetadata
        }
        struct Amount: Codable {
            var amount: CustomerAmount
            var horizon: Int
            var cells: AmountCells
            var model: TabularMetadata
        }
        struct Timing: Codable {
            var horizon: Int
            var baseline: [Float]
            var model: TabularMetadata
        }
        // What features mean is part of a model: a program with others cannot use it.
        var features: [String]
        var outcomes: [Outcome]
        var amounts: [Amount]
        var timing: Timing?
    }

    private static let headerKey = "behavior"

    /// The models as a safetensors file.
    public func encoded() throws -> [UInt8] {
        let header = Header(
            features: CustomerFeature.allCases.map(\.rawValue),
            outcomes: outcomes.map {
                .init(
                    outcome: $0.outcome, horizon: $0.horizon, scaling: $0.scaling, baseRate: $0.baseRate,
                    model: $0.model.metadata)
            },
            amounts: amounts.map {
                .init(amount: $0.amount, horizon: $0.horizon, cells: $0.cells, model: $0.model.metadata)
            },
            timing: timing.map { .init(horizon: $0.horizon, baseline: $0.baseline, model: $0.model.metadata) })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(header), as: UTF8.self)
        let tensors =
            outcomes.flatMap { $0.model.tensors(named: $0.outcome.rawValue) }
            + amounts.flatMap { $0.model.tensors(named: $0.amount.rawValue) }
            + (timing?.model.tensors(named: "timing") ?? [])
        return Safetensors.encode(tensors, metadata: [Self.headerKey: text])
    }

    /// The models of a file.
    /// - Throws: ``BehaviorError/damaged(_:)`` when it is not what ``encoded()`` wrote, or by a program whose features
    ///   were others.
    public init(decoding bytes: [UInt8]) throws {
        let (tensors, metadata) = try Safetensors.decode(bytes)
        let header: Header
        do {
            header = try JSONDecoder().decode(Header.self, from: Data((metadata[Self.headerKey] ?? "").utf8))
        } catch { throw BehaviorError.damaged("its header cannot be read: \(error)") }
        guard header.features == CustomerFeature.allCases.map(\.rawValue) else {
            throw BehaviorError.damaged("it was trained on other features than this program has")
        }
        outcomes = try header.outcomes.map { part in
            OutcomeModel(
                outcome: part.outcome, horizon: part.horizon,
                model: try TabularModel(part.model, tensors: tensors, named: part.outcome.rawValue),
                scaling: part.scaling, baseRate: part.baseRate)
        }
        amounts = try header.amounts.map { part in
            AmountModel(
                amount: part.amount, horizon: part.horizon,
                model: try TabularModel(part.model, tensors: tensors, named: part.amount.rawValue), cells: part.cells)
        }
        timing = try header.timing.map { part in
            TimingModel(
                horizon: part.horizon, model: try TabularModel(part.model, tensors: tensors, named: "timing"),
                baseline: part.baseline)
        }
    }
}
