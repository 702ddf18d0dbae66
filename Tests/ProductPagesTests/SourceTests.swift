import DataModel
import Testing

@testable import ProductPages

/// Reads a page given as a string.
func page(_ html: String, fileName: String = "shelf/tent.html") throws -> ProductPage {
    try ProductPage.read(Array(html.utf8), fileName: fileName)
}

@Suite struct SourceTests {
    @Test(arguments: ["application/ld+json", "Application/LD+JSON; charset=utf-8", "application/ld&#x2B;json"])
    func typesOfScriptsAreReadAsTheyAreMeant(_ type: String) throws {
        let page = try ProductPage.read(
            Array("<script type='\(type)'>{\"@type\":\"Product\",\"name\":\"Desk lamp\"}</script>".utf8),
            fileName: "a.html")
        #expect(page.source["title"] == "json-ld")
    }

    @Test func jsonLD() throws {
        let page = try page(
            """
            <html lang="en"><head><script type="application/ld+json">
            {"@context": "https://schema.org", "@type": "Product", "name": "Duo tent &amp; porch", "sku": "T-2",
             "brand": {"@type": "Brand", "name": "Nestwerk"}, "category": "Outdoor > Camping > Tents",
             "image": ["https://a.example/1.jpg", {"@type": "ImageObject", "url": "https://a.example/2.jpg"}],
             "description": "<p>For two.</p><p>Waterproof.</p>",
             "offers": {"@type": "Offer", "price": 249.90, "priceCurrency": "eur",
                        "availability": "https://schema.org/InStock"},
             "aggregateRating": {"ratingValue": "9.0", "bestRating": 10, "reviewCount": "1,234"},
             "review": [{"@type": "Review", "name": "Dry", "reviewBody": "Kept us dry.", "author": {"name": "Ann"},
                         "datePublished": "2026-03-01", "reviewRating": {"ratingValue": 5}}]}
            </script></head><body><h1>Something else</h1></body></html>
            """)
        #expect(page.itemID == "T-2")
        #expect(page.title == "Duo tent & porch")
        #expect(page.brand == "Nestwerk")
        #expect(page.price == 249.90)
        #expect(page.currency == "EUR")
        #expect(page.availability == "InStock")
        #expect(page.categories == [["Outdoor", "Camping", "Tents"]])
        #expect(page.description == "For two. Waterproof.")
        #expect(page.images == ["https://a.example/1.jpg", "https://a.example/2.jpg"])
        #expect(page.reviewCount == 1234)
        let rating = try #require(page.rating)
        // 9 of 1…10 is 8/9 of the way, so 1 + 4 · 8/9 on a scale of 1…5.
        #expect(abs(rating - 4.5556) < 1e-4)
        #expect(
            page.reviews == [
                PageReview(text: "Kept us dry.", title: "Dry", rating: 5, author: "Ann", date: "2026-03-01")
            ])
        #expect(page.source["title"] == "json-ld")
        #expect(page.language == "en")
        #expect(page.product.available == true)
        #expect(page.storedReviews.first?.timestamp == Timestamp(parsing: "2026-03-01"))
    }

    @Test func graphsReferToTheirParts() throws {
        let page = try page(
            """
            <script type="application/ld+json">{"@graph": [
             {"@type": "BreadcrumbList", "itemListElement": [
               {"position": 2, "item": {"@id": "/c", "name": "Tents"}}, {"position": 1, "name": "Home"},
               {"position": 3, "name": "Solo tent"}]},
             {"@type": "WebPage", "mainEntity": {"@id": "#product"}},
             {"@id": "#offer", "@type": "AggregateOffer", "lowPrice": "1299.00", "priceCurrency": "USD"},
             {"@id": "#product", "@type": ["Product", "Thing"], "name": "Solo tent", "gtin13": "4006381333931",
              "offers": {"@id": "#offer"}}]}</script>
            """)
        #expect(page.title == "Solo tent")
        #expect(page.itemID == "4006381333931")
        #expect(page.price == 1299)
        #expect(page.categories == [["Tents"]])
    }

    @Test(arguments: [
        "<!-- {\"@type\":\"Product\",\"name\":\"Mug\",\"sku\":\"m1\",} -->",
        "//<![CDATA[\n{\"@type\":\"Product\",\"name\":\"Mug\",\"sku\":\"m1\"}\n//]]>",
        "{\"@type\":\"Product\",\"name\":\"Mug\",\"description\":\"two\nlines\",\"sku\":\"m1\"};",
        "[{\"@type\":\"Product\",\"name\":\"Mug\",\"description\":\"it\\'s\",\"sku\":\"m1\"},]",
    ])
    func brokenJSONLDIsMended(_ json: String) throws {
        let page = try page("<script type='application/ld+json'>\(json)</script>")
        #expect(page.itemID == "m1")
        #expect(page.title == "Mug")
    }

    @Test func microdata() throws {
        let page = try page(
            """
            <div itemscope itemtype="http://schema.org/Product" itemref="more">
              <h1 itemprop="name">Gas <b>stove</b></h1><span itemprop="brand">Fernweg</span>
              <div itemprop="offers" itemscope itemtype="http://schema.org/Offer">
                <meta itemprop="priceCurrency" content="JPY"><span itemprop="price" content="3980">¥3,980</span>
                <link itemprop="availability" href="http://schema.org/OutOfStock"></div>
              <div itemprop="review" itemscope itemtype="http://schema.org/Review">
                <p itemprop="reviewBody">Boils fast.</p>
                <div itemprop="reviewRating" itemscope><meta itemprop="ratingValue" content="4"></div></div>
              <div itemprop="isRelatedTo" itemscope itemtype="http://schema.org/Product">
                <span itemprop="name">Pot</span></div>
            </div><p id="more"><span itemprop="sku">S-9</span></p>
            """)
        #expect(page.title == "Gas stove")
        #expect(page.itemID == "S-9")
        #expect(page.price == 3980)
        #expect(page.currency == "JPY")
        #expect(page.availability == "OutOfStock")
        #expect(page.product.available == false)
        #expect(page.reviews.map(\.text) == ["Boils fast."])
        #expect(page.reviews.first?.rating == 4)
        #expect(page.source["price"] == "microdata")
    }

    @Test func openGraph() throws {
        let page = try page(
            """
            <meta property="og:type" content="product"><meta property="og:title" content="Yoga mat">
            <meta property="product:price:amount" content="29.95"><meta property="product:price:currency" content="GBP">
            <meta property="product:retailer_item_id" content="YM-1"><meta property="og:image" content="/mat.jpg">
            <meta property="product:availability" content="in stock">
            """)
        #expect(page.itemID == "YM-1")
        #expect(page.title == "Yoga mat")
        #expect(page.price == 29.95)
        #expect(page.currency == "GBP")
        #expect(page.availability == "InStock")
        #expect(page.images == ["/mat.jpg"])
        #expect(page.source["price"] == "open-graph")
    }

    @Test func visibleText() throws {
        let page = try page(
            """
            <html lang="de"><head><title>Kaffeemühle – Der Laden</title>
            <link rel="canonical" href="https://shop.example/p/muehle-7?x=1"></head><body>
            <span class="cart-price">0,00 €</span>
            <nav class="breadcrumb"><a href="/">Start</a> › <a>Küche</a> › <a>Kaffee</a></nav>
            <h1>Kaffeemühle</h1><div class="price"><del>59,00 €</del> <span class="price-now">1.049,50 €</span></div>
            </body></html>
            """)
        #expect(page.title == "Kaffeemühle")
        #expect(page.price == 1049.50)
        #expect(page.currency == "EUR")
        #expect(page.categories == [["Küche", "Kaffee"]])
        #expect(page.itemID == "muehle-7")
        #expect(page.source["item_id"] == "url")
        #expect(page.source["price"] == "html")
    }

    @Test(arguments: [
        ("https://s.example/lamps/nova.html?ref=1", "nova"), ("https://s.example/nova/index.html", "nova"),
        ("https://s.example/product.php?id=12&v=2#top", "product?id=12"), ("https://s.example/nova.php", "nova"),
        ("https://s.example/item?id=1&utm_source=x", "item?id=1"), ("https://s.example/show.asp?v=2&ref=x", "show?v=2"),
        ("https://s.example/.html", ".html"),
    ])
    func addressesNamePagesWithoutACode(_ address: String, _ id: String) throws {
        let page = try page("<link rel=canonical href='\(address)'><h1>Lamp</h1><b class=price>$5</b>")
        #expect(page.itemID == id)
        #expect(!page.isNamedByFile)
    }

    @Test(arguments: [
        ("4006381333931", 0.9), ("4006381333932", 0.2), ("0-306-40615-2", 0.9), ("0-306-40615-3", 0.2),
        ("080442957X", 0.9),
    ])
    func aWrongCheckDigitMakesAGTINDoubtful(_ code: String, _ confidence: Double) throws {
        let page = try page(
            "<script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"Pen\",\"gtin\":\"\(code)\"}</script>")
        #expect(page.gtin == code)
        #expect(abs((page.confidence["gtin"] ?? 0) - confidence) < 1e-9)
    }

    @Test(arguments: [("XXY", nil), ("top", "TOP"), ("Kč", "CZK"), ("RMB", "CNY")] as [(String, String?)])
    func currenciesInMarkupAreThoseOfISO4217(_ written: String, _ code: String?) throws {
        let offer = "\"offers\":{\"price\":\"5\",\"priceCurrency\":\"\(written)\"}"
        let page = try page(
            "<script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"Pen\",\(offer)}</script>")
        #expect(page.price == 5)
        #expect(page.currency == code)
    }

    @Test func ofManyOffersTheLastMayBeInStock() throws {
        let offers = (1...300).map { "{\"price\":\"3\",\"availability\":\"\($0 == 300 ? "InStock" : "OutOfStock")\"}" }
        let product = "{\"@type\":\"Product\",\"name\":\"Lamp\",\"offers\":[\(offers.joined(separator: ","))]}"
        #expect(try page("<script type=application/ld+json>\(product)</script>").availability == "InStock")
    }

    @Test func theHeadingTellsTheProductFromItsNeighbours() throws {
        let page = try page(
            """
            <script type="application/ld+json">[{"@type":"Product","name":"Other","sku":"o","offers":{"price":"1"}},
            {"@type":"Product","name":"Wanted","sku":"w","offers":{"price":"2"}}]</script><h1>Wanted</h1>
            """)
        #expect(page.itemID == "w")
        #expect(page.price == 2)
    }

    @Test func ofManyOffersThatAtThePagesAddressCounts() throws {
        let offers = (1...500).map { "{\"url\":\"https://s.example/lamp?v=\($0)\",\"price\":\"\($0)\"}" }
        let product = "{\"@type\":\"Product\",\"name\":\"Lamp\",\"offers\":[\(offers.joined(separator: ","))]}"
        let script = "<script type=application/ld+json>\(product)</script><h1>Lamp</h1>"
        #expect(try page(script).price == 1)
        #expect(try page("<link rel=canonical href='https://s.example/lamp?v=300'>" + script).price == 300)
    }

    @Test func whatIsTooLongForANameOrACodeIsNone() throws {
        let long = String(repeating: "a1 ", count: 1000)
        let page = try page(
            """
            <script type=application/ld+json>{"@type":"Product","name":"\(long)","sku":"\(long)","brand":"\(long)",
            "mpn":"M-1"}</script><meta property=og:title content="Lamp Nova"><h1>Lamp Nova</h1><b class=price>$3</b>
            """)
        #expect(page.title == "Lamp Nova")
        #expect(page.sku == nil && page.brand == nil)
        #expect(page.mpn == "M-1")
    }

    @Test(arguments: [("shop/tent/index.html", "tent"), ("index.html", "index"), ("./Default.htm.gz", "Default")])
    func pagesInFoldersOfTheirOwnAreNamedByThem(_ path: String, _ id: String) throws {
        #expect(try page("<h1>Tent</h1><b class=price>$5</b>", fileName: path).itemID == id)
    }

    @Test func aCodeThatIsTooLongHidesNoOther() throws {
        let long = String(repeating: "a1", count: 1000)
        let product = "\"sku\":\"\(long)\",\"offers\":{\"sku\":\"L-1\",\"price\":\"3\"}"
        #expect(
            try page("<script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"Lamp\",\(product)}</script>")
                .sku
                == "L-1")
    }

    @Test func ofManyVariantsInAScriptThatAtThePagesAddressCounts() throws {
        let variants = (1000..<1250).map { "{name: 'Lamp Nova', id: '\($0)', sku: 'L-\($0)', price: \($0)}" }
        let page = try page(
            """
            <link rel=canonical href='https://s.example/lamp?variant=1230'><h1>Lamp Nova</h1>
            <script>window.s = {variants: [\(variants.joined(separator: ","))]}</script>
            """)
        #expect(page.sku == "L-1230")
        #expect(page.price == 1230)
    }

    @Test func choicesDoNotHideTheButton() throws {
        let choices = String(repeating: "<input type=radio name=size>", count: 160)
        let page = try page(
            "<h1>Lamp</h1>\(choices)<b class=price>$3</b><a class=add-to-cart href=/c>Add to cart</a>")
        #expect(page.availability == "InStock")
    }

    @Test func shortRowsAreAllRead() throws {
        let rows = (1...100).map { "<tr><th>Property \($0)<td>\($0) cm" }
        #expect(try page("<h1>Lamp</h1><b class=price>$3</b><table>\(rows.joined())</table>").attributes.count == 100)
    }

    @Test func theFileNamesTheItemWhenThePageDoesNot() throws {
        let page = try page("<h1>Mug</h1><p class=price>$5</p>", fileName: "pages/mug-5.html.gz")
        #expect(page.itemID == "mug-5")
        #expect(page.source["item_id"] == "file-name")
    }
}
