import Testing

@testable import ProductPages

@Suite struct BreadcrumbTests {
    private func trail(_ html: String) throws -> [Breadcrumb] {
        try page(
            "<head><base href=\"https://shop.example/a/b\"></head>" + html + "<h1>Lamp Nova</h1><b class=price>$3</b>"
        ).breadcrumbs
    }

    private let home = Breadcrumb(name: "Home", url: "https://shop.example/")
    private let lamps = Breadcrumb(name: "Lamps", url: "https://shop.example/a/lamps?x=1")

    @Test func markupGetsAbsoluteAddresses() throws {
        let trail = try trail(
            """
            <ol itemscope itemtype="https://schema.org/BreadcrumbList">
            <li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem">
            <a itemprop="item" href="/"><span itemprop="name">Home</span></a><meta itemprop="position" content="1"></li>
            <li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem">
            <a itemprop="item" href="lamps?x=1"><span itemprop="name">Lamps</span></a><meta itemprop="position" content="2"></li>
            <li>Lamp Nova</li></ol>
            """)
        // The last level stands on the page alone.
        #expect(trail == [home, lamps, Breadcrumb(name: "Lamp Nova", url: nil)])
    }

    @Test func rdfaNamesWhatAnElementLeadsTo() throws {
        let trail = try trail(
            """
            <ul vocab="http://schema.org/" typeof="BreadcrumbList"><li property="itemListElement" typeof="ListItem">
            <a property="item" typeof="WebPage" href="/"><span property="name">Home</span></a></li>
            <li property="itemListElement" typeof="ListItem"><a property="item" typeof="WebPage" href="lamps?x=1">
            <span property="name">Lamps</span></a></li></ul>
            """)
        #expect(trail == [home, lamps])
    }

    @Test(arguments: [
        // A way back, a label, a menu of neighbours, a code, a picture beside the same word.
        "<nav class=breadcrumb><a href='#'>Zurück</a> <a href=/>Home</a> » <a href='lamps?x=1'>Lamps</a></nav>",
        "<nav class=breadcrumb>You are here: <a href=/>Home</a> / <a href='lamps?x=1'>Lamps</a></nav>",
        "<nav class=breadcrumb><a href='lamps?x=1'>Tilbage</a> <a href=/>Home</a> › <a href='lamps?x=1'>Lamps</a></nav>",
        "<ul class=breadcrumb><li><a href=/>Home</a><li><a href='lamps?x=1'>Lamps</a><ul><li><a href=x>X</a><li><a href=y>Y</a></ul></ul>",
        "<ul class=breadcrumb><li><a href=/>Home</a><li><a href='lamps?x=1'>Lamps</a><li class=breadcrumb-sku>SKU: 4711</ul>",
        "<div id=breadcrumb><a href=/><img alt=home></a> <a href=/>Home</a> &gt; <a href='lamps?x=1'>Lamps</a></div>",
    ])
    func whatIsNoLevelIsLeftOut(_ html: String) throws {
        #expect(try trail(html) == [home, lamps])
    }

    @Test func signsInsideOfATextPartLevels() throws {
        let trail = try trail("<div class=breadcrumb><a href=/>Home</a> &gt; Lamps &gt; «Nova»</div>")
        #expect(trail.map(\.name) == ["Home", "Lamps", "«Nova»"])
    }

    @Test(arguments: [
        ("x", "https://a.example/b/c?d", "https://a.example/b/x"),
        ("/x", "https://a.example/b/c", "https://a.example/x"),
        ("//b.example/x", "https://a.example/b", "https://b.example/x"),
        ("?x", "https://a.example/b/c", "https://a.example/b/c?x"),
        ("../x", "https://a.example/b/c/d", "https://a.example/b/x"),
        ("./", "https://a.example/b/c", "https://a.example/b/"),
        ("#x", "https://a.example/b?c#d", "https://a.example/b?c#x"),
        ("x y/ä", "https://a.example", "https://a.example/x%20y/ä"),
        ("https://b.example/", "https://a.example/", "https://b.example/"), ("x", "no address", "x"),
        ("../../x", "https://a.example/", "https://a.example/x"),
    ])
    func addresses(_ address: String, _ base: String, _ expected: String) {
        #expect(PageAddress.absolute(address, base: base) == expected)
    }
}
