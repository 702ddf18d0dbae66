import Foundation
import Plots

/// A piece of HTML. Text gets into it only escaped.
struct HTML: ExpressibleByStringInterpolation, Sendable {
    let text: String

    init(stringLiteral text: String) { self.text = text }

    init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

    /// A drawing that ``Plots`` made, which escapes what people wrote.
    init(drawing svg: String) { text = svg }

    init(joining parts: [HTML]) { text = parts.map(\.text).joined() }

    /// Escapes what is put in, unless it is HTML itself.
    struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount _: Int) { text.reserveCapacity(2 * literalCapacity) }

        mutating func appendLiteral(_ literal: String) { text += literal }

        mutating func appendInterpolation(_ value: HTML) { text += value.text }

        // Otherwise literals within an interpolation would be taken for text, and escaped.
        @_disfavoredOverload
        mutating func appendInterpolation(_ value: String) { text += Markup.escape(value) }

        mutating func appendInterpolation(_ value: Int) { text += String(value) }
    }

    /// A path whose last part may be anything.
    static func path(_ start: String, _ name: String) -> String {
        start
            + (name.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "-._~")))
                ?? "")
    }
}
