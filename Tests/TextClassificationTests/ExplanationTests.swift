import Foundation
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

    @Test(arguments: ["light leaks", "the tent leaks and it is heavy but light", "漏水", "", "zzz"])
    func withoutTheNamedWordsTheAnswerIsAnother(_ text: String) throws {
        let probabilities = trained.predict([text])[0]
        let best = try #require(probabilities.indices.max { probabilities[$0] < probabilities[$1] })
        let explanation = trained.explain(text, label: best)
        let changes = trained.changes(of: text, explanation)
        for change in changes {
            #expect(change.label != trained.labels[best] && !change.without.isEmpty)
            // Leaving them out by hand says the same.
            var rest = text
            for word in change.without { rest.replaceSubrange(try #require(rest.range(of: word)), with: "") }
            let after = trained.predict([rest])[0]
            #expect(after.max() == change.probability)
            #expect(trained.labels[try #require(after.firstIndex(of: change.probability))] == change.label)
        }
        #expect(changes.count <= 3)
    }

    @Test func oneWordThatDecidesIsNamedAlone() throws {
        let text = "the tent leaks"
        let label = try #require(trained.predict([text])[0].firstIndex { $0 > 0.5 })
        let empty = trained.predict(["the tent"])[0]
        let changes = trained.changes(of: text, trained.explain(text, label: label))
        // What is left is undecided or for the other label; only then does the word decide.
        #expect(changes.contains { $0.without == ["leaks"] } == (empty[label] < 0.5))
    }

    @Test func aTextWithoutKnownNGramsHasNoContributions() {
        let explanation = trained.explain("", label: 1)
        #expect(explanation.contributions.isEmpty)
        #expect(explanation.logit == explanation.intercept)
    }
}
