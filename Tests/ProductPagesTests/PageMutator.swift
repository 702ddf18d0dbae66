import LinearAlgebra

/// Makes broken pages out of whole ones, the same for the same seed.
struct PageMutator {
    private var generator: SeededGenerator
    private let seeds: [[UInt8]]
    private let largest: Int

    private static let pieces = [
        "<", ">", "</", "<div>", "</div>", "<p>", "</p>", "<table><tr><td>", "</table>", "<ul><li>", "<a href=\"/x\">",
        "</a>",
        "<b-x>", "</b-x>", "<script>", "</script>", "<script type=application/ld+json>", "<style>", "<title>", "<svg>",
        "<template>", "<noscript>", "<!--", "-->", "<![CDATA[", "]]>", "\"", "'", "=", "{", "}", "[", "]", ":", ",",
        "\\",
        "={a:'", "\\u", "&", "&amp", "&#x110000;", "&#0;", "&nbsp;", "\u{0}", "\u{FEFF}", "é", "₪", "售價", "İ", "ẞ",
        " class=\"price old\"", " class=breadcrumb", " class=review", " class=rating", " class=brand", " id=a",
        " itemscope itemtype=http://schema.org/Product", " itemprop=name", " itemprop=offers", " itemref=\"a a a\"",
        " typeof=Product property=name", " hidden", " style=\"font-size:30px\"", " disabled", "$1,299.00", "1.299,00 €",
        "3.350",
        "-50%", "SKU: 4711", "{\"@id\":\"x\",\"@type\":\"Product\",\"offers\":[{\"@id\":\"x\"},{\"@id\":\"x\"}]}",
        " › ", " > ",
        "Out of stock", "4.5 / 5", "<meta charset=utf-16>", "<meta charset=gbk>", "<base href=\"//x/../y\">",
    ].map { Array($0.utf8) }

    /// - Parameter largest: pages do not grow beyond this, in bytes.
    init(seed: UInt64, seeds: [[UInt8]], largest: Int = 1 << 20) {
        generator = SeededGenerator(seed: seed)
        self.seeds = seeds
        self.largest = largest
    }

    private mutating func draw(below bound: Int) -> Int {
        bound <= 0 ? 0 : Int(truncatingIfNeeded: generator.next() >> 16) % bound
    }

    /// The next page.
    mutating func next() -> [UInt8] {
        var page = seeds[draw(below: seeds.count)]
        for _ in 0...draw(below: 8) {
            change(&page)
            if page.count > largest { page.removeLast(page.count - largest) }
        }
        return page
    }

    private mutating func change(_ page: inout [UInt8]) {
        let start = draw(below: page.count + 1)
        let length = min(page.count - start, 1 << draw(below: 12))
        let range = start..<start + length
        switch draw(below: 9) {
        case 0: if start < page.count { page[start] = UInt8(truncatingIfNeeded: generator.next()) }
        case 1: page.removeSubrange(range)
        case 2: page.removeLast(page.count - start)
        case 3: page.insert(contentsOf: Self.pieces[draw(below: Self.pieces.count)], at: start)
        case 4:
            // Many of a kind find what grows faster than the page.
            let piece = draw(below: 2) == 0 ? Self.pieces[draw(below: Self.pieces.count)] : Array(page[range])
            let count = min(1 << draw(below: 12), max(1, (largest - page.count) / max(1, piece.count)))
            page.insert(contentsOf: (0..<count).flatMap { _ in piece }, at: start)
        case 5:
            let other = seeds[draw(below: seeds.count)]
            let from = draw(below: other.count + 1)
            page.insert(contentsOf: other[from...].prefix(1 << draw(below: 13)), at: start)
        case 6: page.append(contentsOf: page[range])
        case 7: page.replaceSubrange(range, with: page[range].reversed())
        default:
            for index in range where draw(below: 16) == 0 { page[index] ^= UInt8(1 << draw(below: 8)) }
        }
    }
}
