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

    @Test(arguments: [
        "Shopping cart for children", "Your Order of Magnitude poster", "404 Not Found sweatshirt",
        "Page Not Found mug",
        "Thank you for your order stickers", "Results for Life: powder", "Search Results by Jane Doe", "Cart for kids",
    ])
    func whatIsCalledMuchLikeOneIsAProduct(_ name: String) throws {
        #expect(try page("<h1>\(name)</h1><b class=price>$59</b>").title == name)
    }

    @Test func aCodeAndAButtonMakeAProductOfABasket() throws {
        let own = "<b class=price>$59</b><p>SKU: B-1</p><button>Add to cart</button>"
        #expect(try page("<h1>Basket</h1>" + own).price == 59)
        #expect(try page("<title>Shopping cart</title><h1>Oak stool</h1><b class=price>$24</b>").price == 24)
    }

    private static func cards(_ element: String, _ links: [String]) -> String {
        links.enumerated().map { place, link in
            "<\(element) class=card><a href='\(link)'>Shoe</a> <span class=price>$5\(place)</span></\(element)>"
        }.joined()
    }

    @Test func cardsLeadElsewhere() throws {
        let links = ["/p/1", "/p/2", "/p/3"]
        #expect(throws: ProductPageError.self) { try page("<h1>Welcome</h1>" + Self.cards("div", links)) }
        let sold = links.map { "<li><a href=\($0)><h2>Shoe</h2></a><b class=price>$59</b><button>Add to cart</button>" }
        #expect(throws: ProductPageError.self) { try page("<h1>Running shoes</h1><ul>\(sold.joined())</ul>") }
    }

    @Test func whatAProductsOwnPageHoldsLeadsNowhere() throws {
        let links = ["/p/1", "/p/2", "/p/3"]
        #expect(try page("<h1>Shoe</h1>\(Self.cards("div", links))<button>Add to cart</button>").price != nil)
        #expect(try page("<h1>Shoe</h1><p>SKU: S-1</p>\(Self.cards("li", links))").price != nil)
        #expect(try page("<h1>Shoe</h1><table>\(Self.cards("tr", links))</table>").price != nil)
        #expect(try page("<h1>Shoe</h1>\(Self.cards("div", ["?v=1", "?v=2", "?v=3"]))").price != nil)
        let canonical = "<link rel=canonical href=https://s.example/p/shoe>"
        let variants = Self.cards("div", ["/p/shoe?c=1", "/p/shoe?c=2", "https://s.example/p/shoe"])
        #expect(try page(canonical + "<h1>Shoe</h1>" + variants).price != nil)
        let brand = "<div><h3><a href=/brand/x>Nike</a></h3><b>$59</b> plus <a href=/shipping>shipping</a></div>"
        #expect(try page("<h1>Shoe</h1>\(brand)").price == 59)
    }

    @Test(arguments: [
        "{\"@type\":\"CollectionPage\",\"name\":\"Shoes\"}",
        """
        {"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"Product","name":"A"}},
        {"@type":"ListItem","item":{"@type":"Product","name":"B"}}]}
        """,
        "{\"@type\":\"BlogPosting\",\"headline\":\"Shoes\"}",
    ])
    func markupSaysWhatThePageIs(_ script: String) throws {
        let html = "<script type=application/ld+json>\(script)</script><h1>Shoes</h1><b class=price>$59</b>"
        #expect(throws: ProductPageError.self) { try page(html) }
        #expect(try page(html + "<button>Add to cart</button>").price == 59)
        #expect(try page(html + "<a class='button add_to_cart' href='?add-to-cart=5'>Add to cart</a>").price == 59)
        #expect(throws: ProductPageError.self) { try page(html + "<a href=https://shop.example/5>Buy now</a>") }
    }

    @Test func whatStandsAtTheSideOfAPageIsNotIt() throws {
        let aside =
            "<section><div itemscope itemtype=https://schema.org/Recipe><b itemprop=name>Oat bread</b></div></section>"
        #expect(try page("<h1>Oats</h1><b class=price>$4</b>" + aside).price == 4)
    }

    @Test func severalProductsThatThePageIsNotCalledBy() throws {
        func script(_ heading: String, _ names: String...) -> String {
            let products = names.map {
                "{\"@type\":\"Product\",\"name\":\"\($0)\",\"url\":\"/p/\($0)\",\"offers\":{\"price\":5}}"
            }
            return "<script type=application/ld+json>[\(products.joined(separator: ","))]</script><h1>\(heading)</h1>"
        }
        #expect(throws: ProductPageError.self) { try page(script("All hats", "Cap", "Bonnet")) }
        #expect(try page(script("Bonnet", "Cap", "Bonnet")).title == "Bonnet")
        #expect(try page(script("Eichenhocker", "橡木凳子红色", "橡木凳子蓝色")).price == 5)
    }

    @Test func relatedThingsInMicrodataAreNotThePages() throws {
        let related = """
            <div class=related><div itemscope itemtype=https://schema.org/Product><b itemprop=name>Bench</b>
            <span itemprop=offers itemscope><b itemprop=price>99</b></span></div></div>
            """
        let page = try page("<h1>Stool</h1><b class=price>$24</b><button>Add to cart</button>" + related)
        #expect(page.title == "Stool" && page.price == 24)
    }

    @Test func tablesOfOtherThingsAreNoOffers() throws {
        let table = "<h1>Shipping</h1><table><tr><td>Standard</td><td>$5.99</td></tr></table>"
        #expect(throws: ProductPageError.self) { try page(table) }
        #expect(throws: ProductPageError.self) { try page("<html><body>\(table)</body></html>") }
        #expect(try page("<h1>Mug</h1><table><tr><td>Price</td><td>$5.99</td></tr></table>").price == 5.99)
        #expect(try page(table + "<p>SKU: S-1").price == 5.99)
        #expect(try page("<table><tr><td><h1>Oak stool</h1><td>$24.00</table>").price == 24)
        let maker = "<div><h4>Hersteller: <a href=/h/oak>Eichenwerk</a></h4><p>24,00 €</p><p>inkl. MwSt.</p></div>"
        #expect(try page("<h1>Hocker</h1>" + maker).price == 24)
    }
}
