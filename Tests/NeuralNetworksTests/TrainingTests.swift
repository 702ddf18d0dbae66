import LinearAlgebra
import Testing

@testable import NeuralNetworks

@Suite struct TrainingTests {
    @Test func learnsExclusiveOr() throws {
        let corners: [Float] = [0, 0, 0, 1, 1, 0, 1, 1]
        let lists = TrainingLists(features: Matrix(rows: 4, columns: 2, elements: corners), targets: [0, 1, 1, 0])
        let settings = TrainingSettings(
            loss: .binaryCrossEntropy, epochs: 600, listsPerBatch: 4, learningRate: 0.05, l2: 0, dropout: 0)
        let (mlp, log) = try MLPTrainer(settings: settings).fit(MLP(layerSizes: [2, 16, 1], seed: 1), to: lists)
        let outputs = mlp.predict(lists.features)
        #expect(outputs.map { $0 > 0 } == [false, true, true, false])
        #expect(log.trainingLosses.last! < log.trainingLosses[0] / 5)
    }

    @Test func learnsWhichRowOfAListIsChosen() throws {
        let (mlp, _) = try MLPTrainer(settings: TrainingSettings(epochs: 12, listsPerBatch: 16, learningRate: 0.01))
            .fit(MLP(layerSizes: [3, 16, 1], seed: 2), to: Self.planted(400, seed: 5))
        let test = Self.planted(200, seed: 6)
        let outputs = mlp.predict(test.features)
        let right = (0..<test.count).count { list in
            let rows = test.rows(of: list)
            let best = rows.max { outputs[$0] < outputs[$1] }!
            return test.targets[best] == 1
        }
        #expect(right > 180)
    }

    @Test func threadsChangeNoBit() throws {
        let lists = Self.planted(600, seed: 5)
        let models = try [1, 2, 3].map { threads in
            try MLPTrainer(settings: TrainingSettings(epochs: 3, listsPerBatch: 256, threads: threads))
                .fit(MLP(layerSizes: [3, 16, 1], seed: 2), to: lists).mlp
        }
        #expect(models[0] == models[1])
        #expect(models[0] == models[2])
    }

    @Test func seedsMatter() throws {
        #expect(MLP(layerSizes: [3, 4, 1], seed: 1) != MLP(layerSizes: [3, 4, 1], seed: 2))
        let lists = Self.planted(100, seed: 5)
        let models = try [UInt64(1), 2].map { seed in
            try MLPTrainer(settings: TrainingSettings(epochs: 2, seed: seed))
                .fit(MLP(layerSizes: [3, 8, 1], seed: 7), to: lists).mlp
        }
        #expect(models[0] != models[1])
    }

    @Test func theBestEpochIsKeptAndPatienceStops() throws {
        let train = Self.planted(100, seed: 5)
        // Here every choice is the other way round, so the longer it learns, the worse it gets.
        var opposite = Self.planted(100, seed: 6)
        for list in 0..<opposite.count {
            let rows = opposite.rows(of: list)
            let worst = rows.min { opposite.features[$0, 0] < opposite.features[$1, 0] }!
            for row in rows { opposite.targets[row] = row == worst ? 1 : 0 }
        }
        let settings = TrainingSettings(epochs: 20, listsPerBatch: 16, learningRate: 0.01, patience: 2)
        let start = MLP(layerSizes: [3, 8, 1], seed: 2)
        let (mlp, log) = try MLPTrainer(settings: settings).fit(start, to: train, validation: opposite)
        #expect(log.validationLosses.count == log.bestEpoch + 3)
        #expect(log.validationLosses.min() == log.validationLosses[log.bestEpoch])
        let again = try MLPTrainer(settings: settings).fit(start, to: train, validation: opposite).mlp
        #expect(mlp == again)
    }

    @Test func whatDoesNotFitIsRefused() {
        let trainer = MLPTrainer(settings: TrainingSettings())
        let mlp = MLP(layerSizes: [3, 4, 1], seed: 1)
        var lists = Self.planted(4, seed: 1)
        lists.features[0, 0] = .nan
        #expect(throws: NeuralNetworkError.notFinite(of: "features", position: 0)) { try trainer.fit(mlp, to: lists) }
        lists = Self.planted(4, seed: 1)
        lists.targets = lists.targets.map { _ in 0 }
        #expect(throws: NeuralNetworkError.nothingToLearn(loss: .listwiseSoftmax)) { try trainer.fit(mlp, to: lists) }
        lists.targets.removeLast()
        #expect(throws: NeuralNetworkError.self) { try trainer.fit(mlp, to: lists) }
        lists = Self.planted(4, seed: 1)
        lists.offsets[1] = 99
        #expect(throws: NeuralNetworkError.self) { try trainer.fit(mlp, to: lists) }
        #expect(throws: NeuralNetworkError.self) {
            try trainer.fit(MLP(layerSizes: [2, 4, 1], seed: 1), to: Self.planted(4, seed: 1))
        }
        var settings = TrainingSettings()
        settings.dropout = 1
        #expect(throws: NeuralNetworkError.self) {
            try MLPTrainer(settings: settings).fit(mlp, to: Self.planted(4, seed: 1))
        }
    }

    @Test func rowsArePredictedAloneAsInCompany() {
        let mlp = MLP(layerSizes: [3, 16, 8, 1], seed: 1)
        let features = Self.planted(300, seed: 1).features
        let together = mlp.predict(features)
        #expect(together.count == features.rows)
        for row in [0, 511, 512, 1499] {
            let alone = mlp.predict(
                Matrix(rows: 1, columns: 3, elements: Array(features.elements[row * 3..<row * 3 + 3])))
            #expect(abs(alone[0] - together[row]) < 1e-5)
        }
    }

    // Lists of five rows of which the one with the highest first feature is chosen.
    private static func planted(_ count: Int, seed: UInt64) -> TrainingLists {
        var generator = SeededGenerator(seed: seed)
        let features = Matrix(
            rows: count * 5, columns: 3, elements: (0..<count * 15).map { _ in generator.normal() })
        var targets = [Float](repeating: 0, count: count * 5)
        for list in 0..<count {
            let best = (list * 5..<list * 5 + 5).max { features[$0, 0] < features[$1, 0] }!
            targets[best] = 1
        }
        return TrainingLists(features: features, offsets: (0...count).map { $0 * 5 }, targets: targets)
    }
}
