import Foundation

/// An SVG picture in the making; lengths in pixels, y downwards.
struct Drawing {
    let width: Double
    let height: Double
    private var body = ""

    /// How an anchor stands to its text.
    enum Anchor: String { case start, middle, end }

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    mutating func text(
        _ text: String, x: Double, y: Double, anchor: Anchor = .start, kind: String = "label", turned: Bool = false
    ) {
        let turn = turned ? " transform=\"rotate(-90 \(Self.number(x)) \(Self.number(y)))\"" : ""
        body +=
            "<text class=\"\(kind)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" "
            + "text-anchor=\"\(anchor.rawValue)\"\(turn)>\(Markup.escape(text))</text>\n"
    }

    mutating func line(_ kind: String, from a: (x: Double, y: Double), to b: (x: Double, y: Double)) {
        body +=
            "<line class=\"\(kind)\" x1=\"\(Self.number(a.x))\" y1=\"\(Self.number(a.y))\" "
            + "x2=\"\(Self.number(b.x))\" y2=\"\(Self.number(b.y))\"/>\n"
    }

    mutating func rectangle(_ kind: String, x: Double, y: Double, width: Double, height: Double) {
        body +=
            "<rect class=\"\(kind)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" "
            + "width=\"\(Self.number(width))\" height=\"\(Self.number(height))\"/>\n"
    }

    mutating func path(_ kind: String, through points: [(x: Double, y: Double)]) {
        guard points.count > 1 else { return }
        let steps = points.map { "\(Self.number($0.x)) \(Self.number($0.y))" }
        body += "<path class=\"\(kind)\" d=\"M\(steps.joined(separator: " L"))\"/>\n"
    }

    /// A marker: a disc, square, triangle or diamond, so that series differ without colour too.
    mutating func marker(_ kind: String, shape: Int, x: Double, y: Double, size: Double = 4.5) {
        let corners: [(Double, Double)]
        switch shape % 4 {
        case 1: corners = [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]
        case 2: corners = [(0, -1.2), (1.1, 0.8), (-1.1, 0.8)]
        case 3: corners = [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)]
        default:
            body +=
                "<circle class=\"\(kind)\" cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" "
                + "r=\"\(Self.number(size))\"/>\n"
            return
        }
        let points = corners.map { "\(Self.number(x + size * $0.0)),\(Self.number(y + size * $0.1))" }
        body += "<polygon class=\"\(kind)\" points=\"\(points.joined(separator: " "))\"/>\n"
    }

    /// The picture, named and described for people who do not see it.
    func svg(title: String, description: String) -> String {
        "<svg class=\"plot\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
            + "viewBox=\"0 0 \(Self.number(width)) \(Self.number(height))\">\n"
            + "<title>\(Markup.escape(title))</title>\n<desc>\(Markup.escape(description))</desc>\n"
            + body + "</svg>\n"
    }

    /// How wide a text is in about this font; letters of other scripts are taken to be as wide as they are high.
    static func width(of text: String) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 7.2 : 13) }
    }

    /// `text` cut to about `width` pixels.
    static func cut(_ text: String, to width: Double) -> String {
        guard self.width(of: text) > width else { return text }
        var kept = ""
        for character in text {
            if self.width(of: kept + String(character)) > width - 8 { break }
            kept.append(character)
        }
        return kept + "…"
    }

    static func number(_ value: Double) -> String {
        let rounded = (value * 10).rounded() / 10
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
}
