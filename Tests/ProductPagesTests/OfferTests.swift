import Testing

@testable import ProductPages

/// Which of the prices in markup is the product's.
@Suite struct OfferTests {
    private func price(_ specifications: String...) throws -> Double? {
        try page(
            """
            <script type=application/ld+json>{"@type":"Product","name":"Cap","sku":"C","offers":{"@type":"Offer",
            "priceCurrency":"EUR","priceSpecification":[\(specifications.joined(separator: ","))]}}</script>
            """
        ).price
    }

    private static let whole = "{\"price\":\"13.99\"}"

    @Test(arguments: [
        "\"priceType\":\"https://schema.org/StrikethroughPrice\"", "\"priceType\":\"SRP\"",
        "\"referenceQuantity\":{\"value\":1,\"unitCode\":\"LTR\"}", "\"@type\":\"DeliveryChargeSpecification\"",
        "\"billingDuration\":1,\"unitCode\":\"MON\"", "\"eligibleQuantity\":{\"minValue\":100}",
        "\"validForMemberTier\":{\"name\":\"Gold\"}",
    ])
    func whatIsNotAskedOfEverybodyForOneIsPassedOver(_ kind: String) throws {
        let other = "{\"price\":\"17.99\",\(kind)}"
        #expect(try price(other, Self.whole) == 13.99)
        #expect(try price(Self.whole, other) == 13.99)
    }

    @Test func aSalePriceIsBeforeAny() throws {
        let sale = "{\"price\":\"11\",\"priceType\":\"SalePrice\"}"
        #expect(try price(Self.whole, sale) == 11)
        // The whole of four litres and a half, told by the litre; one piece; a bottle, which is no number of pieces.
        for whole in [
            "\"referenceQuantity\":{\"value\":4.5,\"unitCode\":\"LTR\",\"valueReference\":{\"value\":1,\"unitCode\":\"LTR\"}}",
            "\"referenceQuantity\":{\"value\":1,\"unitCode\":\"C62\"}",
            "\"eligibleQuantity\":{\"value\":600,\"unitCode\":\"MLT\"}",
        ] {
            #expect(
                try price("{\"price\":70,\"validForMemberTier\":{\"name\":\"Gold\"}}", "{\"price\":81,\(whole)}") == 81)
        }
        #expect(try price("{\"price\":30,\"priceType\":\"RegularPrice\"}", "{\"price\":24}") == 24)
        // What costs by weight alone costs that.
        #expect(try price("{\"price\":\"27.98\",\"referenceQuantity\":{\"value\":1}}") == 27.98)
    }

    @Test func thePriceIsOneThatCanBePaid() throws {
        func offer(_ price: Int, _ state: String) -> String {
            "{\"@type\":\"Product\",\"sku\":\"\(price)\",\"offers\":{\"price\":\(price),\"availability\":\"\(state)\"}}"
        }
        let page = try page(
            """
            <script type=application/ld+json>{"@type":"ProductGroup","name":"Coat","productGroupID":"G-1","hasVariant":[
            \(offer(39, "OutOfStock")),\(offer(49, "InStock"))]}</script>
            """)
        #expect(page.price == 49)
        #expect(page.availability == "InStock")
        #expect(page.itemID == "G-1")
    }

    @Test(
        arguments: [
            (
                "{\"price\":26,\"url\":\"/o?v=1\"},{\"price\":24,\"url\":\"https://s.example/o?v=2\",\"availability\":\"OutOfStock\"}",
                "OutOfStock"
            ),
            (
                "{\"@type\":\"AggregateOffer\",\"lowPrice\":19,\"offers\":[{\"price\":19},{\"price\":24,\"url\":\"https://s.example/o?v=2\"}]}",
                nil
            ),
            (
                "{\"price\":20,\"eligibleQuantity\":{\"minValue\":50}},{\"price\":24,\"eligibleQuantity\":{\"minValue\":1}}",
                nil
            ),
        ] as [(String, String?)])
    func theOfferIsThePagesOwnForOnePiece(_ offers: String, _ availability: String?) throws {
        let page = try page(
            """
            <link rel=canonical href=https://s.example/o?v=2>
            <script type=application/ld+json>{"@type":"Product","name":"Stool","offers":[\(offers)]}</script>
            """)
        #expect(page.price == 24)
        #expect(page.availability == availability)
    }

    @Test func thingsThatReferToOneTrailGiveItOnce() throws {
        let page = try page(
            """
            <script type=application/ld+json>{"@graph":[{"@type":"WebPage","breadcrumb":{"@id":"#b"}},
            {"@type":"BreadcrumbList","@id":"#b","itemListElement":[{"@type":"ListItem","position":1,"name":"Hats"},
            {"@type":"ListItem","position":2,"name":"Cap"}]},{"@type":"Product","name":"Cap","sku":"C"}]}</script>
            """)
        #expect(page.categories == [["Hats"]])
    }

    @Test func aBraceTooManyEndsNothing() throws {
        let script = "{\"a\":1}} {\"@type\":\"Product\",\"name\":\"Red mug\",\"sku\":\"M\"}"
        #expect(try page("<script type=application/ld+json>\(script)</script>").sku == "M")
    }

    @Test(arguments: [
        ("Mug – small | My shop", "Mug – small"), ("My Shop: Mug – small", "Mug – small"), ("｜My Shop｜Mug", "Mug"),
        ("Mug - My shop - My shop", "Mug - My shop"), ("Mug｜MY SHOP", "Mug"), ("My Shop", "My Shop"),
        ("｜My Shop", "｜My Shop"), ("Mug of My Shop", "Mug of My Shop"),
        ("My Shopping bag | Blue", "My Shopping bag | Blue"),
    ])
    func theShopsNameIsNoPartOfATitle(whole: String, title: String) throws {
        let page = try PageTree(
            page: Array(
                """
                <meta property=og:site_name content="My Shop"><meta property=og:title content="\(whole)">
                """.utf8), charset: nil, settings: PageSettings())
        #expect(MetaTags(page).fields(PriceLocale(language: "en", url: nil)).title == title)
    }
}
