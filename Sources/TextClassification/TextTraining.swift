import Foundation
import LinearAlgebra

/// One set of labelled TF-IDF rows, trained on in part or in whole.
struct TextTraining: Sendable {
    /// The labelled texts, and after them what is evidence only: rows that are never held out.
    let matrix: SparseMatrix
    let labels: [Int32]
    let classes: Int
    /// How many of the rows are labelled texts.
    let textCount: Int
    let firstCharacterColumn: Int
    let machines: LabelMachines
    let settings: TextClassifierSettings

    /// The choices that held-out texts decide.
    struct Plan: Sendable, Equatable {
        var characterWeight: Float
        var evidenceWeight: Float
        var cost: Float
        var learningRate: Float
    }

    /// What a training on all rows is made of.
    struct Recipe: Sendable {
        var plan: Plan
        var epochs: Int
        var blend: ScoreBlend
        /// The logits of the held-out texts; empty where none were held out.
        var heldOutLogits: [[Float]] = []
    }

    /// Rows to learn from, scaled for a plan.
    private struct Rows {
        var matrix: SparseMatrix
        var scales: [Float]
        var numbers: [Int]
        var weights: [Float]
    }

    /// Whether training takes so long that one held-out tenth and the first of every setting must do.
    var isLarge: Bool { matrix.count * classes > 1 << 30 }

    // Too few held-out texts to choose by.
    private static let fewestHeldOut = 20
    // A loss must fall by this share to count as better; less is not worth another epoch.
    private static let leastImprovement = 1e-3

    /// The recipe that is best on held-out texts. The linear machines, which are quick, choose how much character n-grams
    /// and evidence count and what a mistake costs; the network then chooses its rate and epochs; last, both are blended.
    func bestRecipe(
        on folds: TextFolds, _ report: inout TextClassifierReport, _ progress: (String) -> Void
    ) -> Recipe {
        var plan = Plan(
            characterWeight: settings.characterWeights[0], evidenceWeight: settings.evidenceWeights[0],
            cost: settings.costs[0], learningRate: settings.learningRates[0])
        let truth = folds.heldOut.flatMap { $0.map { labels[$0] } }
        guard truth.count >= Self.fewestHeldOut else {
            report.epochs = settings.epochs
            report.notes.append("too few texts to hold some out: the probabilities are not calibrated")
            return Recipe(plan: plan, epochs: settings.epochs, blend: ScoreBlend(first: 1, second: 1, loss: 0))
        }
        let margins = bestMargins(&plan, on: folds, truth: truth, progress)
        var best = trial(plan, on: folds, truth: truth, progress)
        for rate in settings.learningRates.dropFirst() where !isLarge {
            plan.learningRate = rate
            let other = trial(plan, on: folds, truth: truth, progress)
            if other < best {
                best = other
                break
            }
        }
        let blend = ScoreBlend.fit(best.logits, margins, labels: truth)
        progress(
            String(
                format: "held-out loss %.4f with %.2f of the network and %.2f of the linear machines", blend.loss,
                blend.first, blend.second))
        let logits = blend.apply(best.logits, margins)
        report.take(best, blend: blend, logits: logits, truth: truth)
        return Recipe(plan: best.plan, epochs: best.epochs, blend: blend, heldOutLogits: logits)
    }

    /// Trains on all rows; the network's linear part takes the machines up.
    func run(_ recipe: Recipe) -> (scales: [Float], network: TextNetwork) {
        let rows = rows(recipe.plan, without: [])
        let trainer = trainer(rows, recipe.plan, threads: settings.threads)
        for epoch in 0..<recipe.epochs { trainer.runEpoch(epoch) }
        var network = trainer.network
        let machines = machines.trained(
            rows.matrix, labels: labels, classes: classes, rows: rows.numbers, rowWeights: rows.weights,
            cost: recipe.plan.cost, seed: settings.seed, threads: settings.threads)
        network.blend(machines, recipe.blend)
        return (rows.scales, network)
    }

    // Character weights first, then evidence, then costs, each with the best of what was chosen before.
    private func bestMargins(
        _ plan: inout Plan, on folds: TextFolds, truth: [Int32], _ progress: (String) -> Void
    ) -> [[Float]] {
        var best = (margins: [[Float]](), loss: Double.infinity)
        func consider(_ candidate: Plan, _ plan: inout Plan) {
            let margins = margins(candidate, on: folds)
            let loss = Temperature.fit(margins, labels: truth).loss
            progress(
                String(
                    format: "linear machines: held-out loss %.4f with character weight %g, evidence weight %g, cost %g",
                    loss, candidate.characterWeight, candidate.evidenceWeight, candidate.cost))
            if loss < best.loss {
                best = (margins, loss)
                plan = candidate
            }
        }
        consider(plan, &plan)
        if isLarge { return best.margins }
        for weight in settings.characterWeights.dropFirst() {
            var other = plan
            other.characterWeight = weight
            consider(other, &plan)
        }
        if matrix.rows > textCount {
            for weight in settings.evidenceWeights.dropFirst() {
                var other = plan
                other.evidenceWeight = weight
                consider(other, &plan)
            }
        }
        for cost in settings.costs.dropFirst() {
            var other = plan
            other.cost = cost
            consider(other, &plan)
        }
        return best.margins
    }

