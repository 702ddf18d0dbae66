import Foundation
import LinearAlgebra
import NeuralNetworks
import Testing

@testable import TextClassification

@Suite struct StarClassifierTests {
    private let trained: StarClassifier
    private let heldOutErrors: [Float]

    init() throws {
        let (texts, stars) = Self.reviews(400)
        (trained, heldOutErrors) = try StarClassifier.train(texts: texts, stars: stars)
    }

    // One word says how many stars there are; in one review of four, a word of its neighbour stands there instead.
    private static func reviews(_ count: Int, seed: UInt64 = 1) -> (texts: [String], stars: [Double]) {
        let words = ["awful", "poor", "fair", "good", "superb"]
        let plain = ["tent", "it", "the", "for", "trip", "weekend", "bag"]
        var generator = SeededGenerator(seed: seed)
        var (texts, stars): ([String], [Double]) = ([], [])
        for number in 0..<count {
            let level = number % 5
            let shown = number % 4 == 0 ? min(max(level + (number % 8 == 0 ? 1 : -1), 0), 4) : level
            let fill = (0..<4).map { _ in plain[generator.below(plain.count)] }
            texts.append("\(fill[0]) \(fill[1]) \(words[shown]) \(fill[2]) \(fill[3])")
            stars.append(Double(level + 1))
        }
        return (texts, stars)
    }

    @Test func tellsTheStars() {
        let said = trained.predict(["the awful tent", "the fair tent", "the superb tent"])
        #expect(said.map(\.median) == [1, 3, 5])
        #expect(said.map(\.rounded) == [1, 3, 5])
        #expect(said[0].expected < said[1].expected && said[1].expected < said[2].expected)
        #expect(said.allSatisfy { abs($0.probabilities.reduce(0, +) - 1) < 1e-5 })
        #expect(said[0].levelNames == ["1", "2", "3", "4", "5"])
    }

    @Test func misclassifiedTextsAreOffByLittle() {
        #expect(heldOutErrors.count == 400)
        // A quarter of the texts carries a neighbour's word, less what the ends keep.
        let mean = heldOutErrors.reduce(0, +) / 400
        #expect((0.15...0.35).contains(mean), "\(mean)")
    }

    @Test func threadsChangeNoBitAndTensorsRestoreAll() throws {
        let (texts, stars) = Self.reviews(400)
        var settings = TextClassifierSettings()
        settings.threads = 3
        let again = try StarClassifier.train(texts: texts, stars: stars, settings: settings).classifier
        #expect(again.tensors() == trained.tensors())
        let metadata = try JSONDecoder().decode(
            TextClassifierMetadata.self, from: JSONEncoder().encode(trained.metadata))
        var tensors = Dictionary(uniqueKeysWithValues: trained.tensors().map { ($0.name, $0) })
        let restored = try StarClassifier(tensors: tensors, metadata: metadata)
        #expect(restored.predict(texts) == trained.predict(texts))
        #expect(restored == trained)
        tensors["stars.rounding"] = nil
        #expect(throws: TextClassifierError.self) { try StarClassifier(tensors: tensors, metadata: metadata) }
    }

    @Test func aClassifierOfPolarityIsNoClassifierOfStars() throws {
        let (texts, labels) = PlantedTexts.reviews(40)
        let polarity = try TextClassifier.train(texts: texts, labels: labels).classifier
        var tensors = Dictionary(uniqueKeysWithValues: polarity.tensors().map { ($0.name, $0) })
        tensors["stars.rounding"] = NamedTensor(name: "stars.rounding", shape: [2], [3, 1])
        #expect(throws: TextClassifierError.self) {
            try StarClassifier(tensors: tensors, metadata: polarity.metadata)
        }
    }

    @Test func onePassSaysTheSameAsTwo() throws {
        let (texts, stars) = Self.reviews(400)
        let polarity = try TextClassifier.train(
            texts: texts, labels: stars.map { $0 > 3 ? "positive" : "negative" }
        ).classifier
        let asked = ["the superb tent", "", "awful 帐篷", "unknown"] + texts
        let shared = trained.sharingColumns(of: polarity)
        #expect(shared == trained)
        let together = shared.predict(asked, with: polarity, threads: 2)
        #expect(together.stars == trained.predict(asked))
        #expect(together.polarity == polarity.predict(asked))
        // Trained on other texts, it has other columns, and is asked by itself.
        let other = try TextClassifier.train(texts: Array(texts[..<100]), labels: Array(repeating: "a", count: 100))
            .classifier
        #expect(trained.sharingColumns(of: other).predict(asked, with: other).stars == trained.predict(asked))
    }

    @Test func halvesAreLevelsOnlyWhereTheyAreUsual() {
        #expect(StarLevels.labels(of: [1, 2.5, 4.4, 5]) == ["1", "2.5", "4.5", "5"])
        let seldom = [Double](repeating: 4, count: 199) + [3.5]
        #expect(Set(StarLevels.labels(of: seldom)) == ["4"])
        #expect(StarLevels.level(of: "2.5") == 2.5)
        #expect(StarLevels.level(of: "positive") == nil)
    }

    @Test func guessesOfADistributionByHand() {
        let prediction = StarPrediction(
            levels: [1, 2, 5], probabilities: [0.25, 0.25, 0.5], rounding: StarRounding(center: 3, shrinkage: 0.5))
        #expect(prediction.expected == 3.25)
        #expect(prediction.median == 2)
        // 3 + ¼ ÷ ½ is 3.5: as far from 2 as from 5, and the lower one counts.
        #expect(prediction.rounded == 2)
    }

    @Test func stretchesMeansUntilKappaIsGreatest() {
        let probabilities: [[Float]] = [[0.3, 0, 0.5, 0.2, 0], [0, 0.2, 0.5, 0, 0.3]]
        let levels: [Float] = [1, 2, 3, 4, 5]
        // Means of 2.6 and 3.4: rounded to 3 and 3 they agree with nobody. Saying 2 and 4, the covariance is 0.4, the
        // squares are 1 and 1.4, and kappa is 0.8/2.4; saying 1 and 5, it is 1.6/5.4, which is less.
        let rounding = StarRounding.fit(probabilities, levels: levels)
        #expect(abs(rounding.center - 3) < 1e-6)
        #expect(abs(rounding.shrinkage - 1.0 / 3) < 1e-5)
        #expect([2.6, 3.4].map { rounding.level(of: $0, among: levels) } == [2, 4])
    }

    @Test func thereIsNothingToStretchAmongEqualTexts() {
        let equal = StarRounding.fit([[Float]](repeating: [0.25, 0.75], count: 3), levels: [1, 2])
        #expect(equal.shrinkage == 1)
        #expect(equal.level(of: 1.75, among: [1, 2]) == 2)
        #expect(StarRounding.fit([], levels: [1, 2]) == StarRounding(center: 0, shrinkage: 1))
    }
}
