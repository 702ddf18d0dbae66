/// Writes text as people read it: references decoded, every run of white space (Unicode's and zero-width) one blank, none at
/// the ends.
struct TextFolder {
    // Room for everything that is appended, as folding and decoding never make text longer.
    private let target: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    private(set) var count = 0
    private var isApart = false
    // Where the text starts that is being written.
    private var start = 0

    private static let ampersand = UInt8(ascii: "&")

    private init(_ target: UnsafeMutablePointer<UInt8>, capacity: Int) {
        self.target = target
        self.capacity = capacity
    }

    /// The bytes that `body` writes.
    /// - Parameter capacity: the sum of the bytes that `body` appends, and one for each blank.
    static func bytes(capacity: Int, _ body: (inout TextFolder) -> Void) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: capacity + 1 + EightBytes.count) { buffer, count in
            guard let target = buffer.baseAddress else { return }
            var folder = TextFolder(target, capacity: buffer.count)
            body(&folder)
            count = folder.count
        }
    }

    /// `text` folded.
    static func folded(_ text: UnsafeBufferPointer<UInt8>, decoding: Bool) -> [UInt8] {
        bytes(capacity: text.count) { $0.append(text, decoding: decoding) }
    }

    /// Parts what was written from what comes.
    mutating func blank() { isApart = true }

    /// Parts what was written from what comes, which is another text; both stay folded on their own.
    mutating func endText() {
        isApart = false
        start = count
    }

    @inline(__always)
    private mutating func put(_ byte: UInt8) {
        putBlankBetween()
        write(byte)
    }

    @inline(__always)
    private mutating func putBlankBetween() {
        guard isApart else { return }
        isApart = false
        if count > start { write(UInt8(ascii: " ")) }
    }

    @inline(__always)
    private mutating func write(_ byte: UInt8) {
        guard count < capacity else { return }
        target[count] = byte
        count += 1
    }

    /// Appends a text.
    /// - Parameter decoding: whether character references stand for characters in it.
    mutating func append(_ text: UnsafeBufferPointer<UInt8>, decoding: Bool = true) {
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte.isHTMLSpace {
                isApart = true
                index += 1
                while index < text.count, text[index].isHTMLSpace { index += 1 }
            } else if byte >= 0x80 {
                let blank = Whitespace.mayStart(byte) ? Whitespace.length(ofBlankAt: index, in: text) : 0
                if blank == 0 { putBeyondASCII(text, &index) } else { isApart = true }
                index += blank
            } else if byte == Self.ampersand, decoding,
                let (scalar, end) = CharacterReferences.scalar(at: index + 1, in: text)
            {
                put(scalar)
                index = end
            } else {
                index = putPlain(text, from: index)
            }
        }
    }

    // Writes the byte at `index` and those behind it up to ASCII or a blank.
    @inline(__always)
    private mutating func putBeyondASCII(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
        putBlankBetween()
        repeat {
            write(text[index])
            index += 1
        } while index < text.count && text[index] >= 0x80 && !Whitespace.isBlank(at: index, in: text)
    }

    // Writes the byte at `first`, which stands for itself, and the ASCII letters and signs behind it with single blanks between
    // them; says where they end.
    @inline(__always)
    private mutating func putPlain(_ text: UnsafeBufferPointer<UInt8>, from first: Int) -> Int {
        putBlankBetween()
        var index = first
        while index < text.count {
            if index + EightBytes.count <= text.count, count + EightBytes.count <= capacity {
                let bytes = EightBytes.load(text, index)
                let end = endOfPlain(bytes, isFirst: index == first)
                // What is written too much is written over.
                UnsafeMutableRawPointer(target + count).storeBytes(of: bytes.littleEndian, as: UInt64.self)
                let length = end == 0 ? EightBytes.count : EightBytes.before(end)
                index += length
                count += length
                if end == 0 { continue }
            }
            if index == first || Self.isPlain(text[index]) {
                write(text[index])
                index += 1
            } else if text[index] == 0x20, index + 1 < text.count, Self.isPlain(text[index + 1]) {
                write(text[index])
                write(text[index + 1])
                index += 2
            } else {
                break
            }
        }
        return index
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool { byte &- 0x21 < 0x5F && byte != ampersand }

    // Which of eight bytes may end what is plain: a blank does before another one and before what is not plain, so that one at
    // the end has to be looked at, and one at the start of all.
    @inline(__always)
    private func endOfPlain(_ bytes: UInt64, isFirst: Bool) -> UInt64 {
        let others =
            bytes & EightBytes.upperBits | EightBytes.below(bytes, 0x20) | EightBytes.equal(bytes, Self.ampersand)
        let blanks = EightBytes.equal(bytes, 0x20)
        let edges: UInt64 = isFirst ? 0x8000_0000_0000_0080 : 0x8000_0000_0000_0000
        return others | blanks & ((blanks | others) >> 8 | edges)
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { buffer in
            var length = 0
            for byte in UTF8.encode(scalar).unsafelyUnwrapped {
                buffer[length] = byte
                length += 1
            }
            append(UnsafeBufferPointer(rebasing: buffer[..<length]), decoding: false)
        }
    }
}
