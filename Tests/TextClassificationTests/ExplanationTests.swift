import Testing

@testable import TextClassification

@Suite struct ExplanationTests {
    private let trained: TextClassifier

    init() throws {
        let (texts, labels) = PlantedTexts.reviews(200)
        trained = try TextClassifier.train(texts: texts, labels: labels).classifier
    }

    @Test(
        arguments: [
            "the tent leaks and it is heavy", "Light, dry, WARM!!!", "这个商品漏水", "満足 です", "", "zzz qqq", "🙂",
            "light\u{0}leaks", "  leaks  ",
        ])
    func contributionsAddUpToTheLogit(_ text: String) {
        for label in 0..<2 {
            let explanation = trained.explain(text, label: label)
            let sum = explanation.contributions.reduce(explanation.intercept) { $0 + $1.weight }
            #expect(abs(sum - explanation.logit) < 1e-4)
        }
    }

    @Test func logitsAreThoseOfThePrediction() {
        let text = "the tent leaks but it is light"
        let logits = (0..<2).map { trained.explain(text, label: $0).logit }
        let expected = Temperature.probabilities(logits, temperature: trained.temperature)
        let predicted = trained.predict([text])[0]
        #expect(zip(expected, predicted).allSatisfy { abs($0 - $1) < 1e-5 })
    }

    @Test func tokensStandWhereTheyAreInTheText() throws {
        let text = "Das Zelt leaks – 漏水 sehr"
        let bytes = Array(text.utf8)
        let contributions = trained.explain(text, label: 0).contributions
        #expect(!contributions.isEmpty)
        for token in contributions {
            #expect(token.token == String(decoding: bytes[token.start..<token.end], as: UTF8.self))
        }
        let strongest = try #require(contributions.max { $0.weight < $1.weight })
        #expect(["leaks", "漏水"].contains(strongest.token))
    }

    @Test func aTextWithoutKnownNGramsHasNoContributions() {
        let explanation = trained.explain("", label: 1)
        #expect(explanation.contributions.isEmpty)
        #expect(explanation.logit == explanation.intercept)
    }
}
