/// A JSON value (RFC 8259) as far as imports need it: numbers stay text, so that no digit is lost.
indirect enum JSONLineValue: Equatable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONLineValue])
    case object([(key: String, value: JSONLineValue)])

    static func == (left: JSONLineValue, right: JSONLineValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.number(let a), .number(let b)), (.string(let a), .string(let b)): a == b
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)):
            a.count == b.count && zip(a, b).allSatisfy { $0.key == $1.key && $0.value == $1.value }
        default: false
        }
    }
}

/// Parses one JSON text in memory. Depth is limited, so that no input can exhaust the stack.
struct JSONLineParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private static let deepest = 64

    /// What is wrong, and where in the line.
    struct Failure: Error {
        let offset: Int
        let reason: String
    }

    /// The value that `bytes` hold; nothing but blanks may stand behind it.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) -> JSONLineValue {
        var parser = JSONLineParser(bytes: bytes)
        let value = try parser.value(depth: 0)
        parser.skipBlanks()
        guard parser.position == bytes.count else { throw parser.failure("something stands behind the value") }
        return value
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private func failure(_ reason: String) -> Failure { Failure(offset: position, reason: reason) }

    private mutating func skipBlanks() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private mutating func value(depth: Int) throws(Failure) -> JSONLineValue {
        guard depth < Self.deepest else { throw failure("values are nested more than \(Self.deepest) deep") }
        skipBlanks()
        guard position < bytes.count else { throw failure("the line ends too early") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "N"): return try literal("NaN", .number("NaN"))
        default: return try number()
        }
    }

    private mutating func literal(_ text: StaticString, _ value: JSONLineValue) throws(Failure) -> JSONLineValue {
        let count = text.utf8CodeUnitCount
        guard position + count <= bytes.count,
            (0..<count).allSatisfy({ bytes[position + $0] == text.utf8Start[$0] })
        else { throw failure("unknown word") }
        position += count
        return value
    }

    private mutating func number() throws(Failure) -> JSONLineValue {
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"),
                UInt8(ascii: "E"):
                position += 1
                continue
            default: break
            }
            break
        }
        guard position > start else { throw failure("expected a value") }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func object(depth: Int) throws(Failure) -> JSONLineValue {
        position += 1
        var fields: [(key: String, value: JSONLineValue)] = []
        skipBlanks()
        if position < bytes.count, bytes[position] == UInt8(ascii: "}") {
            position += 1
            return .object([])
        }
        while true {
            skipBlanks()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                throw failure("expected a field name in quotes")
            }
            let key = try string()
            skipBlanks()
            guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { throw failure("expected ':'") }
            position += 1
            fields.append((key, try value(depth: depth + 1)))
            if try endOfList(closing: UInt8(ascii: "}")) { return .object(fields) }
        }
    }

    private mutating func array(depth: Int) throws(Failure) -> JSONLineValue {
        position += 1
        var values: [JSONLineValue] = []
        skipBlanks()
        if position < bytes.count, bytes[position] == UInt8(ascii: "]") {
            position += 1
            return .array([])
        }
        while true {
            values.append(try value(depth: depth + 1))
            if try endOfList(closing: UInt8(ascii: "]")) { return .array(values) }
        }
    }

    private mutating func endOfList(closing: UInt8) throws(Failure) -> Bool {
        skipBlanks()
        guard position < bytes.count, bytes[position] == closing || bytes[position] == UInt8(ascii: ",") else {
            throw failure("expected ',' or '\(Character(UnicodeScalar(closing)))'")
        }
        position += 1
        return bytes[position - 1] == closing
    }

    private mutating func string() throws(Failure) -> String {
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != 0x22, bytes[position] != 0x5C { position += 1 }
        guard position < bytes.count else { throw failure("a string is not closed") }
        if bytes[position] == 0x22 {
            let text = try Self.text(of: bytes[start..<position], failure: failure)
            position += 1
            return text
        }
        return try escapedString(from: start)
    }

    private static func text(
        of bytes: some Collection<UInt8>, failure: (String) -> Failure
    ) throws(Failure) -> String {
        guard !bytes.contains(0) else { throw failure("a string holds a NUL character, which no text may") }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw failure("a string is not valid UTF-8") }
        return text
    }

    private mutating func escapedString(from start: Int) throws(Failure) -> String {
        var content = Array(bytes[start..<position])
        while position < bytes.count, bytes[position] != 0x22 {
            guard bytes[position] == 0x5C else {
                content.append(bytes[position])
                position += 1
                continue
            }
            guard position + 1 < bytes.count else { break }
            position += 2
            switch bytes[position - 1] {
            case UInt8(ascii: "n"): content.append(0x0A)
            case UInt8(ascii: "t"): content.append(0x09)
            case UInt8(ascii: "r"): content.append(0x0D)
            case UInt8(ascii: "b"): content.append(0x08)
            case UInt8(ascii: "f"): content.append(0x0C)
            case UInt8(ascii: "u"): content += Array(String(Character(try escapedScalar())).utf8)
            case let other: content.append(other)
            }
        }
        guard position < bytes.count else { throw failure("a string is not closed") }
        position += 1
        return try Self.text(of: content, failure: failure)
    }

    // A lone half of a surrogate pair becomes U+FFFD.
    private mutating func escapedScalar() throws(Failure) -> UnicodeScalar {
        let first = try hexadecimal()
        guard first != 0 else { throw failure("a string holds a NUL character, which no text may") }
        if first & 0xFC00 == 0xD800, position + 1 < bytes.count, bytes[position] == 0x5C,
            bytes[position + 1] == UInt8(ascii: "u")
        {
            let before = position
            position += 2
            let second = try hexadecimal()
            if second & 0xFC00 == 0xDC00 {
                return UnicodeScalar(0x10000 + ((first & 0x3FF) << 10 | (second & 0x3FF))) ?? "\u{FFFD}"
            }
            position = before
        }
        return UnicodeScalar(first) ?? "\u{FFFD}"
    }

    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        guard position + 4 <= bytes.count,
            let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw failure("\\u needs four hexadecimal digits") }
        position += 4
        return value
    }
}
