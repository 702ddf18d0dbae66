public import LinearAlgebra
import Retrieval

/// Which items are alike by what is known of them, for items that the model was trained with and for later ones.
public struct ContentIndex: Sendable {
    /// Rows of length 1: the model's items, then the later ones.
    private let content: ItemContent
    private let transposedText: SparseMatrix
    private let transposedAttributes: SparseMatrix

    /// An index over the items of `model`, followed by `later` ones with rows in the same columns.
    /// - Parameter later: attributes weighted as ``RankingModel/weightedAttributes(_:)`` does.
    public init(_ model: RankingModel, later: ItemContent) {
        content = ItemContent(
            attributes: model.retrieval.attributes.followed(by: later.attributes),
            text: model.retrieval.text.followed(by: later.text))
        transposedText = content.text.transposed()
        transposedAttributes = content.attributes.transposed()
    }

    /// How alike two items are, in [0, 1]: the mean of the cosines of their words and of their attributes, or the one of
    /// them that both items have.
    public func likeness(_ first: Int32, _ second: Int32) -> Float {
        let words = content.text.cosine(Int(first), Int(second))
        let attributes = content.attributes.cosine(Int(first), Int(second))
        switch (words, attributes) {
        case (let words?, let attributes?): return (words + attributes) / 2
        case (let words?, nil): return words
        case (nil, let attributes?): return attributes
        case (nil, nil): return 0
        }
    }

    /// The items most like `item` among those that may be taken, most alike first, ties to the lower item.
    public func neighbors(of item: Int32, count: Int, where isTaken: (Int32) -> Bool) -> [TopK.Entry] {
        var scores = ScoreAccumulator(itemCount: content.itemCount)
        // What is shared with very many items tells little about likeness and would take most of the time.
        let commonest = ContentSimilarity.commonest(itemCount: content.itemCount)
        for (rows, transposed) in [(content.text, transposedText), (content.attributes, transposedAttributes)] {
            for position in rows.range(ofRow: Int(item)) where rows.values[position] > 0 {
                let column = Int(rows.columnIndices[position])
                guard transposed.range(ofRow: column).count <= commonest else { continue }
                scores.add(row: column, of: transposed, scaledBy: rows.values[position])
            }
        }
        let shortlist = scores.best(count * 5) { $0 != item && isTaken($0) }
        var best = TopK(capacity: count)
        for entry in shortlist { best.insert(entry.item, score: likeness(item, entry.item)) }
        return best.drain()
    }

    /// The items whose words are most like `words`, a row of length 1 in the same columns, most alike first.
    public func items(like words: SparseMatrix, count: Int, where isTaken: (Int32) -> Bool) -> [TopK.Entry] {
        guard words.rows == 1 else { return [] }
        var scores = ScoreAccumulator(itemCount: content.itemCount)
        for position in words.range(ofRow: 0) where words.values[position] > 0 {
            scores.add(row: Int(words.columnIndices[position]), of: transposedText, scaledBy: words.values[position])
        }
        return scores.best(count, where: isTaken)
    }
}

extension RankingModel {
    /// Attribute rows of items that came after the training, in the model's columns, weighted as its own are.
    public func weightedAttributes(_ rows: SparseMatrix) -> SparseMatrix {
        ContentSimilarity.weighted(rows, as: retrieval.attributes)
    }

    /// How many users had each item at the training's end.
    public var popularity: [Float] { retrieval.statistics.popularity }

    /// The popularity that people of whom nothing is known go by: lately, or at all where time is unknown.
    public var coldStartScores: [Float] { retrieval.popular[timeIsOrdinal ? 0 : 1].scores }

    /// Whether ``coldStartScores`` are of late.
    public var coldStartIsOfLate: Bool { !timeIsOrdinal }

    /// How many columns rows of attributes and of words have.
    public var contentColumns: (attributes: Int, text: Int) { (retrieval.attributes.columns, retrieval.text.columns) }
}

extension SparseMatrix {
    fileprivate func followed(by other: SparseMatrix) -> SparseMatrix {
        guard other.rows > 0 else { return self }
        precondition(columns == other.columns, "\(columns) columns followed by \(other.columns)")
        return SparseMatrix(
            rows: rows + other.rows, columns: columns,
            rowOffsets: rowOffsets + other.rowOffsets.dropFirst().map { $0 + count },
            columnIndices: columnIndices + other.columnIndices, values: values + other.values)
    }

    // The cosine of two rows of length 1, or `nil` if one of them is empty.
    fileprivate func cosine(_ first: Int, _ second: Int) -> Float? {
        let left = range(ofRow: first)
        let right = range(ofRow: second)
        guard !left.isEmpty, !right.isEmpty else { return nil }
        return columnIndices.withUnsafeBufferPointer { columns in
            values.withUnsafeBufferPointer { values in
                var sum: Float = 0
                var (i, j) = (left.lowerBound, right.lowerBound)
                while i < left.upperBound, j < right.upperBound {
                    if columns[i] == columns[j] {
                        sum += values[i] * values[j]
                        i += 1
                        j += 1
                    } else if columns[i] < columns[j] {
                        i += 1
                    } else {
                        j += 1
                    }
                }
                return min(max(sum, 0), 1)
            }
        }
    }
}
