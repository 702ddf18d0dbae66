import Foundation
import LinearAlgebra
public import NeuralNetworks
import Retrieval

extension RankingModel {
    /// Everything the model is made of, to be stored; ``init(tensors:metadata:)`` gives the same model again.
    public func tensors() -> [NamedTensor] {
        var tensors: [NamedTensor] = []
        for neighbors in retrieval.neighbors {
            tensors += neighbors.weights.tensors("retrieval.\(neighbors.source.rawValue)")
        }
        tensors += retrieval.transitionCounts.tensors("transition-counts")
        tensors += retrieval.attributes.tensors("attributes")
        tensors += retrieval.text.tensors("text")
        for (name, matrix) in [("left", retrieval.factors.left), ("right", retrieval.factors.right)] {
            tensors.append(
                NamedTensor(name: "factors.\(name)", shape: [matrix.rows, matrix.columns], matrix.elements))
        }
        let statistics = retrieval.statistics
        for (name, values) in [
            ("popularity", statistics.popularity), ("last-share", statistics.lastShare),
            ("mean-position", statistics.meanPosition), ("trend", statistics.trend),
            ("trend-lately", statistics.trendLately), ("repeat-share", statistics.repeatShare),
            ("log-price", retrieval.facts.logPrices), ("opinion", retrieval.facts.opinions),
        ] {
            tensors.append(NamedTensor(name: "items.\(name)", shape: [values.count], values))
        }
        tensors += scorer.tensors(prefix: "scorer")
        tensors += visitScorer?.tensors(prefix: "visit-scorer") ?? []
        return tensors + (sessionScorer?.tensors(prefix: "session-scorer") ?? [])
    }

    /// What goes beside the tensors: settings and the decay of each retriever, as text.
    public func metadata() throws -> [String: String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let stored = StoredSettings(
            settings: settings, timeIsOrdinal: timeIsOrdinal, trainedUntil: trainedUntil,
            keepsRepeats: keepsRepeats, offersSeen: offersSeen, hasVisitScorer: visitScorer != nil,
            hasSessionScorer: sessionScorer != nil, decays: retrieval.neighbors.map(\.decay))
        return ["ranking": String(decoding: try encoder.encode(stored), as: UTF8.self)]
    }

    /// A stored model.
    /// - Throws: ``NeuralNetworkError`` when a tensor is missing or has the wrong shape; `DecodingError` for the metadata.
    public init(tensors: [String: NamedTensor], metadata: [String: String]) throws {
        let stored = try JSONDecoder().decode(StoredSettings.self, from: Data((metadata["ranking"] ?? "").utf8))
        let sources = RetrievalModel.neighborSources
        guard stored.decays.count == sources.count else {
            throw NeuralNetworkError.missingTensor(name: "a decay for each retriever")
        }
        let neighbors = try zip(sources, stored.decays).map { source, decay in
            ItemNeighbors(
                source: source, weights: try SparseMatrix(tensors: tensors, name: "retrieval.\(source.rawValue)"),
                decay: decay)
        }
        let statistics = ItemStatistics(
            popularity: try tensors.floats("items.popularity"), lastShare: try tensors.floats("items.last-share"),
            meanPosition: try tensors.floats("items.mean-position"), trend: try tensors.floats("items.trend"),
            trendLately: try tensors.floats("items.trend-lately"), repeatShare: try tensors.floats("items.repeat-share")
        )
        retrieval = RetrievalModel(
            neighbors: neighbors,
            popular: [
                PopularityRetriever(source: .popularity, scores: statistics.popularity),
                PopularityRetriever(source: .trending, scores: statistics.trend),
            ],
            keepsRepeats: stored.keepsRepeats,
            transitionCounts: try SparseMatrix(tensors: tensors, name: "transition-counts"),
            attributes: try SparseMatrix(tensors: tensors, name: "attributes"),
            text: try SparseMatrix(tensors: tensors, name: "text"),
            factors: ItemFactors(
                left: try Matrix(tensors: tensors, name: "factors.left"),
                right: try Matrix(tensors: tensors, name: "factors.right")), statistics: statistics,
            facts: ItemFacts(
                logPrices: try tensors.floats("items.log-price"), opinions: try tensors.floats("items.opinion")))
        scorer = try Scorer(tensors: tensors, prefix: "scorer")
        visitScorer = stored.hasVisitScorer ? try Scorer(tensors: tensors, prefix: "visit-scorer") : nil
        sessionScorer =
            stored.hasSessionScorer ? try Scorer(tensors: tensors, prefix: "session-scorer") : nil
        keepsRepeats = stored.keepsRepeats
        offersSeen = stored.offersSeen
        trainedUntil = stored.trainedUntil
        settings = stored.settings
        timeIsOrdinal = stored.timeIsOrdinal
    }
}

