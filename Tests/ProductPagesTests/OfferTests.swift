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

    @Test func theShopsNameIsNoPartOfATitle() throws {
        let page = try page(
            """
            <meta property=og:type content=product><meta property=og:site_name content="My Shop">
            <meta property=og:title content="Mug – small | My shop"><h1>Mug – small</h1>
            """)
        #expect(page.title == "Mug – small")
        #expect((page.confidence["title"] ?? 0) > 0.9)
    }
}
