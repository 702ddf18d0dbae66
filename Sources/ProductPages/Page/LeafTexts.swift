/// The runs of text that people can read, in document order: decoded, folded and in lower case once for all who look for
/// something in them.
final class LeafTexts: Sendable {
    /// The runs' nodes.
    let nodes: [Int]
    /// The positions of texts that may hold a number, in ASCII or in another script.
    let numbered: [Int]
    // The texts one behind the other; text n ends where text n + 1 starts.
    private let shown: [UInt8]
    private let shownStarts: [Int32]
    private let lower: [UInt8]
    private let lowerStarts: [Int32]

    /// - Parameter nodes: runs of text in document order.
    init(_ page: PageTree, _ nodes: [Int]) {
        var starts: [Int32] = [0]
        starts.reserveCapacity(nodes.count + 1)
        let capacity = nodes.reduce(0) { $0 + Int(page.nodes[$1].count) + 1 }
        let shown = TextFolder.bytes(capacity: capacity) { folder in
            page.bytes.withUnsafeBufferPointer { bytes in
                for node in nodes {
                    folder.append(UnsafeBufferPointer(rebasing: bytes[page.range(ofText: node)]))
                    folder.endText()
                    starts.append(Int32(folder.count))
                }
            }
        }
        self.nodes = nodes
        self.shown = shown
        shownStarts = starts
        let lower = shown.withUnsafeBufferPointer { Letters.lowercased($0) }
        if lower.count == shown.count {
            // No letter became shorter.
            (self.lower, lowerStarts) = (lower, starts)
        } else {
            (self.lower, lowerStarts) = Self.lowercased(shown, starts)
        }
        numbered = shown.withUnsafeBufferPointer { shown in
            nodes.indices.filter { Self.mayHoldNumber(shown, Int(starts[$0])..<Int(starts[$0 + 1])) }
        }
    }

    private static func lowercased(_ shown: [UInt8], _ starts: [Int32]) -> ([UInt8], [Int32]) {
        var lowerStarts: [Int32] = [0]
        lowerStarts.reserveCapacity(starts.count)
        let lower = [UInt8](unsafeUninitializedCapacity: shown.count) { target, count in
            shown.withUnsafeBufferPointer { shown in
                for (start, end) in zip(starts, starts.dropFirst()) {
                    let text = UnsafeBufferPointer(rebasing: shown[Int(start)..<Int(end)])
                    Letters.writeLower(text, to: target, &count)
                    lowerStarts.append(Int32(count))
                }
            }
        }
        return (lower, lowerStarts)
    }

    // Digits of other scripts and full-width ones start with one of four bytes; E0, with which whole texts in the scripts of India
    // and Thailand are full, is looked at more closely. A text's last bytes are looked at together with the start of what stands
    // behind it.
    @inline(__always)
    private static func mayHoldNumber(_ texts: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            guard index + EightBytes.count <= texts.count else {
                return (index..<range.upperBound).contains {
                    let byte = texts[$0]
                    return byte.isASCIIDigit || byte == 0xEF || byte == 0xD9 || byte == 0xDB
                        || isBrahmicDigit(texts, $0)
                }
            }
            let bytes = EightBytes.load(texts, index)
            var found = EightBytes.digits(bytes)
            if bytes & EightBytes.upperBits != 0 {
                found |=
                    EightBytes.equal(bytes, 0xEF) | EightBytes.equal(bytes, 0xD9) | EightBytes.equal(bytes, 0xDB)
                    | EightBytes.equal(bytes, 0xE0)
            }
            guard found != 0 else {
                index += EightBytes.count
                continue
            }
            index += EightBytes.before(found)
            guard index < range.upperBound else { return false }
            guard texts[index] == 0xE0, !isBrahmicDigit(texts, index) else { return true }
            index += 3
        }
        return false
    }

    // U+0966…096F in UTF-8 and their like up to Sinhala, all 80 or 100 code points apart; the digits of Thai, Lao and Tibetan.
    @inline(__always)
    private static func isBrahmicDigit(_ texts: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard texts[index] == 0xE0, index + 2 < texts.count else { return false }
        let third = texts[index + 2]
        return switch texts[index + 1] {
        case 0xA5...0xB7: texts[index + 1] & 1 == 1 && 0xA6...0xAF ~= third
        case 0xB9, 0xBB: 0x90...0x99 ~= third
        case 0xBC: 0xA0...0xA9 ~= third
        default: false
        }
    }

    /// How many bytes the text at a position has.
    func count(at position: Int) -> Int { Int(shownStarts[position + 1] - shownStarts[position]) }

    /// The text at a position.
    func text(at position: Int) -> String { text(at: position, in: 0..<count(at: position)) }

    /// A part of the text at a position.
    func text(at position: Int, in range: Range<Int>) -> String {
        let start = Int(shownStarts[position])
        return String(decoding: shown[start + range.lowerBound..<start + range.upperBound], as: UTF8.self)
    }

    /// Hands out the text at a position in UTF-8.
    @inline(__always)
    func withText<Result>(at position: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        shown.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[Int(shownStarts[position])..<Int(shownStarts[position + 1])]))
        }
    }

    /// Hands out the first texts, `most` bytes of them at most, in UTF-8.
    func withStart<Result>(most: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        shown.withUnsafeBufferPointer { body(Letters.prefix($0, most: most)) }
    }

    /// Whether the texts at two positions are the same.
    func isSame(at left: Int, as right: Int) -> Bool {
        withText(at: left) { left in withText(at: right) { left.elementsEqual($0) } }
    }

    /// As ``withText(at:_:)``, in lower case.
    @inline(__always)
    func withLowerText<Result>(at position: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        lower.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[Int(lowerStarts[position])..<Int(lowerStarts[position + 1])]))
        }
    }

    /// The position of the first run of text at `node` or behind it.
    func position(of node: Int) -> Int {
        var low = 0
        var high = nodes.count
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle] < node { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
