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

    /// Which of the user's newest items adds most to the score of `item`, and how much; ties go to the lower number. `nil`
    /// if none does.
    public func largestPart(of item: Int32, for history: ArraySlice<Int32>) -> (item: Int32, part: Float)? {
        var largest: (item: Int32, part: Float)?
        for (age, seen) in history.reversed().prefix(historyLength).enumerated() where Int(seen) < weights.rows {
            guard let position = weights.position(row: Int(seen), column: item) else { continue }
            let part = discounts[age] * weights.values[position]
            if largest.map({ (part, $0.item) > ($0.part, seen) }) ?? true { largest = (seen, part) }
        }
        return largest
    }
}
