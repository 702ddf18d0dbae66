import LinearAlgebra
import Testing

@testable import ProductPages

/// The network that tells which amount is the price.
@Suite struct PriceScorerTests {
    private func page(_ html: String, prices: [Double] = []) throws -> PricedPage {
        try PricedPage(Array(html.utf8), fileName: "lamp", prices: prices)
    }

    // Two amounts that stand alike, of which the higher one is right: no rule says so.
    private func pages(_ count: Int, seed: UInt64) throws -> [PricedPage] {
        var generator = SeededGenerator(seed: seed)
        return try (0..<count).map { _ in
            let (low, high) = (10 + generator.below(40), 60 + generator.below(40))
            let amounts = generator.below(2) == 0 ? [low, high] : [high, low]
            return try page(
                "<h1>Lamp Nova</h1><div><p>$\(amounts[0]).50</p><p>$\(amounts[1]).50</p></div><button>Buy</button>",
                prices: [Double(high) + 0.5])
        }
    }

    private func right(_ pages: [PricedPage], _ scorer: PriceScorer) -> Int {
        pages.count { page in page.price(scorer).map(page.isPrice) ?? false }
    }

    @Test func whatPagesTeachIsLearned() throws {
        let (known, new) = (try pages(60, seed: 1), try pages(40, seed: 2))
        let scorer = try PriceScorer(learningFrom: known, seed: 3, threads: 2)
        #expect(right(new, scorer) == 40)
        #expect(right(new, .standard) < 30)
        #expect(try PriceScorer(learningFrom: known, seed: 3, threads: 1).source == scorer.source)
        var settings = PageSettings()
        settings.priceScorer = scorer
        let html = "<h1>Lamp Nova</h1><div><p>$20.50</p><p>$70.50</p></div><button>Buy</button>"
        #expect(try ProductPage.read(Array(html.utf8), fileName: "lamp", settings: settings).price == 70.5)
    }

    @Test func probabilitiesLeaveRoomForNone() throws {
        #expect(PriceScorer.standard.probabilities([]).isEmpty)
        #expect(PriceScorer.standard.best(of: [], amounts: []) == nil)
        let reader = try PageReader(
            Array("<h1>Lamp Nova</h1><p class=price>$30</p><p>$5</p><p class=shipping>$5</p>".utf8), fileName: "lamp",
            url: nil, charset: nil, settings: PageSettings())
        let candidates = reader.priceCandidates()
        #expect(candidates.map(\.money.amount) == [30, 5, 5])
        let found = PriceScorer.standard.probabilities(candidates.map(\.features))
        #expect(found.allSatisfy { $0 > 0 } && found.reduce(0, +) < 1)
        #expect(found[0] > 0.5)
        // The same amount at two places is as likely as both together.
        let best = try #require(
            PriceScorer.standard.best(of: candidates.map(\.features), amounts: [30, 30, 5]))
        #expect(best.place == 0 && abs(best.probability - found[0] - found[1]) < 1e-12)
    }

    @Test func pagesWithoutAPriceTeachNone() throws {
        let without = try (0..<30).map {
            try page("<h1>Lamp Nova</h1><p>Sold in shops</p><p>$\(10 + $0)</p><p>Gone</p>")
        }
        let with = try (0..<30).map {
            try page("<h1>Lamp Nova</h1><p class=price><b>$\(10 + $0)</b></p>", prices: [Double(10 + $0)])
        }
        let scorer = try PriceScorer(learningFrom: without + with, seed: 1, threads: 2)
        #expect(without.allSatisfy { $0.price(scorer) == nil })
        #expect(right(with, scorer) == 30)
    }

    @Test func oneClearPriceIsSurerThanOneOfTwo() throws {
        func confidence(_ html: String) throws -> Double {
            let page = try ProductPage.read(Array(("<h1>Lamp Nova</h1>" + html).utf8), fileName: "lamp")
            return try #require(page.confidence["price"])
        }
        let clear = try confidence("<p class=price>$30</p><button>Buy</button>")
        let doubtful = try confidence("<p class=price>$30</p><p class=price>$45</p><button>Buy</button>")
        #expect(clear > doubtful && clear <= 0.85)
    }
}
