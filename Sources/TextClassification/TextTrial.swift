/// How one plan did on held-out texts.
struct TextTrial: Comparable {
    let plan: TextTraining.Plan
    /// The lowest held-out loss, in nats, and what belongs to it.
    var loss = Double.infinity
    var epochs = 0
    var temperature: Float = 1
    var logits: [[Float]] = []
    /// The held-out loss after each epoch.
    var losses: [Double] = []

    static func < (left: TextTrial, right: TextTrial) -> Bool { left.loss < right.loss }
}

extension TextClassifierReport {
    /// Notes a plan and how good it is.
    mutating func take(_ trial: TextTrial, truth: [Int32]) {
        characterWeight = trial.plan.characterWeight
        learningRate = trial.plan.learningRate
        epochs = trial.epochs
        temperature = trial.temperature
        heldOutLosses = trial.losses
        heldOutCount = truth.count
        let right = zip(trial.logits, truth).count { row, label in
            row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 } == Int(label)
        }
        heldOutAccuracy = Double(right) / Double(truth.count)
        calibrationErrorBefore = CalibrationError.expected(
            trial.logits.map { Temperature.probabilities($0, temperature: 1) }, labels: truth)
        calibrationErrorAfter = CalibrationError.expected(
            trial.logits.map { Temperature.probabilities($0, temperature: trial.temperature) }, labels: truth)
    }
}
