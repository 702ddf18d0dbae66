/// A JSON value that keeps the order of its fields, so that what is printed reads the same every time.
public enum JSONValue: Equatable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number.
    case integer(Int)
    /// Any other number; what is not finite is written as `null`.
    case number(Double)
    /// A text.
    case string(String)
    /// Values in order.
    case array([JSONValue])
    /// Named values in order.
    case object([Field])

    /// A named value.
    public struct Field: Equatable, Sendable {
        /// Its name.
        public let name: String
        /// Its value.
        public let value: JSONValue

        /// A field from its parts.
        public init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// An object that leaves out the fields without a value.
    public static func record(_ fields: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .object(fields.compactMap { name, value in value.map { Field(name: name, value: $0) } })
    }

    /// A score or probability, with the digits a `Float` has and no more.
    public static func float(_ value: Float) -> JSONValue {
        value.isFinite ? .number(Double("\(value)") ?? Double(value)) : .null
    }

    /// A metric, to six decimals.
    public static func rounded(_ value: Double) -> JSONValue {
        value.isFinite ? .number((value * 1e6).rounded() / 1e6) : .null
    }

    /// The value as RFC 8259 text on one line.
    public var text: String {
        var result = ""
        write(to: &result)
        return result
    }

    /// The value as a cell of a table: strings bare, everything else as JSON.
    public var cell: String {
        switch self {
        case .null: ""
        case .string(let value): value
        default: text
        }
    }

    private func write(to result: inout String) {
        switch self {
        case .null: result += "null"
        case .bool(let value): result += value ? "true" : "false"
        case .integer(let value): result += String(value)
        case .number(let value): result += Self.render(value)
        case .string(let value): Self.quote(value, to: &result)
        case .array(let values):
            result += "["
            for (index, value) in values.enumerated() {
                if index > 0 { result += "," }
                value.write(to: &result)
            }
            result += "]"
        case .object(let fields):
            result += "{"
            for (index, field) in fields.enumerated() {
                if index > 0 { result += "," }
                Self.quote(field.name, to: &result)
                result += ":"
                field.value.write(to: &result)
            }
            result += "}"
        }
    }

    private static func render(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
        return "\(value)"
    }

    private static func quote(_ string: String, to result: inout String) {
        result += "\""
        var string = string
        string.withUTF8 { utf8 in
            // What needs no escape is copied in one piece; what does is a byte of ASCII, so no character is cut.
            var start = 0
            for (place, byte) in utf8.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
                result += String(decoding: UnsafeBufferPointer(rebasing: utf8[start..<place]), as: UTF8.self)
                result += escape(byte)
                start = place + 1
            }
            result += String(decoding: UnsafeBufferPointer(rebasing: utf8[start...]), as: UTF8.self)
        }
        result += "\""
    }

    private static func escape(_ byte: UInt8) -> String {
        switch byte {
        case 0x22: return "\\\""
        case 0x5C: return "\\\\"
        case 0x0A: return "\\n"
        case 0x0D: return "\\r"
        case 0x09: return "\\t"
        default:
            let digits = String(byte, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }
}
