import Answers
import Foundation

/// A piece of work, from when to when, as it is exported.
struct Span: Sendable {
    /// OTLP's kinds of spans.
    enum Kind: Int, Sendable {
        case `internal` = 1
        case server = 2
    }

    /// 128 bits in lower-case hexadecimal.
    let trace: String
    /// 64 bits in lower-case hexadecimal.
    let id = Self.hexadecimal(UInt64.random(in: 1...UInt64.max))
    /// The span that it is a part of.
    let parent: String?
    var name: String
    let kind: Kind
    /// Nanoseconds since 1970.
    let start = Self.now
    /// Nanoseconds since 1970.
    var end: UInt64 = 0
    var attributes: [(name: String, value: JSONValue)] = []
    var isFailed = false

    init(trace: String, parent: String?, name: String, kind: Kind) {
        self.trace = trace
        self.parent = parent
        self.name = name
        self.kind = kind
    }

    /// The same, ended now.
    func ended() -> Span {
        var span = self
        span.end = Self.now
        return span
    }

    /// The span as OTLP/JSON has it: 64-bit integers are strings.
    var json: JSONValue {
        let attributes = attributes.map { attribute -> JSONValue in
            let value: JSONValue.Field =
                if case .integer(let number) = attribute.value {
                    .init(name: "intValue", value: .string("\(number)"))
                } else {
                    .init(name: "stringValue", value: attribute.value)
                }
            return .record(["key": .string(attribute.name), "value": .object([value])])
        }
        return .record([
            "traceId": .string(trace), "spanId": .string(id), "parentSpanId": parent.map { .string($0) },
            "name": .string(name), "kind": .integer(kind.rawValue), "startTimeUnixNano": .string("\(start)"),
            "endTimeUnixNano": .string("\(end)"), "attributes": .array(attributes),
            // 2 is an error; nothing is said of what went well.
            "status": isFailed ? .record(["code": .integer(2)]) : nil,
        ])
    }

    /// A new trace.
    static func newTrace() -> String {
        hexadecimal(UInt64.random(in: 1...UInt64.max)) + hexadecimal(UInt64.random(in: 0...UInt64.max))
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    // Exact to a quarter of a microsecond.
    private static var now: UInt64 { UInt64(Date().timeIntervalSince1970 * 1e9) }
}
