import Testing

@testable import ProductPages

/// Which of several amounts is the price, and whether what has it can be bought.
@Suite struct PriceEvidenceTests {
    @Test(arguments: [
        // A label beside an amount, in another language.
        ("<p>原價 <del>$420</del> 元</p><p><b>特價</b> <span>294</span><span>元</span></p><p>運費 <span>$80</span></p>", 294),
        // The amount that the currency stands beside, not the count in front of it.
        ("<p class=price>2 boxes ($35 each)</p>", 35),
        // Large text.
        ("<p>$12</p><p><span style=\"font: bold 27px Verdana\">$30</span></p>", 30),
        // The same amount in each row of a table is said once.
        ("<p class=price>$30</p><table><tr><td>$5<tr><td>$5<tr><td>$5<tr><td>$5</table>", 30),
        // Sentences mention amounts.
        ("<p>Spend $590 and more on anything in our shop and get a present</p><p><b>$30</b></p>", 30),
        // Other products, by what their place is called.
        ("<div class=recommend_list><p class=price>$5</p></div><p class=price>$30</p>", 30),
    ])
    func readsThePrice(_ html: String, _ price: Double) throws {
        #expect(try page("<h1>Lamp Nova</h1>" + html).price == price)
    }

    @Test func markupThatKeepsTheOldPriceSpeaksForLess() throws {
        let markup = "<meta property=product:price:amount content=219.99>"
        let struck = try page("\(markup)<h1>Lamp Nova</h1><p><s>$219.99</s> <b class=price>$110.00</b></p>")
        #expect(struck.price == 110)
        let reduced = try page(
            "\(markup)<h1>Lamp Nova</h1><p class=price>$219.99 <i>-50%</i> <b class=price>$110.00</b></p>")
        #expect(reduced.price == 110)
        let other = try page("\(markup)<h1>Lamp Nova</h1><p class=price>$219.99</p><p class=related>$110.00</p>")
        #expect(other.price == 219.99)
    }

    // Fuzzing found a price of nothing.
    @Test func nothingIsNoPrice() throws {
        let page = try page(
            "<meta property=product:price:amount content=0><h1>Lamp Nova</h1><p class=price>$30</p><button>Buy</button>"
        )
        #expect(page.price == 30)
        #expect(!page.evidence.contains { $0.field == "price" && $0.value == "0" })
    }

    @Test func aNameOutsideOfHeadings() throws {
        let page = try page(
            """
            <title>Lamp Nova | Lights of the world</title><h1>Chair Luna</h1><p class=price>$99</p>
            <div><span>Lamp Nova</span><p class=price>$30</p></div>
            """)
        #expect(page.title == "Lamp Nova")
        #expect(page.price == 30)
    }

    @Test(arguments: [
        "<form class=cart><input type=submit value=Go></form>",
        "<a id=buy_btn href='javascript:buy()'><img src=b.png></a>",
        "<div class=add-to-cart-button>+</div>", "<button>Wohin damit</button>",
    ])
    func whatCanBePressedBesideAPriceCanBeBought(_ control: String) throws {
        #expect(try page("<h1>Lamp Nova</h1><p class=price>$30</p>" + control).availability == "InStock")
    }

    @Test func aLeafletSaysNothingOfStock() throws {
        let page = try page("<nav><button>Menu</button></nav><h1>Lamp Nova</h1><p class=price>$30</p>")
        #expect(page.availability == nil)
    }

    @Test func wordsOutweighControls() throws {
        let page = try page(
            "<h1>Lamp Nova</h1><p class=price>$30</p><p class=stock>TÜKENDİ</p><button disabled>Sepete ekle</button>")
        #expect(page.availability == "OutOfStock")
    }

    @Test func aProductWithoutAPriceOrAWayToBuyIt() throws {
        let page = try page(
            """
            <h1>Lamp Nova</h1><table><tr><th>Brand</th><td>Lumen</td></tr><tr><th>SKU</th><td>L-77</td></tr>
            <tr><th>Colour</th><td>red</td></tr></table>
            """)
        #expect(page.sku == "L-77")
        #expect(page.availability == "OutOfStock")
        let markedUp = try self.markedUp()
        #expect(markedUp.availability == nil)
    }

    private func markedUp() throws -> ProductPage {
        try page(
            "<script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"Lamp Nova\",\"sku\":\"L-77\"}</script>")
    }

    @Test func labelsBeforeBrands() throws {
        let page = try page(
            """
            <div itemscope itemtype=http://schema.org/Product><h1 itemprop=name>Lamp Nova</h1>
            <span itemprop=brand>Mais artigos da Marca: Lumen</span></div>
            """)
        #expect(page.brand == "Lumen")
    }
}
