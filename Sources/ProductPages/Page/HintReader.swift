/// Reads what the words of class attributes and the like hint at, and remembers those that it read last: pages repeat them.
struct HintReader: ~Copyable {
    private struct Known: BitwiseCopyable {
        var start: UnsafePointer<UInt8>?
        var count = 0
        var hint: Hint = []
    }

    private let table = Hint.table
    private var known = GrowingBuffer(repeating: Known(), count: slotCount)
    private static let slotCount = 1024

    /// What `text` hints at; words end at signs, digits and humps.
    /// - Parameter text: bytes that stay where they are as long as the reader.
    mutating func hint(_ text: UnsafeBufferPointer<UInt8>) -> Hint {
        guard text.count > 1, let start = text.baseAddress else { return [] }
        let slot = Self.slot(text)
        if known[slot].count == text.count, let same = known[slot].start, Self.isEqual(same, start, text.count) {
            return known[slot].hint
        }
        let hint = read(text)
        known[slot] = Known(start: start, count: text.count, hint: hint)
        return hint
    }

    private static func slot(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        let bytes = UnsafeRawBufferPointer(text)
        guard bytes.count >= 8 else {
            let (first, middle, last) = (Int(bytes[0]), Int(bytes[bytes.count / 2]), Int(bytes[bytes.count - 1]))
            return (first &* 31 ^ middle &* 7 ^ last &+ bytes.count << 4) & (slotCount - 1)
        }
        let first = bytes.loadUnaligned(as: UInt64.self)
        let middle = bytes.loadUnaligned(fromByteOffset: (bytes.count - 8) / 2, as: UInt64.self)
        let last = bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
        let mixed = (first ^ middle << 1 ^ last << 3 ^ UInt64(bytes.count)) &* 0x9E37_79B9_7F4A_7C15
        return Int(mixed >> 54)
    }

    private static func isEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var index = 0
        let (left, right) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
        while index + 8 <= count {
            let isSame =
                left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                == right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if !isSame { return false }
            index += 8
        }
        while index < count {
            if left.load(fromByteOffset: index, as: UInt8.self) != right.load(fromByteOffset: index, as: UInt8.self) {
                return false
            }
            index += 1
        }
        return true
    }

    private func read(_ text: UnsafeBufferPointer<UInt8>) -> Hint {
        var hint: Hint = []
        var name = CompoundName()
        var start = 0
        while start < text.count {
            guard text[start].isASCIILetter else {
                if text[start].isHTMLSpace { name = CompoundName() }
                start += 1
                continue
            }
            let end = Self.endOfWord(text, start)
            if end - start > 1, let found = table.value(of: UnsafeBufferPointer(rebasing: text[start..<end])) {
                hint.formUnion(name.next(found))
            } else {
                name.pass()
            }
            start = end
        }
        return hint
    }

    // Where the word that starts with the letter at `start` ends: in front of a sign, a digit, or a capital behind a small letter.
    @inline(__always)
    private static func endOfWord(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var end = start + 1
        if start + EightBytes.count <= text.count {
            let bytes = EightBytes.load(text, start)
            let capitals = EightBytes.letters(bytes, from: UInt8(ascii: "A"))
            let small = EightBytes.letters(bytes, from: UInt8(ascii: "a"))
            let ends = ~(capitals | small) & EightBytes.upperBits | capitals & small << 8
            if ends != 0 { return start + EightBytes.before(ends) }
            end = start + EightBytes.count
        }
        while end < text.count, text[end].isASCIILetter, !(text[end] < 0x61 && text[end - 1] >= 0x61) { end += 1 }
        return end
    }
}

/// Follows the words of one name, as two words may mean something else together: "cart" is a place, "add-to-cart" is not.
private struct CompoundName {
    private var words = 0
    // Which word was the last one that turns what follows.
    private var adding = none
    private var lacking = none
    private var beyond = none
    private var isHeld = false

    private static let reach = 2
    private static let none = -100

    /// Goes past a word that hints at nothing.
    @inline(__always)
    mutating func pass() { words += 1 }

    /// What a word hints at behind those before it.
    mutating func next(_ word: Hint) -> Hint {
        words += 1
        if word.contains(.adding) { adding = words }
        if word.contains(.lacking) { lacking = words }
        if word.contains(.beyond) { beyond = words }
        if word.contains(.holding) { isHeld = true }
        var hint = word.subtracting([.adding, .lacking, .beyond, .selling, .holding])
        if isHeld { hint.subtract([.oldPrice, .partialPrice, .list]) }
        if words - beyond == 1, word.contains(.selling) { hint.insert(.related) }
        if isBehind(adding), hint.contains(.basket) {
            hint.remove(.basket)
            hint.insert(.buy)
        }
        if isBehind(lacking), hint.contains(.stock) { hint.insert(.soldOut) }
        return hint
    }

    // Whether the word that is read stands behind a word and within its reach.
    private func isBehind(_ word: Int) -> Bool { (1...Self.reach).contains(words - word) }
}
