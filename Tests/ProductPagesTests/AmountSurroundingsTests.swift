import Testing

@testable import ProductPages

/// What the elements around an amount say of it, and from how far away.
@Suite struct AmountSurroundingsTests {
    // Around the first number that a page's body shows.
    private func surroundings(_ body: String) throws -> AmountSurroundings {
        let page = PageTree(Array("<html>\(body)</html>".utf8))
        let survey = PageSurvey(page)
        let position = try #require(survey.texts.numbered.first)
        return AmountSurroundings(of: survey.texts.nodes[position], survey, page)
    }

    // An amount so many levels below an element.
    private func surroundings(_ levels: Int, below element: String) throws -> AmountSurroundings {
        try surroundings("<body><\(element)>" + String(repeating: "<i>", count: levels - 1) + "$30")
    }

    @Test(arguments: 1...9)
    func hintsCountFromTwoFourAndEightLevels(_ levels: Int) throws {
        let found = try surroundings(levels, below: "div class=price")
        #expect(found.close.contains(.price) == (levels <= 2))
        #expect(found.around.contains(.price) == (levels <= 4))
        #expect(found.wide.contains(.price) == (levels <= 8))
    }

    @Test(arguments: ["del", "s", "strike", "i style='text-decoration: line-through'"])
    func whatIsStruckThroughIsOld(_ element: String) throws {
        for levels in 1...4 {
            let found = try surroundings(levels, below: element)
            #expect(found.isStruck == (levels <= 3))
            #expect(found.isOld == (levels <= 3))
        }
    }

    @Test func oldPricesAreOldUnlessTheyAreCalledTheCurrentOnesToo() throws {
        #expect(try surroundings(1, below: "div class=old-price").isOld)
        #expect(try !surroundings(1, below: "div class='old-price current-price'").isOld)
        #expect(try !surroundings(3, below: "div class=old-price").isOld)
    }

    @Test(arguments: ["b", "strong", "big", "h2", "ins", "em"])
    func emphasisIsThatOfTheElementsRightAround(_ element: String) throws {
        for levels in 1...3 {
            #expect(try surroundings(levels, below: element).isEmphasised == (levels <= 2))
        }
    }

    @Test(arguments: [
        ("i style='font-size: 20px'", true), ("i style='font-size: 19px'", false),
        ("i style='font: bold 15pt a'", true),
        ("i style='width: 20px'", false), ("font size=5", true), ("font size=4", false), ("font size=+2", true),
        ("i size=5", false),
    ])
    func largeLettersAreAskedFor(_ element: String, _ isLarge: Bool) throws {
        #expect(try surroundings(1, below: element).isLarge == isLarge)
        #expect(try surroundings(2, below: element).isLarge == isLarge)
        #expect(try !surroundings(3, below: element).isLarge)
    }

    @Test func linksLeadToOtherProducts() throws {
        for levels in 1...4 {
            #expect(try surroundings(levels, below: "a href=/x").isInsideLink == (levels <= 3))
        }
    }

    @Test func thePageAsAWholeSaysNothing() throws {
        let found = try surroundings("<body class=price style='text-decoration: line-through; font-size: 30px'><p>$30")
        #expect(found.wide.isEmpty)
        #expect(!found.isStruck && !found.isLarge)
    }
}
