import Testing

@testable import ProductPages

/// Pages made to cost much: each of them would take hours if work grew with the square of the page, or faster.
@Suite struct CostTests {
    private static let size = 1 << 19

    /// A piece that the page is full of, and what stands in front of it.
    @Test(arguments: [
        ("</p>", "<p><table>" + String(repeating: "<i>", count: 500)),
        ("</c-d>", String(repeating: "<a-b>", count: 500)),
        ("<hr>", "<p><button>" + String(repeating: "<i>", count: 500)),
        ("<div class=rating>", ""), ("<div class=review><span class=stars>4/5</span>", ""), ("<dl><dt>a<dd>b", ""),
        ("<p class=breadcrumb>", ""), ("<b>›</b>", ""), ("<b>1</b>", "<p class=price>$"), ("<a class=buy-btn>", ""),
        ("<span itemprop=description>x", "<div itemscope itemtype=http://schema.org/Product>"),
        ("<span property=description>x", "<div typeof=Product>"),
        ("={a:'", "<script>"), ("({", "<script>"), ("<!--", ""), ("<title>", ""), ("a=", "<p "), ("&#x41", ""),
        ("=<div class=breadcrumb>", ""), ("<div class=breadcrumb><b>›</b>", ""), ("₪ > ", "<div class=breadcrumb>"),
        ("/<div itemscope>", "<div class=rating>"), ("<a href=/brand/x>EAN: 4006381333931 ", ""),
        ("<div class=brand>", ""), ("<p><dl><dt>a<dd>b<img src=x>", ""), ("<p>€", ""), ("\0", ""),
        ("<tr><td>a<td>b", "<table>"), ("ጀ", "<title>"), ("Ꭰ ", "<meta property=og:description content=\""),
        ("ა ", "<div itemscope itemtype=http://schema.org/Product><b itemprop=\""), ("ა-", "<html lang=\""),
        ("<span><p>a</p>", "<div itemscope itemtype=http://schema.org/Product><div itemprop=description>"),
        ("{ › ", "<script type=application/ld+json>"),
        ("{\"a\":\"<b>x</b>\"},", "<script type=application/ld+json>["),
        (" ", "<link rel=canonical href=\"https://shop.example/"), ("É", "<meta content=x name=\""),
    ])
    func readsWhatCostsMuch(_ piece: String, _ head: String) throws {
        let filler = String(repeating: piece, count: Self.size / piece.utf8.count)
        let page = try page("<h1>Lamp Nova</h1><b class=price>$3</b>" + head + filler)
        #expect(page.title?.hasPrefix("Lamp Nova") == true)
    }

    @Test func thingsThatReferToOneAnother() throws {
        let references = String(repeating: "{\"@id\":\"#x\"},", count: 500)
        let script = "{\"@id\":\"#x\",\"@type\":\"Product\",\"name\":\"Lamp Nova\",\"isRelatedTo\":[\(references)]}"
        let json = try page("<script type=application/ld+json>\(script)</script>")
        #expect(json.title == "Lamp Nova")
        let ids = String(repeating: "a ", count: 200)
        let scope = "<div itemscope itemprop=related itemref=\"\(ids)\"></div>"
        let microdata = try page(
            """
            <div itemscope itemtype=http://schema.org/Product itemref=a><b itemprop=name>Lamp Nova</b></div>
            <div id=a>\(scope)</div>
            """)
        #expect(microdata.title == "Lamp Nova")
    }

    /// Long texts that many things refer to, and trails of references that part again and again.
    @Test(arguments: ["review", "image", "offers", "hasVariant", "additionalProperty", "mainEntity", "breadcrumb"])
    func longThingsThatManyReferTo(_ property: String) throws {
        let text = String(repeating: "word ", count: Self.size / 10)
        let references = String(repeating: "{\"@id\":\"#x\"},", count: 10_000)
        let thing =
            "{\"@id\":\"#x\",\"@type\":\"Thing\",\"name\":\"a\",\"reviewBody\":\"\(text)\",\"url\":\"\(text)\",\"value\":\"\(text)\"}"
        let whole = "{\"@type\":\"Product\",\"name\":\"Lamp Nova\",\"\(property)\":[\(references)]}"
        #expect(try page("<script type=application/ld+json>[\(whole),\(thing)]</script>").title == "Lamp Nova")
        let levels = (0..<4).map { level in
            let next = String(repeating: "{\"@id\":\"#\(level + 1)\"},", count: 200)
            return "{\"@id\":\"#\(level)\",\"@type\":\"Product\",\"name\":\"Lamp Nova\",\"\(property)\":[\(next)]}"
        }
        let filler = "<p>" + String(repeating: "word ", count: Self.size / 5)
        let graph = "<script type=application/ld+json>{\"@graph\":[\(levels.joined(separator: ","))]}</script>"
        #expect(try page(graph + filler).title == "Lamp Nova")
    }

    @Test func longAttributesThatManyReferTo() throws {
        let scopes = String(repeating: "<div itemscope itemprop=related itemref=a></div>", count: 2000)
        let page = try page(
            """
            <div itemscope itemtype=http://schema.org/Product><b itemprop=name>Lamp Nova</b>\(scopes)</div>
            <p id=a><link itemprop=url content="\(String(repeating: "x", count: Self.size))">
            """)
        #expect(page.title == "Lamp Nova")
    }
}
