import Foundation

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
    /// A score or probability, written with the digits a `Float` has and no more; what is not finite is written as `null`.
    case float(Float)
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
        var present: [Field] = []
        present.reserveCapacity(fields.count)
        for (name, value) in fields {
            if let value { present.append(Field(name: name, value: value)) }
        }
        return .object(present)
    }

    /// A metric, to six decimals.
    public static func rounded(_ value: Double) -> JSONValue {
        value.isFinite ? .number((value * 1e6).rounded() / 1e6) : .null
    }

    /// An amount such as money or units, to six digits that say something and at most six decimals: a `Float` has little
    /// more, and what it has beyond is noise.
    public static func amount(_ value: Float) -> JSONValue {
        let value = Double(value)
        guard value.isFinite, value != 0 else { return value == 0 ? .number(0) : .null }
        let wholeDigits = Int(log10(abs(value)).rounded(.down)) + 1
        let decimals = min(6, 6 - wholeDigits)
        // A power of ten is exact, its inverse is not: one divides by what is whole.
        let power = pow(10, Double(abs(decimals)))
        return .number(decimals >= 0 ? (value * power).rounded() / power : (value / power).rounded() * power)
    }

    /// The value as RFC 8259 text on one line.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The same as UTF-8.
    public var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(Self.usualBytes)
        write(to: &result)
        return result
    }

    private static let usualBytes = 512

    /// The value as a cell of a table: strings bare, everything else as JSON.
    public var cell: String {
        switch self {
        case .null: ""
        case .float(let value) where !value.isFinite: ""
        case .string(let value): value
        default: text
        }
    }

    private func write(to result: inout [UInt8]) {
        switch self {
        case .null: result += "null".utf8
        case .bool(let value): result += value ? "true".utf8 : "false".utf8
        case .integer(let value): result += String(value).utf8
        case .number(let value): result += Self.render(value).utf8
        case .float(let value): result += Self.render(value).utf8
        case .string(let value): Self.quote(value, to: &result)
        case .array(let values):
            result.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { result.append(UInt8(ascii: ",")) }
                value.write(to: &result)
            }
            result.append(UInt8(ascii: "]"))
        case .object(let fields):
            result.append(UInt8(ascii: "{"))
            for (index, field) in fields.enumerated() {
                if index > 0 { result.append(UInt8(ascii: ",")) }
                Self.quote(field.name, to: &result)
                result.append(UInt8(ascii: ":"))
                field.value.write(to: &result)
            }
            result.append(UInt8(ascii: "}"))
        }
    }

    private static func render(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
        return "\(value)"
    }

    private static func render(_ value: Float) -> String {
        // Up to here a `Float` has every whole number; beyond, the shortest digits that mean it are not those of its value.
        guard value.isFinite, abs(value) < 0x1p24 else { return render(Double("\(value)") ?? Double(value)) }
        return value == value.rounded() ? String(Int(value)) : "\(value)"
    }

    // What needs no escape, which is nearly everything, is copied in runs.
    private static func quote(_ string: String, to result: inout [UInt8]) {
        var string = string
        result.append(UInt8(ascii: "\""))
        string.withUTF8 { bytes in
            var start = 0
            for (index, byte) in bytes.enumerated() {
                guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\"),
                    let escape = escape(of: byte)
                else { continue }
                result += UnsafeBufferPointer(rebasing: bytes[start..<index])
                result += escape.utf8
                start = index + 1
            }
            result += UnsafeBufferPointer(rebasing: bytes[start...])
        }
        result.append(UInt8(ascii: "\""))
    }

    private static func escape(of byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "\""): return "\\\""
        case UInt8(ascii: "\\"): return "\\\\"
        case UInt8(ascii: "\n"): return "\\n"
        case UInt8(ascii: "\r"): return "\\r"
        case UInt8(ascii: "\t"): return "\\t"
        case 0..<0x20:
            let digits = String(byte, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: return nil
        }
    }
}
