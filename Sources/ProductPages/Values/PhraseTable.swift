/// Finds phrases of a fixed list in a text, all in one walk: a trie over the bytes of UTF-8 in lower case.
struct PhraseTable<Value: Sendable>: Sendable {
    private struct State: Sendable {
        var byte: UInt8
        var firstChild: Int32 = -1
        var sibling: Int32 = -1
        var entry: Int32 = -1
    }

    private var states: [State] = [State(byte: 0)]
    private var roots = [Int32](repeating: -1, count: 256)
    // Which two bytes a phrase may start with, and which one may that stands right behind a letter: most places in a text are
    // ruled out by them.
    private var starts = BytePairs()
    private var startsInside = BytePairs()
    private var values: [(value: Value, isWord: Bool)] = []

    /// - Parameter phrases: in lower case; `isWord` says that no letter may stand right before or behind.
    init(_ phrases: [(phrase: String, value: Value, isWord: Bool)]) {
        for (phrase, value, isWord) in phrases {
            var state = -1
            for byte in phrase.utf8 { state = child(of: state, byte) }
            guard state >= 0 else { continue }
            let bytes = Array(phrase.utf8.prefix(2))
            for second in bytes.count > 1 ? bytes[1]...bytes[1] : 0...255 {
                starts.insert(bytes[0], second)
                if !isWord { startsInside.insert(bytes[0], second) }
            }
            if states[state].entry < 0 {
                states[state].entry = Int32(values.count)
                values.append((value, isWord))
            }
        }
    }

    private mutating func child(of state: Int, _ byte: UInt8) -> Int {
        if let known = next(state, byte) { return known }
        let new = Int32(states.count)
        if state < 0 {
            states.append(State(byte: byte))
            roots[Int(byte)] = new
        } else {
            states.append(State(byte: byte, sibling: states[state].firstChild))
            states[state].firstChild = new
        }
        return Int(new)
    }

    private func next(_ state: Int, _ byte: UInt8) -> Int? {
        if state < 0 { return roots[Int(byte)] >= 0 ? Int(roots[Int(byte)]) : nil }
        var child = states[state].firstChild
        while child >= 0 {
            if states[Int(child)].byte == byte { return Int(child) }
            child = states[Int(child)].sibling
        }
        return nil
    }

    /// Calls `body` with what each phrase in `text` stands for, whatever the text's case.
    func forEachMatch(in text: String, _ body: (Value) -> Void) {
        Letters.lowercased(text).withUnsafeBufferPointer { forEachMatch(in: $0, body) }
    }

    /// As for a string; `bytes` are in lower case, or in upper case where they are ASCII.
    @inline(__always)
    func forEachMatch(in bytes: UnsafeBufferPointer<UInt8>, _ body: (Value) -> Void) {
        starts.forEachPlace(in: bytes, inside: startsInside) { start in
            var state = -1
            var position = start
            while position < bytes.count, let following = next(state, bytes[position].lowercasedASCII) {
                state = following
                position += 1
                let entry = states[state].entry
                guard entry >= 0 else { continue }
                let (value, isWord) = values[Int(entry)]
                if !isWord || Self.isApart(bytes, start - 1) && Self.isApart(bytes, position) { body(value) }
            }
        }
    }

    // No-break spaces and signs beyond ASCII start with these bytes; letters of most scripts do not.
    private static func isApart(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard bytes.indices.contains(index) else { return true }
        let byte = bytes[index]
        return byte < 0x80 ? !byte.isASCIILetter : byte == 0xC2 || byte == 0xE2 || bytes[max(0, index - 1)] == 0xC2
    }
}

/// A set of pairs of bytes, a bit each.
struct BytePairs: Sendable {
    private var bits = [UInt64](repeating: 0, count: 1024)

    mutating func insert(_ first: UInt8, _ second: UInt8) {
        let pair = Int(first) << 8 | Int(second)
        bits[pair >> 6] |= 1 << UInt64(pair & 63)
    }

    @inline(__always)
    func contains(_ first: UInt8, _ second: UInt8) -> Bool {
        let pair = Int(first) << 8 | Int(second)
        return bits[pair >> 6] & 1 << UInt64(pair & 63) != 0
    }

    // Four bytes as two.
    @inline(__always)
    private static func mixed(_ beginning: some RandomAccessCollection<UInt8>) -> (UInt8, UInt8) {
        var word: UInt32 = 0
        for byte in beginning.prefix(4) { word = word << 8 | UInt32(byte) }
        let mixed = word &* 0x9E37_79B1
        return (UInt8(truncatingIfNeeded: mixed >> 24), UInt8(truncatingIfNeeded: mixed >> 16))
    }

    /// Puts in what stands for the first four bytes of a text.
    mutating func insert(beginning text: UnsafeBufferPointer<UInt8>) {
        let (first, second) = Self.mixed(text)
        insert(first, second)
    }

    /// Whether the first four bytes of a text may have been put in.
    @inline(__always)
    func contains(beginning text: UnsafeMutableBufferPointer<UInt8>) -> Bool {
        let (first, second) = Self.mixed(text)
        return contains(first, second)
    }

    /// Calls `body` with every place in a text where one of the pairs stands, whatever its case; zero follows the text.
    /// - Parameter inside: the pairs that count right behind a letter.
    @inline(__always)
    func forEachPlace(in text: UnsafeBufferPointer<UInt8>, inside: BytePairs, _ body: (Int) -> Void) {
        guard var first = text.first?.lowercasedASCII else { return }
        bits.withUnsafeBufferPointer { bits in
            inside.bits.withUnsafeBufferPointer { inside in
                var isInside = false
                for index in 0..<text.count {
                    let second = index + 1 < text.count ? text[index + 1].lowercasedASCII : 0
                    let pair = Int(first) << 8 | Int(second)
                    if (isInside ? inside : bits)[pair >> 6] & 1 << UInt64(pair & 63) != 0 { body(index) }
                    isInside = first &- 0x61 < 26
                    first = second
                }
            }
        }
    }
}
