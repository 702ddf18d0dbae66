import Foundation
public import LinearAlgebra

/// A retriever that knows, for each item, which others it speaks for: `score_j = Σ_k (k+1)^−decay · W[h_k, j]` over the
/// user's newest items h₀, h₁, ….
public struct ItemNeighbors: Retriever, Equatable {
    /// Which kind of evidence this is.
    public let source: RetrievalSource
    /// What each item (row) says for each other (column): `[items × items]`, all values above zero.
    public let weights: SparseMatrix
    /// How fast older items lose their say; 0 for not at all.
    public let decay: Float
    /// How many of the newest items have a say.
    public let historyLength: Int

    private let discounts: [Float]

    /// How many of the newest items have a say where nothing is said.
    public static let usualHistoryLength = 50

    /// A retriever over fitted weights.
    public init(source: RetrievalSource, weights: SparseMatrix, decay: Float, historyLength: Int = usualHistoryLength) {
        self.source = source
        self.weights = weights
        self.decay = decay
        self.historyLength = historyLength
        discounts = (0..<historyLength).map { pow(Float($0 + 1), -decay) }
    }

    /// Adds what the user's newest items say.
    public func score(_ history: ArraySlice<Int32>, into scores: inout ScoreAccumulator) {
        for (age, item) in history.reversed().prefix(historyLength).enumerated() where Int(item) < weights.rows {
            scores.add(row: Int(item), of: weights, scaledBy: discounts[age])
        }
    }

    /// What each of the user's newest items adds to the score of `item`: the position in `history` and the part, largest
    /// first.
    public func parts(of item: Int32, for history: ArraySlice<Int32>) -> [(item: Int32, part: Float)] {
        history.reversed().prefix(historyLength).enumerated().compactMap { age, seen in
            guard Int(seen) < weights.rows else { return nil }
            guard let position = weights.position(row: Int(seen), column: item) else { return nil }
            return (seen, discounts[age] * weights.values[position])
        }.sorted { ($0.part, $1.item) > ($1.part, $0.item) }
    }
}
