import Bowerbird
import Foundation
import HTTPTypes

/// The parameters of a query, decoded.
struct QueryItems: Sendable {
    private let items: [(name: String, value: String)]

    /// - Throws: ``Problem`` for a parameter that is not among `known`, or that is not percent-encoded UTF-8.
    init(_ query: String?, known: [String]) throws {
        items = try (query ?? "").split(separator: "&").map { item in
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decoded(parts[0], plusIsBlank: true),
                let value = PercentEncoding.decoded(parts.count > 1 ? parts[1] : "", plusIsBlank: true)
            else {
                throw Problem(.badRequest, "bad-query", "'\(item)' is not percent-encoded UTF-8")
            }
            guard known.contains(name) else {
                throw Problem(
                    .badRequest, "unknown-parameter",
                    "there is no parameter '\(name)' here"
                        + (known.isEmpty ? "" : "; known: \(known.joined(separator: ", "))"))
            }
            return (name, value)
        }
    }

    /// Every value of a parameter that may be given several times.
    func all(_ name: String) -> [String] { items.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }

    /// The value of a parameter, `nil` when it is not there or empty.
    func text(_ name: String) -> String? { all(name).last }

    // Also an empty one, which is no number and no time.
    private func last(_ name: String) -> String? { items.last { $0.name == name }?.value }

    /// Yes or no; a name alone is yes.
    /// - Throws: ``Problem`` for anything else.
    func flag(_ name: String) throws -> Bool? {
        guard let item = items.last(where: { $0.name == name }) else { return nil }
        switch item.value.lowercased() {
        case "", "true", "1", "yes": return true
        case "false", "0", "no": return false
        default: throw Self.bad(name, item.value, "true or false")
        }
    }

    /// A whole number.
    /// - Throws: ``Problem`` for anything else.
    func integer(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = last(name) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw Self.bad(name, text, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// A finite number.
    /// - Throws: ``Problem`` for anything else.
    func number(_ name: String, in range: ClosedRange<Double> = -.greatestFiniteMagnitude ... .greatestFiniteMagnitude)
        throws -> Double?
    {
        guard let text = last(name) else { return nil }
        guard let value = Double(text), range.contains(value) else {
            throw Self.bad(name, text, "a number in its range")
        }
        return value
    }

    /// A moment.
    /// - Throws: ``Problem`` for anything else.
    func time(_ name: String) throws -> Timestamp? {
        guard let text = last(name) else { return nil }
        guard let time = Timestamp(parsing: text) else {
            throw Self.bad(name, text, "a time like 2026-06-01 or 2026-06-01T00:00:00Z")
        }
        return time
    }

    static func bad(_ name: String, _ value: String, _ wanted: String) -> Problem {
        Problem(.badRequest, "bad-parameter", "\(name)=\(value): write \(wanted)")
    }
}
