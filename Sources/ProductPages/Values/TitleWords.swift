/// Titles compared: the same name is written with other signs, blanks and cases in a page's sources.
struct TitleWords: Sendable {
    /// Letters and digits alone, in lower case.
    let key: [UInt8]
    // The different words by a hash of their letters, in order.
    private let words: [UInt64]

    init(_ title: String) {
        var title = title
        self = title.withUTF8 { TitleWords($0) }
    }

    // What is longer is a page that lost its way; its start tells it from others.
    private static let longest = 2000

    /// - Parameter title: UTF-8.
    init(_ whole: UnsafeBufferPointer<UInt8>) {
        let title = UnsafeBufferPointer(rebasing: whole.prefix(Self.longest))
        var key: [UInt8] = []
        var words: [UInt64] = []
        key.reserveCapacity(title.count)
        var wordStart = 0
        func endWord() {
            if key.count > wordStart { words.append(Self.hash(key[wordStart...])) }
            wordStart = key.count
        }
        var index = 0
        while index < title.count {
            let scalar = Letters.next(title, &index)
            switch Letters.kind(scalar) {
            case .word: Letters.append(Letters.lower(scalar), to: &key)
            case .mark: break
            case .sign: endWord()
            }
        }
        endWord()
        self.key = key
        words.sort()
        self.words = words.indices.filter { $0 == 0 || words[$0] != words[$0 - 1] }.map { words[$0] }
    }

    // FNV-1a (Fowler, Noll, Vo), 64 bits.
    private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
        word.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }

    /// The share of the shorter title's words that the other has too, [0, 1].
    func overlap(_ other: TitleWords) -> Double {
        let smaller = min(words.count, other.words.count)
        var shared = 0
        var (left, right) = (0, 0)
        while left < words.count, right < other.words.count {
            if words[left] == other.words[right] { shared += 1 }
            let step = (words[left] <= other.words[right], words[left] >= other.words[right])
            if step.0 { left += 1 }
            if step.1 { right += 1 }
        }
        return smaller == 0 ? 0 : Double(shared) / Double(smaller)
    }

    /// Letters and digits of a title alone, in lower case.
    static func key(_ title: String) -> [UInt8] {
        var title = title
        return title.withUTF8 { title in
            var key: [UInt8] = []
            key.reserveCapacity(min(title.count, longest))
            appendKey(title, to: &key)
            return key
        }
    }

    /// As for a string; `title` is what it consists of.
    static func key(_ title: ArraySlice<UInt8>) -> [UInt8] {
        title.withUnsafeBufferPointer { title in
            var key: [UInt8] = []
            key.reserveCapacity(min(title.count, longest))
            appendKey(title, to: &key)
            return key
        }
    }

    /// Appends a title's letters and digits in lower case.
    static func appendKey(_ whole: UnsafeBufferPointer<UInt8>, to key: inout [UInt8]) {
        let title = UnsafeBufferPointer(rebasing: whole.prefix(longest))
        var index = 0
        while index < title.count {
            let byte = title[index]
            if byte < 0x80 {
                index += 1
                if byte.isASCIILetter || byte.isASCIIDigit { key.append(byte.lowercasedASCII) }
                continue
            }
            let scalar = Letters.next(title, &index)
            if Letters.kind(scalar) == .word { Letters.append(Letters.lower(scalar), to: &key) }
        }
    }
}
