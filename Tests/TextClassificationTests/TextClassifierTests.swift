import Foundation
import NeuralNetworks
import Testing

@testable import TextClassification

@Suite struct TextClassifierTests {
    private let trained: TextClassifier

    init() throws {
        let (texts, labels) = PlantedTexts.reviews(200)
        trained = try TextClassifier.train(texts: texts, labels: labels).classifier
    }

    @Test func findsThePlantedPolarity() {
        let (texts, labels) = PlantedTexts.reviews(200, seed: 9)
        let rows = trained.predict(texts)
        let right = zip(rows, labels).count { row, label in trained.labels[row[0] > row[1] ? 0 : 1] == label }
        #expect(right == 200)
        #expect(rows.allSatisfy { abs($0[0] + $0[1] - 1) < 1e-5 })
    }

    @Test func threadsChangeNoBit() throws {
        let (texts, labels) = PlantedTexts.reviews(300)
        var settings = TextClassifierSettings()
        let one = try TextClassifier.train(texts: texts, labels: labels, settings: settings).classifier
        settings.threads = 3
        let three = try TextClassifier.train(texts: texts, labels: labels, settings: settings).classifier
        #expect(one.tensors() == three.tensors())
        #expect(one.temperature == three.temperature)
        #expect(one.predict(texts, threads: 1) == one.predict(texts, threads: 4))
    }

    @Test func theOrderOfRowsDoesNotChooseTheFolds() throws {
        let (texts, labels) = PlantedTexts.reviews(120)
        let numbers = labels.map { Int32($0 == "positive" ? 1 : 0) }
        let folds = TextFolds(texts, labels: numbers, classes: 2).heldOut.map { Set($0.map { texts[$0] }) }
        let turned = TextFolds(texts.reversed(), labels: numbers.reversed(), classes: 2).heldOut
            .map { Set($0.map { Array(texts.reversed())[$0] }) }
        #expect(folds == turned)
    }

    @Test func anotherSeedGivesOtherWeights() throws {
        let (texts, labels) = PlantedTexts.reviews(100)
        var settings = TextClassifierSettings()
        let first = try TextClassifier.train(texts: texts, labels: labels, settings: settings).classifier
        settings.seed = 1
        let second = try TextClassifier.train(texts: texts, labels: labels, settings: settings).classifier
        #expect(first.tensors() != second.tensors())
    }

    @Test func restoresFromItsTensors() throws {
        let metadata = try JSONDecoder().decode(
            TextClassifierMetadata.self, from: JSONEncoder().encode(trained.metadata))
        let tensors = Dictionary(uniqueKeysWithValues: trained.tensors().map { ($0.name, $0) })
        let restored = try TextClassifier(tensors: tensors, metadata: metadata)
        let (texts, _) = PlantedTexts.reviews(50, seed: 3)
        #expect(restored.predict(texts) == trained.predict(texts))
        #expect(restored.tensors() == trained.tensors())
    }

    @Test(arguments: ["buckets", "idf", "scale", "embedding.weight", "output.bias"])
    func refusesAMissingTensor(_ name: String) {
        var tensors = Dictionary(uniqueKeysWithValues: trained.tensors().map { ($0.name, $0) })
        tensors[name] = nil
        #expect(throws: TextClassifierError.self) {
            try TextClassifier(tensors: tensors, metadata: trained.metadata)
        }
    }

    @Test func oneLabelIsAlwaysTheAnswer() throws {
        let (classifier, report) = try TextClassifier.train(texts: ["good", "fine"], labels: ["positive", "positive"])
        #expect(classifier.predict(["awful", ""]) == [[1], [1]])
        #expect(report.notes.contains { $0.contains("positive") })
        #expect(classifier.explain("awful", label: 0).contributions.isEmpty)
    }

    @Test func noTextsAndUnevenLabelsAreErrors() {
        #expect(throws: TextClassifierError.noTexts) { try TextClassifier.train(texts: [], labels: []) }
        #expect(throws: TextClassifierError.labelCount(texts: 1, labels: 2)) {
            try TextClassifier.train(texts: ["a"], labels: ["b", "c"])
        }
        #expect(throws: TextClassifierError.self) {
            var settings = TextClassifierSettings()
            settings.epochs = 0
            _ = try TextClassifier.train(texts: ["a"], labels: ["b"], settings: settings)
        }
    }

    @Test func temperatureFitsTheProbabilities() {
        // Logits three times too sure of a label that is right in three cases of four.
        let logits = (0..<400).map { _ in [Float(0), 3 * Float(3).squareRoot()] }
        let labels = (0..<400).map { Int32($0 % 4 == 0 ? 0 : 1) }
        let (temperature, loss) = Temperature.fit(logits, labels: labels)
        let probability = Temperature.probabilities(logits[0], temperature: temperature)[1]
        #expect(abs(probability - 0.75) < 1e-3)
        #expect(abs(loss - (0.75 * -log(0.75) + 0.25 * -log(0.25))) < 1e-4)
    }
}
