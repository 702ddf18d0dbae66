import LinearAlgebra

/// Makes pages full of one thing, the same for the same seed: a few pieces, again and again. What grows faster than the page,
/// or costs much for its size, shows in them where it is lost in a mutated page.
struct PageGrammar {
    private var generator: SeededGenerator
    private let size: Int

    private static let pieces =
        [
            "<", "</", "<div>", "</div>", "<p>", "</p>", "<b>", "<i>", "<span>", "</span>", "<em>x</em>", "<b-x>",
            "</b-x>",
            "<table><tr><td>", "<tr><td>a<td>b", "</table>", "<ul><li>", "<li>", "<dl><dt>a<dd>b", "<option>",
            "<select>",
            "<a href=/x>", "<a href=/brand/x>", "</a>", "<h1>", "</h1>", "<h2>x</h2>", "<button>", "<svg>",
            "<template>",
            "<noscript>", "<!--", "-->", "<title>", "<style>", "<script>", "</script>",
            "<script type=application/ld+json>",
            "<script type=application/json>", "={a:'", "({a:", "={\"name\":\"Lamp Nova\",\"sku\":\"L1\",\"price\":3};",
            "{\"@id\":\"x\",\"@type\":\"Product\",\"offers\":[{\"@id\":\"x\"}]},",
            "{\"@type\":\"Product\",\"name\":\"a&amp;b\"},", "{\"@id\":\"x\"},", "\"@id\":\"x\",\"@type\":\"Offer\",",
            "\"mainEntity\":[", "\"review\":[", "\"hasVariant\":[", "\"url\":\"https://s.example/lamp?v=1\",",
            "\"priceSpecification\":{\"price\":3},", "<a href=/p/1><h3>Lamp</h3></a><b>$3</b>", "<div class=card>",
            "\"name\":\"Lamp Nova\",", "\"a\":\"<b>x</b>\",", "{", "}", "[", "]", ":", ",", "\"", "'", "=", "\\",
            "\\u00e9",
            "<div class=breadcrumb>", "<div class=review>", "<div class=rating>", "<div class=brand>",
            "<div class=description>", "<div class=stock>", "<p class=\"price old\">", "<a class=buy-btn>",
            "<div data-sku=A1>",
            "<input name=sku value=a1>", "<img alt=\"Lamp Nova\" src=x>", "<meta property=og:image content=x>",
            "<div itemscope itemtype=http://schema.org/Product>", "<b itemprop=name>",
            "<div itemscope itemprop=offers>",
            "<p itemref=\"a a a\">", "<p id=a>", "<div typeof=Product property=name>", "<p hidden>",
            "<p style=\"font-size:30px\">",
            "<del>", "<sup>", "$1,299.00 ", "1.299,00 € ", "$", "€", "₪", "3.350 ", "-50% ", "12.50 ", "1 ", "9",
            "SKU: 4711 ", "EAN: 4006381333931 ", "Brand: ", "Model: A1 SKU: B2 ", " | ", "(12) ", "4.5 / 5 ",
            "Out of stock ",
            "in stock ", " › ", " > ", "/", "<b>›</b>", "http://x/", "../", "word ", "Lamp ", "Nova ", "x", " ", "\n",
            "é", "售價", "İ", "一", "ก", "&amp;", "&#x110000;", "&nbsp;", "&", "\u{0}",
        ]

    /// - Parameter size: of the pages, in bytes.
    init(seed: UInt64, size: Int) {
        generator = SeededGenerator(seed: seed)
        self.size = size
    }

    private mutating func draw(below bound: Int) -> Int { Int(truncatingIfNeeded: generator.next() >> 16) % bound }

    private mutating func some(_ count: Int) -> [UInt8] {
        (0..<count).flatMap { _ in Array(Self.pieces[draw(below: Self.pieces.count)].utf8) }
    }

    /// The next page.
    mutating func next() -> [UInt8] {
        let unit = some(1 + draw(below: 4))
        var page = Array("<h1>Lamp Nova</h1><b class=price>$3</b>".utf8) + some(draw(below: 3))
        page.reserveCapacity(size + unit.count)
        while page.count < size { page += unit }
        return page
    }
}
