import LinearAlgebra
import Testing

@testable import ProductPages

@Suite struct VisiblePageTests {
    @Test func labelsNameCodesAndBrand() throws {
        let page = try page(
            """
            <html lang="de"><body><h1>Akkuschrauber</h1><p class="price">89,00 €</p>
            <table><tr><th>Marke</th><td>Bohrfix</td></tr><tr><th>Art.-Nr.</th><td>BF-1200</td></tr>
            <tr><th>EAN</th><td>4006381333931</td></tr></table><button>In den Warenkorb</button></body></html>
            """)
        #expect(page.sku == "BF-1200")
        #expect(page.gtin == "4006381333931")
        #expect(page.brand == "Bohrfix")
        #expect(page.availability == "InStock")
        #expect(page.attributes["Marke"] == "Bohrfix")
        #expect(page.source["sku"] == "html")
    }

    @Test(arguments: [("color: red; DISPLAY : none", "InStock"), ("color: red", "OutOfStock")])
    func messagesThatAreHiddenSayNothing(_ style: String, _ availability: String) throws {
        let page = try page(
            """
            <body><h1>Desk lamp</h1><div style="\(style)"><p>Currently not available</p></div>
            <p class="price">$39.95</p><select><option>Red</option><option>Blue</option></select></body>
            """)
        #expect(page.availability == availability)
    }

    @Test func aPriceInASentenceMakesNoProduct() throws {
        let article = "<h1>How to brew tea</h1><p>Take a pot.</p><p>A good green tea costs about $5 a bag.</p>"
        #expect(throws: ProductPageError.self) { try page(article) }
        #expect(try page(article + "<button>Add to cart</button>").price == 5)
        #expect(try page("<h1>Green tea</h1><p>$5 a bag</p>").price == 5)
    }

    @Test(arguments: [
        ("₹१,२९९", 1299, "INR"), ("৳ ১২০", 120, "BDT"), ("฿๓๙๐", 390, "THB"), ("₹ ௧௨௦", 120, "INR"),
        ("KD 3.350", 3.35, "KWD"),
    ])
    func amountsInDigitsOfManyScripts(_ text: String, _ amount: Double, _ currency: String) throws {
        let page = try page("<h1>Lamp</h1><b>\(text)</b><button class=add-to-cart>+</button>")
        #expect(page.price == amount)
        #expect(page.currency == currency)
    }

    @Test(
        arguments: [
            ("羊毛围巾 加入购物车 商品详情", "￥299.00", "CNY"), ("ウールのマフラー カートに入れる", "¥2,990", "JPY"),
            ("Wool scarf", "¥2,990", "JPY"), ("All hats", "5.00", nil),
        ] as [(String, String, String?)])
    func whereNoLanguageIsNamedTheCharactersTell(_ title: String, _ price: String, _ currency: String?) throws {
        #expect(try page("<h1>\(title)</h1><b class=price>\(price)</b>").currency == currency)
    }

    @Test(arguments: [("sv", "SEK"), ("nb", "NOK"), ("de", "USD")])
    func aDashForNothingIsTheCrownOfItsCountry(_ language: String, _ currency: String) throws {
        let page = try page(
            "<html lang=\(language)><p>Frakt $9</p><h1>Stol</h1><b class=price>1 295:-</b><button>Köp</button>")
        #expect(page.price == 1295)
        #expect(page.currency == currency)
    }

    @Test(arguments: ["JANコード", "EAN-13", "GTIN-14", "ISBN-13", "条形码", "바코드"])
    func labelsNameGTINs(_ label: String) throws {
        #expect(try page("<h1>Pen</h1><b class=price>$5</b><p>\(label)：4006381333931").gtin == "4006381333931")
    }

