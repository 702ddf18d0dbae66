import Foundation
import LinearAlgebra

/// One set of labelled TF-IDF rows, trained on in part or in whole.
struct TextTraining: Sendable {
    let matrix: SparseMatrix
    let labels: [Int32]
    let classes: Int
    let firstCharacterColumn: Int
    let settings: TextClassifierSettings

    /// The choices that held-out texts decide.
    struct Plan: Sendable, Equatable {
        var characterWeight: Float
        var learningRate: Float
    }

    // Too few held-out texts to choose by.
    private static let fewestHeldOut = 20
    // A loss must fall by this share to count as better; less is not worth another epoch.
    private static let leastImprovement = 1e-3

    /// The plan that is best on held-out texts: first the character weight, then the first learning rate that
    /// is better than the default. Its epochs, temperature and figures go into `report`.
    func bestPlan(
        on folds: TextFolds, _ report: inout TextClassifierReport, _ progress: (String) -> Void
    ) -> Plan {
        let first = Plan(characterWeight: settings.characterWeights[0], learningRate: settings.learningRates[0])
        let truth = folds.heldOut.flatMap { $0.map { labels[$0] } }
        guard truth.count >= Self.fewestHeldOut else {
            report.epochs = settings.epochs
            report.notes.append("too few texts to hold some out: the probabilities are not calibrated")
            return first
        }
        var best = trial(first, on: folds, truth: truth, progress)
        for weight in settings.characterWeights.dropFirst() {
            let other = Plan(characterWeight: weight, learningRate: first.learningRate)
            best = min(best, trial(other, on: folds, truth: truth, progress))
        }
        for rate in settings.learningRates.dropFirst() {
            let other = trial(
                Plan(characterWeight: best.plan.characterWeight, learningRate: rate), on: folds, truth: truth, progress)
            if other < best {
                best = other
                break
            }
        }
        report.take(best, truth: truth)
        return best.plan
    }

    /// Trains on all rows.
    func run(_ plan: Plan, epochs: Int) -> (scales: [Float], network: TextNetwork) {
        let (scales, trainer) = prepared(plan, without: [], threads: settings.threads)
        for epoch in 0..<epochs { trainer.runEpoch(epoch) }
        return (scales, trainer.network)
    }

    private func trial(
        _ plan: Plan, on folds: TextFolds, truth: [Int32], _ progress: (String) -> Void
    ) -> TextTrial {
        // Folds run side by side, one thread each; a single one has all threads to itself.
        let threads = folds.heldOut.count > 1 ? 1 : settings.threads
        let trainers = Parallel.map(folds.heldOut.count, threads: settings.threads) { fold in
            prepared(plan, without: folds.heldOut[fold], threads: threads).trainer
        }
        var trial = TextTrial(plan: plan)
        for epoch in 0..<settings.epochs {
            let logits = Parallel.map(trainers.count, threads: settings.threads) { fold in
                trainers[fold].runEpoch(epoch)
                return trainers[fold].logits(rows: folds.heldOut[fold])
            }.flatMap { $0 }
            let (temperature, loss) = Temperature.fit(logits, labels: truth)
            trial.losses.append(loss)
            if loss < trial.loss * (1 - Self.leastImprovement) {
                trial.loss = loss
                trial.logits = logits
                trial.epochs = epoch + 1
                trial.temperature = temperature
            }
            if epoch + 1 - trial.epochs >= settings.patience { break }
        }
        progress(
            "held-out loss \(String(format: "%.4f", trial.loss)) after \(trial.epochs) epochs with character weight "
                + "\(plan.characterWeight), learning rate \(plan.learningRate)")
        return trial
    }

    private func prepared(
        _ plan: Plan, without heldOut: [Int], threads: Int
    ) -> (scales: [Float], trainer: TextNetworkTrainer) {
        let excluded = Set(heldOut)
        let rows = (0..<matrix.rows).filter { !excluded.contains($0) }
        let scales = FeatureScales.learn(
            from: matrix, labels: labels, classes: classes, rows: rows, firstCharacterColumn: firstCharacterColumn,
            characterWeight: plan.characterWeight)
        var scaled = matrix
        FeatureScales.apply(scales, to: &scaled)
        var schedule = LearningSchedule()
        schedule.epochs = settings.epochs
        schedule.linearRate = plan.learningRate
        let shape = TextNetworkShape(
            columns: matrix.columns, classes: classes, embedding: settings.embeddingSize, hidden: settings.hiddenSize)
        var network = TextNetwork(shape: shape, seed: settings.seed)
        network.startFromShares(of: rows.map { labels[$0] })
        return (
            scales,
            TextNetworkTrainer(
                network, matrix: scaled, labels: labels, rows: rows, schedule: schedule, seed: settings.seed,
                threads: threads)
        )
    }
}

extension TextNetwork {
    /// Sets the biases to the logarithms of the labels' shares, so that an empty text gets these.
    mutating func startFromShares(of labels: [Int32]) {
        var counts = [Float](repeating: 1, count: shape.classes)
        for label in labels { counts[Int(label)] += 1 }
        let total = counts.reduce(0, +)
        for label in 0..<shape.classes { dense[shape.biases.lowerBound + label] = log(counts[label] / total) }
    }
}
