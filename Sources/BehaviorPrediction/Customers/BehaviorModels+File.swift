import Foundation
import NeuralNetworks

extension BehaviorModels {
    private struct Header: Codable {
        struct Outcome: Codable {
            var outcome: CustomerOutcome
            var horizon: Int
            var inputs: CustomerInputs
            var scaling: PlattScaling
            var privacy: PrivacyBudget?
            var model: TabularMetadata
        }
        struct Amount: Codable {
            var amount: CustomerAmount
            var horizon: Int
            var inputs: CustomerInputs
            var cells: AmountCells
            var model: TabularMetadata
        }
        struct Timing: Codable {
            var horizon: Int
            var baseline: [Float]
            var model: TabularMetadata
        }
        struct Sessions: Codable {
            var schema: AttributeSchema
            var scaling: PlattScaling
            var baseRate: Float
            var model: TabularMetadata
        }
        // What features mean is part of a model: a program with others cannot use it.
        var features: [String]
        var outcomes: [Outcome]
        var amounts: [Amount]
        var timing: Timing?
        var sessions: Sessions?
    }

    private static let headerKey = "behavior"

    /// The models as a safetensors file.
    public func encoded() throws -> [UInt8] {
        let header = Header(
            features: CustomerFeature.allCases.map(\.rawValue),
            outcomes: outcomes.map {
                .init(
                    outcome: $0.outcome, horizon: $0.horizon, inputs: $0.inputs, scaling: $0.scaling,
                    privacy: $0.privacy, model: $0.model.metadata)
            },
            amounts: amounts.map {
                .init(
                    amount: $0.amount, horizon: $0.horizon, inputs: $0.inputs, cells: $0.cells, model: $0.model.metadata
                )
            },
            timing: timing.map { .init(horizon: $0.horizon, baseline: $0.baseline, model: $0.model.metadata) },
            sessions: sessions.map {
                .init(schema: $0.schema, scaling: $0.scaling, baseRate: $0.baseRate, model: $0.model.metadata)
            })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(header), as: UTF8.self)
        let tensors =
            outcomes.flatMap { $0.model.tensors(named: $0.outcome.rawValue) }
            + amounts.flatMap { $0.model.tensors(named: $0.amount.rawValue) }
            + (timing?.model.tensors(named: "timing") ?? []) + (sessions?.model.tensors(named: "sessions") ?? [])
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
                outcome: part.outcome, horizon: part.horizon, inputs: part.inputs,
                model: try TabularModel(part.model, tensors: tensors, named: part.outcome.rawValue),
                scaling: part.scaling, privacy: part.privacy)
        }
        amounts = try header.amounts.map { part in
            AmountModel(
                amount: part.amount, horizon: part.horizon, inputs: part.inputs,
                model: try TabularModel(part.model, tensors: tensors, named: part.amount.rawValue), cells: part.cells)
        }
        timing = try header.timing.map { part in
            TimingModel(
                horizon: part.horizon, model: try TabularModel(part.model, tensors: tensors, named: "timing"),
                baseline: part.baseline)
        }
        sessions = try header.sessions.map { part in
            SessionModel(
                schema: part.schema, model: try TabularModel(part.model, tensors: tensors, named: "sessions"),
                scaling: part.scaling, baseRate: part.baseRate)
        }
    }
}
