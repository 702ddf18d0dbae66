import TextAnalysis

/// The buckets of a text's n-grams in no particular order and without their places: what counting needs, and no more.
///
/// Words of ASCII are hashed where they stand; everything else goes the way of ``NGramHasher``, whose buckets these are.
struct NGramKeys {
    private let settings: TextFeatureSettings
    /// The buckets; only the first `count` are of the last text.
    var keys: [UInt32] = []
    private(set) var count = 0
    private var wordHashes: [UInt64] = []
    private var wordCount = 0
    private var openingCount = 0

    init(settings: TextFeatureSettings) { self.settings = settings }

    mutating func collect(_ text: String, with analyzer: TextAnalyzer, scratch: inout NGramScratch) {
        count = 0
        wordCount = 0
        var text = text
        text.withUTF8 { utf8 in
            analyzer.segment(utf8, into: &scratch.tokens)
            scratch.clear()
            if wordHashes.count < scratch.tokens.count {
                wordHashes = [UInt64](repeating: 0, count: 2 * scratch.tokens.count)
            }
            let tokens = scratch.tokens
            var emphasisEnd: Int32 = -1
            var opening = TextOpening()
            for token in tokens {
                if token.kind == .whitespace { continue }
                let piece = UnsafeBufferPointer(rebasing: utf8[Int(token.start)..<Int(token.end)])
                opening.pass(token, piece, words: wordCount)
                if token.kind == .word || token.kind == .number, addASCII(piece) { continue }
                let before = scratch.words.count
                scratch.add(token, piece, analyzer, emphasisEnd: &emphasisEnd)
                if scratch.words.count > before {
                    wordHashes[wordCount] = scratch.words[before].hash
                    wordCount += 1
                }
            }
            openingCount = settings.openingWords.map { opening.count(of: wordCount, limit: $0) } ?? 0
        }
        addWords(wordCount) { $0 }
        addWords(openingCount, FrozenHash.opening)
        addRuns(scratch)
    }

    // The word's hash and its n-grams of characters; false, and nothing done, if it holds another byte than ASCII.
    private mutating func addASCII(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        var seen: UInt8 = 0
        for byte in piece { seen |= byte }
        guard seen < 0x80 else { return false }
        var state = FrozenHash.word
        for byte in piece { state = FrozenHash.adding(Self.folded(byte), to: state) }
        wordHashes[wordCount] = state
        wordCount += 1
        guard let range = settings.characterNGrams else { return true }
        let length = piece.count + 2
        reserve(length * range.upper)
        let shortest = max(2, range.lower)
        let (shift, half) = (UInt64(33 - settings.bucketBits), UInt32(1) << UInt32(settings.bucketBits - 1))
        var next = count
        keys.withUnsafeMutableBufferPointer { keys in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length) { bytes in
                bytes[0] = 0x20
                bytes[length - 1] = 0x20
                for index in 0..<piece.count { bytes[index + 1] = Self.folded(piece[index]) }
                for first in 0..<max(length &- shortest &+ 1, 0) {
                    var state = FrozenHash.characters
                    for last in first..<first &+ shortest &- 1 { state = FrozenHash.adding(bytes[last], to: state) }
                    for last in first &+ shortest &- 1..<min(first &+ range.upper, length) {
                        state = FrozenHash.adding(bytes[last], to: state)
                        keys[next] = UInt32(truncatingIfNeeded: FrozenHash.upperHalf(state) >> shift) | half
                        next &+= 1
                    }
                }
            }
        }
        count = next
        return true
    }

    @inline(__always)
    private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    // The n-grams of the first `words` words.
    @inline(__always)
    private mutating func addWords(_ words: Int, _ marked: (UInt64) -> UInt64) {
        guard let range = settings.wordNGrams, words > 0 else { return }
        reserve(words * range.upper)
        let shift = UInt64(33 - settings.bucketBits)
        var next = count
        keys.withUnsafeMutableBufferPointer { keys in
            wordHashes.withUnsafeBufferPointer { hashes in
                for first in 0..<words {
                    var state = hashes[first]
                    for length in 1...range.upper {
                        guard first + length <= words else { break }
                        if length > 1 { state = FrozenHash.joining(hashes[first + length - 1], to: state) }
                        guard length >= range.lower else { continue }
                        keys[next] = UInt32(truncatingIfNeeded: FrozenHash.upperHalf(marked(state)) >> shift)
                        next += 1
                    }
                }
            }
        }
        count = next
    }

    private mutating func addRuns(_ scratch: NGramScratch) {
        guard let range = settings.characterNGrams, !scratch.runs.isEmpty else { return }
        reserve(scratch.characters.count * range.upper)
        let (shift, half) = (UInt64(33 - settings.bucketBits), UInt32(1) << UInt32(settings.bucketBits - 1))
        var next = count
        keys.withUnsafeMutableBufferPointer { keys in
            scratch.bytes.withUnsafeBufferPointer { bytes in
                scratch.characters.withUnsafeBufferPointer { characters in
                    for run in scratch.runs {
                        let shortest = run.isUnspaced ? range.lower : max(2, range.lower)
                        for first in run.characters {
                            var state = FrozenHash.characters
                            for last in first..<min(first + range.upper, run.characters.upperBound) {
                                for byte in Int(characters[last].byteStart)..<Int(characters[last].byteEnd) {
                                    state = FrozenHash.adding(bytes[byte], to: state)
                                }
                                guard last - first + 1 >= shortest else { continue }
                                keys[next] = UInt32(truncatingIfNeeded: FrozenHash.upperHalf(state) >> shift) | half
                                next += 1
                            }
                        }
                    }
                }
            }
        }
        count = next
    }

    // Makes room for so many more keys.
    private mutating func reserve(_ more: Int) {
        let missing = count + more - keys.count
        if missing > 0 { keys += [UInt32](repeating: 0, count: max(missing, keys.count)) }
    }
}
