/// How one plan did on held-out texts.
struct TextTrial: Comparable {
    let plan: TextTraining.Plan
    /// The lowest held-out loss, in nats, and what belongs to it.
    var loss = Double.infinity
    var epochs = 0
    var logits: [[Float]] = []
    /// The held-out loss after each epoch.
    var losses: [Double] = []

    static func < (left: TextTrial, right: TextTrial) -> Bool { left.loss < right.loss }
}

extension TextClassifierReport {
    /// Notes a plan and how good it is: `logits` are the held-out ones of network and machines together.
    mutating func take(_ trial: TextTrial, blend: ScoreBlend, logits: [[Float]], truth: [Int32]) {
        characterWeight = trial.plan.characterWeight
        evidenceWeight = trial.plan.evidenceWeight
        cost = trial.plan.cost
        networkShare = Float(blend.first)
        linearShare = Float(blend.second)
        heldOutLoss = blend.loss
        learningRate = trial.plan.learningRate
        epochs = trial.epochs
        heldOutLosses = trial.losses
        heldOutCount = truth.count
        let right = zip(logits, truth).count { row, label in
            row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 } == Int(label)
        }
        heldOutAccuracy = Double(right) / Double(truth.count)
        calibrationErrorBefore = CalibrationError.expected(
            trial.logits.map { Temperature.probabilities($0, temperature: 1) }, labels: truth)
        calibrationErrorAfter = CalibrationError.expected(
            logits.map { Temperature.probabilities($0, temperature: 1) }, labels: truth)
    }
}