    @Test func otherProductsPricesDoNotCount() throws {
        let page = try page(
            """
            <body><div class="related-products"><span class="price">$5.00</span></div><h1>Desk lamp</h1>
            <div class="product"><span class="price">$39<sup>95</sup></span><span class="unit-price">$7.99 / 100 g</span></div>
            <div class="recommended"><a href="/x"><span class="price">$12.00</span></a></div></body>
            """)
        #expect(page.price == 39.95)
    }

    @Test func soldOutBesideTheHeading() throws {
        let page = try page("<h1>Desk lamp</h1><b class=price>$39</b><p class=\"stock\">Nicht verfügbar</p>")
        #expect(page.availability == "OutOfStock")
    }

    @Test func lazyPicturesAreMadeAbsolute() throws {
        let page = try page(
            """
            <head><base href="https://shop.example/p/"></head><h1>Desk lamp</h1><b class=price>$39</b>
            <img alt="Desk lamp" src="data:image/gif;base64,R0" data-src="lamp.jpg">
            <img alt="Desk lamp" srcset="a-1.jpg 300w, a-2.jpg 900w">
            """)
        #expect(page.images == ["https://shop.example/p/lamp.jpg", "https://shop.example/p/a-2.jpg"])
    }

    @Test func stateInAScript() throws {
        let page = try page(
            """
            <h1>Desk lamp Nova</h1><b class=price>$39</b>
            <script>window.state = {page: 'product', product: {name: "Desk lamp Nova", sku: 'DL-77', brand: {name: "Nova"}, price: 39, }};</script>
            """)
        #expect(page.sku == "DL-77")
        #expect(page.source["sku"] == "script")
        #expect(page.brand == "Nova")
    }

    @Test func rdfa() throws {
        let page = try page(
            """
            <div vocab="https://schema.org/" typeof="Product"><span property="name">Desk lamp</span>
            <div property="offers" typeof="Offer"><span property="price" content="39.5">39</span>
            <meta property="priceCurrency" content="EUR"></div></div>
            """)
        #expect(page.price == 39.5)
        #expect(page.source["price"] == "rdfa")
    }

    @Test func agreementMakesSure() throws {
        let alone = try page("<h1>Desk lamp</h1><b class=price>$39</b>")
        let agreed = try page(
            "<meta property=\"product:price:amount\" content=\"39\"><h1>Desk lamp</h1><b class=price>$39</b>")
        let (low, high) = (try #require(alone.confidence["price"]), try #require(agreed.confidence["price"]))
        #expect(low < high)
        #expect(agreed.evidence.filter { $0.field == "price" && $0.isTaken }.count == 2)
    }

    @Test func mutatedPagesAreReadOrRefused() {
        let seeds = [
            "<html lang=en><script type='application/ld+json'>{\"@type\":\"Product\",\"name\":\"Lamp\",\"offers\":{\"price\":\"3\"}}</script>",
            "<div itemscope itemtype='http://schema.org/Product' itemref=a><b id=a itemprop=name>Lamp</b></div><table><tr><td>SKU<td>1",
            "<nav class=breadcrumb><a href=/>Home</a> &gt; <a href=/l>Lamps</a></nav><h1>Lamp</h1><p class=price>1.299,00&nbsp;€</p>",
        ].map { Array($0.utf8) }
        var generator = SeededGenerator(seed: 11)
        for round in 0..<3000 {
            var bytes = seeds[round % seeds.count]
            for _ in 0..<(1 + round % 6) {
                let draw = Int(truncatingIfNeeded: generator.next() >> 8) & 0xFFFFFF
                let at = draw % bytes.count
                switch draw % 4 {
                case 0: bytes[at] = UInt8(truncatingIfNeeded: draw >> 4)
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(UInt8(ascii: "<"), at: at)
                default: bytes.append(contentsOf: bytes[at...].prefix(40))
                }
            }
            let page = try? ProductPage.read(bytes, fileName: "mutated")
            #expect(page?.confidence.values.allSatisfy { (0...1).contains($0) } ?? true)
        }
    }
}
