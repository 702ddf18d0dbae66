import Testing

@testable import ProductPages

/// Pages that show prices and are no product's.
@Suite struct OtherPageTests {
    private static let card = "<a href=/p/1><h2>Shoe</h2></a><b class=price>$59</b><button>Add to cart</button>"

    @Test(arguments: [
        "404 - Page not found", "Your cart", "Search results for \"tent\"", "Warenkorb", "购物车",
        "Thank you for your order!",
    ])
    func pagesOfTheShopItself(_ heading: String) {
        #expect(throws: ProductPageError.self) { try page("<h1>\(heading)</h1><b class=price>$59</b><p>SKU: S-1") }
    }

    @Test func whatIsCalledMuchLikeOneIsAProduct() throws {
        #expect(try page("<h1>Shopping cart for children</h1><b class=price>$59</b>").price == 59)
    }

    @Test func cardsLeadElsewhere() throws {
        #expect(throws: ProductPageError.self) { try page("<h1>Running shoes</h1><div class=item>\(Self.card)</div>") }
        let plain = (1...3).map { "<div class=card><a href=/p/\($0)>Shoe</a> <span class=price>$5\($0)</span></div>" }
        #expect(throws: ProductPageError.self) { try page("<h1>Welcome</h1>\(plain.joined())") }
    }

    @Test func whatAProductsOwnPageHoldsLeadsNowhere() throws {
        let brand =
            "<div class=info><a href=/brand/x>Nike</a> <b class=price>$59</b> plus <a href=/shipping>shipping</a></div>"
        #expect(try page("<h1>Shoe</h1>\(brand)").price == 59)
        let editions = ["Vinyl", "CD"].map { "<tr><td><a href=/\($0)>\($0)</a><td class=price>$9" }
        #expect(
            try page("<h1>Album</h1><button>Add to cart</button><table>\(editions.joined())</table>").price == 9)
        let related = "<h2>Related</h2><div class=related><div class=item>\(Self.card)</div></div>"
        #expect(try page("<h1>Boot</h1><b class=price>$79</b><button>Add to cart</button>\(related)").price == 79)
    }

    @Test(arguments: [
        "{\"@type\":\"CollectionPage\",\"name\":\"Shoes\"}",
        """
        {"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"Product","name":"A"}},
        {"@type":"ListItem","item":{"@type":"Product","name":"B"}}]}
        """,
        "{\"@type\":\"BlogPosting\",\"headline\":\"Shoes\"}",
    ])
    func markupSaysWhatThePageIs(_ script: String) {
        let html = "<script type=application/ld+json>\(script)</script><h1>Shoes</h1><b class=price>$59</b>"
        #expect(throws: ProductPageError.self) { try page(html) }
    }

    @Test func severalProductsThatThePageIsNotCalledBy() throws {
        func script(_ heading: String) -> String {
            let products = ["A", "B"].map { "{\"@type\":\"Product\",\"name\":\"Lamp \($0)\",\"offers\":{\"price\":5}}" }
            return "<script type=application/ld+json>[\(products.joined(separator: ","))]</script><h1>\(heading)</h1>"
        }
        #expect(throws: ProductPageError.self) { try page(script("All hats")) }
        #expect(try page(script("Lamp B")).title == "Lamp B")
    }

    @Test func tablesOfOtherThingsAreNoOffers() throws {
        let table = "<h1>Shipping</h1><table><tr><td>Standard</td><td>$5.99</td></tr></table>"
        #expect(throws: ProductPageError.self) { try page(table) }
        #expect(try page("<h1>Mug</h1><table><tr><td>Price</td><td>$5.99</td></tr></table>").price == 5.99)
    }
}
