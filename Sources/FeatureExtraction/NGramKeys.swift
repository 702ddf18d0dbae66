import TextAnalysis

/// The buckets of a text's n-grams in no particular order and without their places: what counting needs, and no more.
///
/// Words of ASCII are hashed where they stand; everything else goes the way of ``NGramHasher``, whose buckets these are.
/// With an index of columns, character n-grams of short words come as columns, most of them from a cache.
struct NGramKeys {
    private let settings: TextFeatureSettings
    /// The buckets; only the first `count` are of the last text.
    var keys: [UInt32] = []
    private(set) var count = 0
    /// The columns that need no key any more; only the first `columnCount` are of the last text.
    private(set) var columns: [Int32] = []
    private(set) var columnCount = 0
    private let index: BucketIndex?
    private let cache: WordColumnCache?
    private var wordHashes: [UInt64] = []
    private var wordCount = 0
    private var openingCount = 0

    init(settings: TextFeatureSettings) { self.init(settings: settings, index: nil, cache: nil) }

    /// - Parameters:
    ///   - index: the columns that buckets have, if it is columns that are wanted.
    ///   - cache: where those of words are kept, by these settings and this index alone.
    init(settings: TextFeatureSettings, index: BucketIndex?, cache: WordColumnCache?) {
        self.settings = settings
        self.index = index
        self.cache = settings.characterNGrams == nil ? nil : cache
    }

    mutating func collect(_ text: String, with analyzer: TextAnalyzer, scratch: inout NGramScratch) {
        count = 0
        columnCount = 0
        wordCount = 0
        var text = text
        text.withUTF8 { utf8 in
            analyzer.segment(utf8, into: &scratch.tokens)
            scratch.clear()
            if wordHashes.count < scratch.tokens.count {
                wordHashes = [UInt64](repeating: 0, count: 2 * scratch.tokens.count)
            }
            let (tokens, cache) = (scratch.tokens, cache)
            var emphasisEnd: Int32 = -1
            var opening = TextOpening()
            for token in tokens {
                if token.kind == .whitespace { continue }
                let piece = UnsafeBufferPointer(rebasing: utf8[Int(token.start)..<Int(token.end)])
                opening.pass(token, piece, words: wordCount)
                if token.kind == .word || token.kind == .number {
                    if let cache, let key = WordColumnCache.key(of: piece) {
                        add(piece, key, cache)
                        continue
                    }
                    if addASCII(piece) { continue }
                }
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

    // The word's hash, and the columns of its n-grams of characters: from the cache, or else into it.
    @inline(__always)
    private mutating func add(
        _ piece: UnsafeBufferPointer<UInt8>, _ key: WordColumnCache.Key, _ cache: WordColumnCache
    ) {
        let room = columnCount + WordColumnCache.mostColumns
        if room > columns.count { columns += [Int32](repeating: 0, count: max(room, columns.count)) }
        let found = columns.withUnsafeMutableBufferPointer {
            cache.read(key, into: $0.baseAddress.unsafelyUnwrapped + columnCount)
        }
        guard let found else {
            keep(piece, key, cache)
            return
        }
        wordHashes[wordCount] = found.hash
        wordCount += 1
        columnCount += found.count
    }

    @inline(never)
    private mutating func keep(
        _ piece: UnsafeBufferPointer<UInt8>, _ key: WordColumnCache.Key, _ cache: WordColumnCache
    ) {
        let before = count
        guard addASCII(piece), let index else { return }
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: count - before) { own in
            let known = keys.withUnsafeBufferPointer {
                index.columns(of: UnsafeBufferPointer(rebasing: $0[before..<count]), into: own.baseAddress!)
            }
            // A word with too many stays among the keys.
            guard known <= WordColumnCache.mostColumns else { return }
            cache.keep(
                key, hash: wordHashes[wordCount - 1],
                columns: UnsafeBufferPointer(start: own.baseAddress, count: known))
            for place in 0..<known { columns[columnCount + place] = own[place] }
            columnCount += known
            count = before
        }
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
