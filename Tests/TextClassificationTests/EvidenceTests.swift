import Testing

@testable import TextClassification

@Suite struct EvidenceTests {
    // Every query is a word of its own, which only the evidence knows.
    private let words = (0..<60).map { number in
        let letters = [number % 26, number / 26 + 5, 16, number * 7 % 26].map { 97 + UInt8($0) }
        return String(decoding: letters, as: UTF8.self)
    }
    private func label(_ number: Int) -> String { number % 3 == 0 ? "tents" : "shoes" }

    @Test func evidenceTellsWhatNoTextDoes() throws {
        let texts = Array(words[..<50])
        let (classifier, report) = try TextClassifier.train(
            texts: texts, labels: texts.indices.map(label),
            evidence: (words.map { "the \($0)" }, words.indices.map(label)))
        #expect(report.evidenceWeight > 0)
        let answers = classifier.predict(Array(words[50...]))
        let right = answers.indices.count {
            classifier.labels[answers[$0][0] > answers[$0][1] ? 0 : 1] == label(50 + $0)
        }
        #expect(right >= 9)
    }

    @Test func evidenceThatMisleadsIsLeftOut() throws {
        let (texts, labels) = PlantedTexts.reviews(200)
        let turned = labels.map { $0 == "positive" ? "negative" : "positive" }
        let (_, report) = try TextClassifier.train(texts: texts, labels: labels, evidence: (texts, turned))
        #expect(report.evidenceWeight == 0)
        #expect(report.heldOutAccuracy > 0.95)
    }

    @Test func evidenceForAnUnknownLabelIsIgnored() throws {
        let (texts, labels) = PlantedTexts.reviews(100)
        let plain = try TextClassifier.train(texts: texts, labels: labels).classifier
        let other = try TextClassifier.train(texts: texts, labels: labels, evidence: (["a b c"], ["other"])).classifier
        #expect(other.tensors() == plain.tensors())
    }
}
