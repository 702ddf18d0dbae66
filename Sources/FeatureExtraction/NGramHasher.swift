public import TextAnalysis

/// An n-gram's bucket and where the n-gram stands in the text.
public struct HashedNGram: Sendable, Equatable {
    /// The bucket, below the settings' `bucketCount`.
    public var bucket: Int32
    /// Where it starts, in bytes from the start of the UTF-8 text as it was given.
    public var start: Int32
    /// Where it ends, in bytes from the start of the UTF-8 text as it was given.
    public var end: Int32
}

/// Turns text into hashed n-grams of words and of characters, without a string per token.
///
/// Tokens are taken in normalised form (NFKC, case folded). Words, numbers, signs and emoji count as words, and so do
/// runs of `!` and `?`, which say much about a review. Character n-grams of alphabetic words include the word's borders
/// and are at least two characters long; scripts without spaces between words (Han, kana, Thai, Lao, Khmer, Burmese) give
/// n-grams of any length across neighbouring tokens. The words of a text's opening can give n-grams of their own.
public struct NGramHasher: Sendable {
    /// Which n-grams are taken.
    public let settings: TextFeatureSettings

    /// A hasher for these settings.
    public init(settings: TextFeatureSettings) { self.settings = settings }

    /// Replaces `ngrams` by those of `text`, in a fixed order.
    public func hash(_ text: String, with analyzer: TextAnalyzer, into ngrams: inout [HashedNGram]) {
        var scratch = NGramScratch()
        hash(text, with: analyzer, scratch: &scratch, into: &ngrams)
    }

    func hash(
        _ text: String, with analyzer: TextAnalyzer, scratch: inout NGramScratch, into ngrams: inout [HashedNGram]
    ) {
        ngrams.removeAll(keepingCapacity: true)
        var text = text
        text.withUTF8 { utf8 in
            analyzer.segment(utf8, into: &scratch.tokens)
            scratch.prepare(utf8, analyzer)
            if let range = settings.wordNGrams {
                addWords(range, scratch.words[...], into: &ngrams) { $0 }
                if let limit = settings.openingWords {
                    let count = scratch.opening.count(of: scratch.words.count, limit: limit)
                    addWords(range, scratch.words[..<count], into: &ngrams, FrozenHash.opening)
                }
            }
            if let range = settings.characterNGrams { addCharacters(range, &scratch, into: &ngrams) }
        }
    }

    // The lower half of the buckets is for words.
    @inline(__always)
    private func wordBucket(_ state: UInt64) -> Int32 {
        Int32(truncatingIfNeeded: FrozenHash.finished(state) >> UInt64(65 - settings.bucketBits))
    }

    @inline(__always)
    private func characterBucket(_ state: UInt64) -> Int32 {
        wordBucket(state) | Int32(1) << Int32(settings.bucketBits - 1)
    }

    private func addWords(
        _ range: NGramRange, _ words: ArraySlice<NGramScratch.Word>, into ngrams: inout [HashedNGram],
        _ marked: (UInt64) -> UInt64
    ) {
        for first in words.indices {
            var state = words[first].hash
            for length in 1...range.upper {
                let last = first + length - 1
                guard last < words.endIndex else { break }
                if length > 1 { state = FrozenHash.joining(words[last].hash, to: state) }
                guard length >= range.lower else { continue }
                ngrams.append(
                    HashedNGram(bucket: wordBucket(marked(state)), start: words[first].start, end: words[last].end))
            }
        }
    }

    private func addCharacters(_ range: NGramRange, _ scratch: inout NGramScratch, into ngrams: inout [HashedNGram]) {
        for run in scratch.runs {
            let shortest = run.isUnspaced ? range.lower : max(2, range.lower)
            scratch.bytes.withUnsafeBufferPointer { bytes in
                scratch.characters.withUnsafeBufferPointer { characters in
                    for first in run.characters {
                        var state = FrozenHash.characters
                        let limit = min(first + range.upper, run.characters.upperBound)
                        for last in first..<limit {
                            for byte in Int(characters[last].byteStart)..<Int(characters[last].byteEnd) {
                                state = FrozenHash.adding(bytes[byte], to: state)
                            }
                            guard last - first + 1 >= shortest else { continue }
                            ngrams.append(
                                HashedNGram(
                                    bucket: characterBucket(state), start: characters[first].start,
                                    end: max(characters[last].end, characters[first].end)))
                        }
                    }
                }
            }
        }
    }
}