    private func margins(_ plan: Plan, on folds: TextFolds) -> [[Float]] {
        folds.heldOut.flatMap { heldOut in
            let rows = rows(plan, without: heldOut)
            return machines.margins(
                rows.matrix, labels: labels, classes: classes, rows: rows.numbers, tested: heldOut,
                rowWeights: rows.weights, cost: plan.cost, seed: settings.seed, threads: settings.threads)
        }
    }

    private func trial(
        _ plan: Plan, on folds: TextFolds, truth: [Int32], _ progress: (String) -> Void
    ) -> TextTrial {
        // Folds run side by side, one thread each; a single one has all threads to itself.
        let threads = folds.heldOut.count > 1 ? 1 : settings.threads
        let trainers = Parallel.map(folds.heldOut.count, threads: settings.threads) { fold in
            trainer(rows(plan, without: folds.heldOut[fold]), plan, threads: threads)
        }
        var trial = TextTrial(plan: plan)
        for epoch in 0..<settings.epochs {
            let logits = Parallel.map(trainers.count, threads: settings.threads) { fold in
                trainers[fold].runEpoch(epoch)
                return trainers[fold].logits(rows: folds.heldOut[fold])
            }.flatMap { $0 }
            let (_, loss) = Temperature.fit(logits, labels: truth)
            trial.losses.append(loss)
            if loss < trial.loss * (1 - Self.leastImprovement) {
                trial.loss = loss
                trial.logits = logits
                trial.epochs = epoch + 1
            }
            if epoch + 1 - trial.epochs >= settings.patience { break }
        }
        progress(
            "network: held-out loss \(String(format: "%.4f", trial.loss)) after \(trial.epochs) epochs with learning rate "
                + "\(plan.learningRate)")
        return trial
    }

    private func rows(_ plan: Plan, without heldOut: [Int]) -> Rows {
        let excluded = Set(heldOut)
        let used = plan.evidenceWeight > 0 ? matrix.rows : textCount
        let numbers = (0..<used).filter { !excluded.contains($0) }
        let weights = (0..<matrix.rows).map { $0 < textCount ? 1 : plan.evidenceWeight }
        let scales = FeatureScales.learn(
            from: matrix, labels: labels, classes: classes, rows: numbers, firstCharacterColumn: firstCharacterColumn,
            characterWeight: plan.characterWeight)
        var scaled = matrix
        FeatureScales.apply(scales, to: &scaled)
        return Rows(matrix: scaled, scales: scales, numbers: numbers, weights: weights)
    }

    private func trainer(_ rows: Rows, _ plan: Plan, threads: Int) -> TextNetworkTrainer {
        var schedule = LearningSchedule()
        schedule.epochs = settings.epochs
        schedule.linearRate = plan.learningRate
        let shape = TextNetworkShape(
            columns: matrix.columns, classes: classes, embedding: settings.embeddingSize, hidden: settings.hiddenSize)
        var network = TextNetwork(shape: shape, seed: settings.seed)
        network.startFromShares(of: rows.numbers.filter { $0 < textCount }.map { labels[$0] })
        return TextNetworkTrainer(
            network, matrix: rows.matrix, labels: labels, rows: rows.numbers, rowWeights: rows.weights,
            schedule: schedule, seed: settings.seed, threads: threads)
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

    /// Makes the logits `blend.first` times what they are plus `blend.second` times the machines' margins, by changing W, V
    /// and b alone.
    mutating func blend(_ machines: [LinearSVM], _ blend: ScoreBlend) {
        let (own, added) = (Float(blend.first), Float(blend.second))
        for column in 0..<shape.columns {
            for label in 0..<shape.classes {
                let lane = column * shape.width + label
                columnWeights[lane] = own * columnWeights[lane] + added * machines[label].weights[column]
            }
        }
        for index in shape.outputWeights { dense[index] *= own }
        for label in 0..<shape.classes {
            let index = shape.biases.lowerBound + label
            dense[index] = own * dense[index] + added * machines[label].bias
        }
    }
}
