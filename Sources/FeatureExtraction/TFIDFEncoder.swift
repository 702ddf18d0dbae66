import TextAnalysis

/// Makes the rows of one text after another, in memory that is used again.
final class TFIDFEncoder: @unchecked Sendable {
    // Unchecked: whoever takes it from the pool has it alone.
    private let analyzer: TextAnalyzer
    private let index: BucketIndex
    private let idf: [Float]
    private let firstCharacterColumn: Int
    private let isSublinear: Bool
    private var scratch = NGramScratch()
    private let cache: WordColumnCache
    private var ngrams: NGramKeys
    private var counter: ColumnCounter
    private var columns: [Int32] = []
    private var indices: [Int32] = []
    private var values: [Float] = []

    init(
        settings: TextFeatureSettings, index: BucketIndex, idf: [Float], firstCharacterColumn: Int,
        analyzer: TextAnalyzer
    ) {
        self.analyzer = analyzer
        self.index = index
        self.idf = idf
        self.firstCharacterColumn = firstCharacterColumn
        isSublinear = settings.sublinearTF
        cache = .allocate()
        ngrams = NGramKeys(settings: settings, index: index, cache: cache)
        counter = ColumnCounter(columns: idf.count)
    }

    deinit { cache.deallocate() }

    // N-grams of a text of some 50 KB.
    private static let mostKept = 1 << 18

    /// Whether its memory is not that of an extraordinarily long text.
    var isSmall: Bool { columns.count <= Self.mostKept }

    /// Calls `body` with the row of `text`: its columns, rising, and their values, which `body` may change.
    func withRow<Result>(
        of text: String, _ body: (UnsafeBufferPointer<Int32>, UnsafeMutableBufferPointer<Float>) -> Result
    ) -> Result {
        ngrams.collect(text, with: analyzer, scratch: &scratch)
        let needed = ngrams.count + ngrams.columnCount
        // From the first text on there is room for one: an empty array's address is not its own.
        if indices.isEmpty || columns.count < needed {
            let room = max(needed, 1, 2 * min(columns.count, Self.mostKept / 2))
            columns = [Int32](repeating: 0, count: room)
            // However long a text is, it has each column once.
            let distinct = min(room, idf.count) + ColumnCounter.slack
            indices = [Int32](repeating: 0, count: distinct)
            values = [Float](repeating: 0, count: distinct)
        }
        let count = fill()
        return indices.withUnsafeBufferPointer { indices in
            values.withUnsafeMutableBufferPointer { values in
                body(
                    UnsafeBufferPointer(rebasing: indices[..<count]),
                    UnsafeMutableBufferPointer(rebasing: values[..<count]))
            }
        }
    }

    // Fills the front of `indices` and `values` from the keys; returns how many there are.
    private func fill() -> Int {
        let firstCharacterColumn = firstCharacterColumn
        let isSublinear = isSublinear
        let found = columns.withUnsafeMutableBufferPointer { columns in
            let known = ngrams.columnCount
            for place in 0..<known { columns[place] = ngrams.columns[place] }
            return known
                + ngrams.keys.withUnsafeBufferPointer { keys in
                    index.columns(
                        of: UnsafeBufferPointer(rebasing: keys[..<ngrams.count]), into: columns.baseAddress! + known)
                }
        }
        return indices.withUnsafeMutableBufferPointer { indices in
            values.withUnsafeMutableBufferPointer { values in
                guard found > 0, let base = indices.baseAddress else { return 0 }
                let count = columns.withUnsafeBufferPointer {
                    counter.count(UnsafeBufferPointer(rebasing: $0[..<found]), into: base)
                }
                var words = 0
                var (wordSquares, characterSquares): (Float, Float) = (0, 0)
                idf.withUnsafeBufferPointer { idf in
                    SublinearFrequency.withTable { table in
                        counter.takeCounts(of: UnsafeBufferPointer(start: base, count: count)) {
                            place, column, occurrences in
                            let frequency =
                                isSublinear ? SublinearFrequency.of(occurrences, table) : Float(occurrences)
                            let value = frequency * idf[Int(column)]
                            values[place] = value
                            if Int(column) < firstCharacterColumn {
                                wordSquares += value * value
                                words = place &+ 1
                            } else {
                                characterSquares += value * value
                            }
                        }
                    }
                }
                let families: Float = (wordSquares > 0 ? 1 : 0) + (characterSquares > 0 ? 1 : 0)
                let wordScale = wordSquares > 0 ? 1 / (wordSquares * families).squareRoot() : 0
                let characterScale = characterSquares > 0 ? 1 / (characterSquares * families).squareRoot() : 0
                for position in 0..<words { values[position] *= wordScale }
                for position in words..<count { values[position] *= characterScale }
                return count
            }
        }
    }
}