private struct StoredSettings: Codable {
    let settings: RankingSettings
    let timeIsOrdinal: Bool
    let trainedUntil: Int64
    let keepsRepeats: Bool
    let offersSeen: Bool
    let hasVisitScorer: Bool
    let hasSessionScorer: Bool
    let decays: [Float]
}

extension Scorer {
    fileprivate func tensors(prefix: String) -> [NamedTensor] {
        [
            NamedTensor(name: prefix + ".mean", shape: [scaler.mean.count], scaler.mean),
            NamedTensor(
                name: prefix + ".inverse-deviation", shape: [scaler.inverseDeviation.count], scaler.inverseDeviation),
        ] + network.tensors(prefix: prefix)
    }

    fileprivate init(tensors: [String: NamedTensor], prefix: String) throws(NeuralNetworkError) {
        let network = try MLP(tensors: tensors, prefix: prefix)
        guard network.inputCount == FeatureSchema.count else {
            throw .wrongCount(of: "features", expected: FeatureSchema.count, found: network.inputCount)
        }
        let (mean, inverseDeviation) = (
            try tensors.floats(prefix + ".mean"), try tensors.floats(prefix + ".inverse-deviation")
        )
        for values in [mean, inverseDeviation] where values.count != FeatureSchema.count {
            throw .wrongCount(of: "features that are scaled", expected: FeatureSchema.count, found: values.count)
        }
        self.init(network: network, scaler: FeatureScaler(mean: mean, inverseDeviation: inverseDeviation))
    }
}

extension Matrix {
    fileprivate init(tensors: [String: NamedTensor], name: String) throws(NeuralNetworkError) {
        let values = try tensors.floats(name)
        guard let shape = tensors[name]?.shape, shape.count == 2 else {
            throw .wrongCount(of: "the shape of \(name)", expected: 2, found: tensors[name]?.shape.count ?? 0)
        }
        self.init(rows: shape[0], columns: shape[1], elements: values)
    }
}

extension SparseMatrix {
    func tensors(_ name: String) -> [NamedTensor] {
        [
            NamedTensor(name: name + ".shape", shape: [2], data: .int32([Int32(rows), Int32(columns)])),
            NamedTensor(name: name + ".offsets", shape: [rowOffsets.count], data: .int64(rowOffsets.map(Int64.init))),
            NamedTensor(name: name + ".columns", shape: [columnIndices.count], data: .int32(columnIndices)),
            NamedTensor(name: name + ".values", shape: [values.count], values),
        ]
    }

    init(tensors: [String: NamedTensor], name: String) throws(NeuralNetworkError) {
        let shape = try tensors.integers(name + ".shape")
        let columns = try tensors.integers(name + ".columns")
        let values = try tensors.floats(name + ".values")
        guard case .int64(let offsets)? = tensors[name + ".offsets"]?.data else {
            throw NeuralNetworkError.missingTensor(name: name + ".offsets")
        }
        guard shape.count == 2, offsets.count == Int(shape[0]) + 1, offsets.last == Int64(values.count),
            columns.count == values.count
        else {
            throw NeuralNetworkError.wrongCount(of: name, expected: columns.count, found: values.count)
        }
        self.init(
            rows: Int(shape[0]), columns: Int(shape[1]), rowOffsets: offsets.map(Int.init), columnIndices: columns,
            values: values)
    }
}
