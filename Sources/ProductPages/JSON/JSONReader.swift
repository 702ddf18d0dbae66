/// Fills a ``JSONTape``. No recursion: nesting costs a stack of numbers, and stops at a limit.
struct JSONReader: ~Copyable {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position: Int
    private let end: Int
    private(set) var values = GrowingBuffer<JSONTape.Value>(capacity: 64)
    private var open = GrowingBuffer<Int32>(capacity: 16)
    private var key: (start: Int, end: Int)?
    private let mostValues: Int

    private static let deepest = 64

    /// Reads the first value in `range`; `nil` when there is neither an object nor an array.
    static func read(_ bytes: [UInt8], in range: Range<Int>, mostValues: Int = 400_000) -> JSONTape? {
        var position = range.lowerBound
        return read(bytes, at: &position, end: range.upperBound, mostValues: mostValues)
    }

    /// Reads the value that starts at `position` and moves it behind.
    static func read(_ bytes: [UInt8], at position: inout Int, end: Int, mostValues: Int = 400_000) -> JSONTape? {
        let values: [JSONTape.Value] = bytes.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(buffer, position, end, mostValues)
            reader.read()
            position = reader.position
            return reader.values.array
        }
        guard let first = values.first, first.kind == .object || first.kind == .array else { return nil }
        return JSONTape(bytes: bytes, values: values)
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ end: Int, _ mostValues: Int) {
        self.bytes = bytes
        self.position = position
        self.end = end
        self.mostValues = mostValues
    }

    private mutating func read() {
        while position < end, values.count < mostValues {
            skipBlanks()
            guard position < end else { break }
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard open.count < Self.deepest else { return closeAll() }
                let kind: JSONTape.Kind = byte == UInt8(ascii: "{") ? .object : .array
                add(kind, position..<position + 1)
                open.append(Int32(values.count - 1))
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                position += 1
                // One too many closes nothing.
                if open.isEmpty { continue }
                closeInnermost()
                if open.isEmpty { return }
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                position += 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
                guard !open.isEmpty else { return }
                let content = quoted(byte)
                if isInObject, key == nil, isBeforeColon() {
                    key = (content.lowerBound, content.upperBound)
                } else {
                    add(.string, content)
                }
            default:
                guard !open.isEmpty else {
                    // What hides a script, or a name in front of the value.
                    position += 1
                    continue
                }
                word()
            }
        }
        closeAll()
    }

    private var isInObject: Bool { open.last.map { values[Int($0)].kind == .object } ?? false }

    private mutating func add(_ kind: JSONTape.Kind, _ range: Range<Int>) {
        var value = JSONTape.Value(
            kind: kind, start: Int32(range.lowerBound), end: Int32(range.upperBound), parent: open.last ?? -1)
        value.next = Int32(values.count + 1)
        if let key {
            value.keyStart = Int32(key.start)
            value.keyEnd = Int32(key.end)
        }
        key = nil
        values.append(value)
    }

    private mutating func closeInnermost() {
        guard let last = open.popLast() else { return }
        key = nil
        values[Int(last)].next = Int32(values.count)
        values[Int(last)].end = Int32(position)
    }

    private mutating func closeAll() { while !open.isEmpty { closeInnermost() } }

    private mutating func skipBlanks() {
        while position < end {
            let byte = bytes[position]
            if byte <= 0x20 {
                var index = position + 1
                while index < end, bytes[index] <= 0x20 { index += 1 }
                position = index
            } else if byte == UInt8(ascii: "/"), position + 1 < end, bytes[position + 1] == UInt8(ascii: "/") {
                while position < end, bytes[position] != 0x0A, !startsCDATA() { position += 1 }
            } else if byte == UInt8(ascii: "/"), position + 1 < end, bytes[position + 1] == UInt8(ascii: "*") {
                position += 2
                while position + 1 < end,
                    !(bytes[position] == UInt8(ascii: "*") && bytes[position + 1] == UInt8(ascii: "/"))
                {
                    position += 1
                }
                position = min(position + 2, end)
            } else if startsCDATA() {
                position += 9
            } else {
                return
            }
        }
    }

    private func startsCDATA() -> Bool {
        let mark: StaticString = "<![CDATA["
        guard position + 9 <= end, bytes[position] == UInt8(ascii: "<") else { return false }
        for offset in 0..<9 where bytes[position + offset] != mark.utf8Start[offset] { return false }
        return true
    }

    /// The content of the string that starts here. A quote counts as its end only where a string can end: shops forget to
    /// escape the inch sign.
    private mutating func quoted(_ quote: UInt8) -> Range<Int> {
        let start = position + 1
        var index = start
        while index < end {
            if index + EightBytes.count <= end {
                let eight = EightBytes.load(bytes, index)
                let signs = EightBytes.equal(eight, quote) | EightBytes.equal(eight, UInt8(ascii: "\\"))
                index += EightBytes.before(signs)
                if signs == 0 { continue }
            }
            let byte = bytes[index]
            if byte == UInt8(ascii: "\\") {
                index += 2
            } else if byte == quote, isEndOfString(index) {
                position = index + 1
                return start..<index
            } else {
                index += 1
            }
        }
        position = end
        return min(start, end)..<end
    }

    private func isEndOfString(_ quote: Int) -> Bool {
        var next = quote + 1
        let limit = min(end, quote + 64)
        while next < limit, bytes[next] <= 0x20 { next += 1 }
        guard next < limit else { return true }
        switch bytes[next] {
        case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "/"),
            UInt8(ascii: "<"),
            UInt8(ascii: "+"), UInt8(ascii: ")"), UInt8(ascii: ";"):
            return true
        case UInt8(ascii: "\""): return next > quote + 1
        default: return next > quote + 1 && bytes[quote + 1] == 0x0A
        }
    }

    private func isBeforeColon() -> Bool {
        var next = position
        while next < end, bytes[next] <= 0x20 { next += 1 }
        return next < end && bytes[next] == UInt8(ascii: ":")
    }

    // A number, a literal, or a name without quotes.
    private mutating func word() {
        let start = position
        var depth = 0
        var index = start
        while index < end {
            let byte = bytes[index]
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            if Self.endsWord(byte), depth <= 0 || index - start > 200 { break }
            index += 1
        }
        if index == start { index += 1 }
        position = index
        let range = start..<index
        if isInObject, key == nil {
            if isBeforeColon() { key = (range.lowerBound, range.upperBound) }
            return
        }
        add(kind(ofWord: range), range)
    }

    // Blanks, signs between values, quotes and brackets: a bit for each byte below 64, and of those above it.
    @inline(__always)
    private static func endsWord(_ byte: UInt8) -> Bool {
        let low: UInt64 = 0x1_FFFF_FFFF | 1 << 0x22 | 1 << 0x27 | 1 << 0x2C | 1 << 0x3A
        let high: UInt64 = 1 << (0x5B - 64) | 1 << (0x5D - 64) | 1 << (0x7B - 64) | 1 << (0x7D - 64)
        return byte < 0x80 && (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 != 0
    }

    private func kind(ofWord range: Range<Int>) -> JSONTape.Kind {
        let first = bytes[range.lowerBound]
        let word = UnsafeBufferPointer(rebasing: bytes[range])
        if first.isASCIIDigit || first == UInt8(ascii: "-") { return .number }
        if word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8) { return .bool }
        return word.elementsEqual("null".utf8) ? .null : .other
    }
}
