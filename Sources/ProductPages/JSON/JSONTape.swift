/// JSON as shops write it, read in one pass into a flat array of values in document order.
///
/// Besides RFC 8259 it takes what browsers never complain of: comments, CDATA and HTML comment marks, control characters and
/// line breaks inside strings, commas too many or missing, single quotes, names without quotes, and an end that is cut off.
struct JSONTape: Sendable {
    enum Kind: UInt8, Sendable { case object, array, string, number, bool, null, other }

    struct Value: Sendable {
        var kind: Kind
        /// The value's text among the source's bytes; of strings without the quotes.
        var start: Int32
        var end: Int32
        /// The name under which an object has it.
        var keyStart: Int32 = 0
        var keyEnd: Int32 = 0
        /// One past the last value inside of this one.
        var next: Int32 = 0
        var parent: Int32
    }

    let bytes: [UInt8]
    let values: [Value]

    /// The members of an object or the elements of an array.
    struct Children: Sequence, IteratorProtocol {
        fileprivate let values: [Value]
        fileprivate var child: Int
        fileprivate let end: Int

        mutating func next() -> Int? {
            guard child < end else { return nil }
            defer { child = Int(values[child].next) }
            return child
        }
    }

    /// The members of an object or the elements of an array.
    func children(of value: Int) -> Children {
        Children(values: values, child: value + 1, end: Int(values[value].next))
    }

    /// The name under which the object around a value has it.
    func key(of value: Int) -> String { string(values[value].keyStart, values[value].keyEnd) }

    /// Whether an object has a value under a name.
    func isKey(_ name: StaticString, of value: Int) -> Bool {
        let count = Int(values[value].keyEnd - values[value].keyStart)
        guard count == name.utf8CodeUnitCount else { return false }
        let start = Int(values[value].keyStart)
        for offset in 0..<count where bytes[start + offset] != name.utf8Start[offset] { return false }
        return true
    }

    /// Text, number or truth value as text; `nil` for objects, arrays and null.
    func text(of value: Int) -> String? {
        switch values[value].kind {
        case .string, .number, .bool: string(values[value].start, values[value].end)
        case .object, .array, .null, .other: nil
        }
    }

    private func string(_ start: Int32, _ end: Int32) -> String {
        let raw = bytes[Int(start)..<Int(end)]
        guard raw.contains(where: { $0 == UInt8(ascii: "\\") || $0 < 0x20 }) else {
            return String(decoding: raw, as: UTF8.self)
        }
        return JSONEscapes.decoded(raw)
    }
}

/// Escapes inside of JSON and JavaScript strings.
enum JSONEscapes {
    /// Text with `\n`, `\u00e9`, `\x27` and the like decoded; raw control characters become blanks.
    static func decoded(_ raw: ArraySlice<UInt8>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(raw.count)
        var position = raw.startIndex
        var highSurrogate: UInt32?
        func hexadecimal(_ start: Int, _ count: Int) -> UInt32? {
            guard start + count <= raw.endIndex else { return nil }
            return UInt32(String(decoding: raw[start..<start + count], as: UTF8.self), radix: 16)
        }
        func append(_ scalar: Unicode.Scalar) { result += Array(String(Character(scalar)).utf8) }
        while position < raw.endIndex {
            let byte = raw[position]
            position += 1
            guard byte == UInt8(ascii: "\\"), position < raw.endIndex else {
                result.append(byte < 0x20 ? UInt8(ascii: " ") : byte)
                continue
            }
            let escape = raw[position]
            position += 1
            switch escape {
            case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"), 0x0A,
                0x0D:
                result.append(escape == UInt8(ascii: "n") ? 0x0A : UInt8(ascii: " "))
            case UInt8(ascii: "u"), UInt8(ascii: "x"):
                let count = escape == UInt8(ascii: "u") ? 4 : 2
                guard let unit = hexadecimal(position, count) else { continue }
                position += count
                if 0xD800..<0xDC00 ~= unit {
                    highSurrogate = unit
                } else if 0xDC00..<0xE000 ~= unit, let high = highSurrogate {
                    highSurrogate = nil
                    append(Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00)) ?? "\u{FFFD}")
                } else {
                    append(Unicode.Scalar(unit) ?? "\u{FFFD}")
                }
            default: result.append(escape)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
