import Testing

@testable import TextClassification

/// Texts that nobody should write, and somebody will.
@Suite struct BadInputTests {
    private static let texts = [
        "", " \n\t", "\u{0}\u{0}", "light\u{0}leaks", "\u{200B}\u{200D}\u{FEFF}", "li\u{200B}ght", "خيمة خفيفة ומים",
        "\u{202E}sdrawkcab\u{202C} light", "ᚠᛇᚻ 𒀀𒁀", "e\u{301}\u{301}\u{301}\u{301}", "light 漏水 เต็นท์ ✨👩‍👩‍👧‍👦🇩🇪",
        "\u{FFFD}\u{FFFD}",
        String(repeating: "!", count: 10_000), "9999999999999999999999999999",
    ]

    @Test func answersStayProbabilities() throws {
        let (texts, labels) = PlantedTexts.reviews(200)
        let classifier = try TextClassifier.train(texts: texts, labels: labels).classifier
        for (text, row) in zip(Self.texts, classifier.predict(Self.texts, threads: 2)) {
            #expect(row.allSatisfy { $0.isFinite && $0 >= 0 && $0 <= 1 })
            #expect(abs(row.reduce(0, +) - 1) < 1e-5)
            let explanation = classifier.explain(text, label: 0)
            let sum = explanation.contributions.reduce(explanation.intercept) { $0 + $1.weight }
            #expect(abs(sum - explanation.logit) < 1e-3)
        }
        // The words that stand beside the oddities still count.
        let positive = try #require(classifier.labels.firstIndex(of: "positive"))
        #expect(classifier.predict(["\u{202E}light\u{202C} \u{0}"])[0][positive] > 0.5)
    }

    @Test func oneTokenOfTenMebibytesIsATextLikeAnother() throws {
        let (texts, labels) = PlantedTexts.reviews(100)
        let classifier = try TextClassifier.train(texts: texts, labels: labels).classifier
        let row = classifier.predict([String(repeating: "x", count: 10 << 20)])[0]
        #expect(abs(row.reduce(0, +) - 1) < 1e-5)
    }

    @Test func suchTextsCanBeLearnedFrom() throws {
        let (texts, labels) = PlantedTexts.reviews(200)
        let odd = Self.texts.indices.map { $0 % 2 == 0 ? "positive" : "negative" }
        let classifier = try TextClassifier.train(texts: texts + Self.texts, labels: labels + odd).classifier
        let rows = classifier.predict(texts)
        let right = zip(rows, labels).count { row, label in classifier.labels[row[0] > row[1] ? 0 : 1] == label }
        #expect(right >= 195)
    }
}
