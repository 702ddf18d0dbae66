import LinearAlgebra
import NeuralNetworks

/// What may happen to a customer within a horizon.
public enum CustomerOutcome: String, Codable, Sendable, CaseIterable {
    /// Something is bought.
    case purchase
    /// Something is done: a visit, a purchase, anything but sending things back.
    case activity
}

/// Scores of a model for a day that it had not learned from, beside what came.
public struct OutcomeTrial: Sendable, Equatable {
    /// Log-odds before they are calibrated, by customer.
    public let scores: [Float]
    /// Whether the outcome came.
    public let outcomes: [Bool]

    /// The mean log-loss, in nats, after calibration.
    var loss: Double { PlattScaling.loss(scores: scores, outcomes: outcomes) }
}

/// How likely each customer is to buy, or to be seen at all, within a horizon.
public struct OutcomeModel: Sendable, Equatable {
    /// What is predicted.
    public let outcome: CustomerOutcome
    /// Days it looks ahead.
    public let horizon: Int
    let inputs: CustomerInputs
    let model: TabularModel
    let scaling: PlattScaling
    /// What it may give away of any one customer, together with the models that share the budget; `nil` for no limit.
    public let privacy: PrivacyBudget?
    // The only features that are looked at; all for `nil`.
    private let columns: [Int]?

    init(
        outcome: CustomerOutcome, horizon: Int, inputs: CustomerInputs, model: TabularModel, scaling: PlattScaling,
        privacy: PrivacyBudget? = nil, columns: [Int]? = nil
    ) {
        self.inputs = inputs
        self.columns = columns
        self.outcome = outcome
        self.horizon = horizon
        self.model = model
        self.scaling = scaling
        self.privacy = privacy
    }

    /// Learns from what came of every customer after days in the past; nothing from the day `asOf` on is used.
    /// - Parameters:
    ///   - rule: a logistic regression on these features alone, to measure against; `nil` for the real model.
    ///   - customers: whom it learns from; everybody for `nil`.
    ///   - search: how settings are looked for, on the newest day with an outcome; `nil` for the usual ones.
    ///   - tried: told how a model of earlier days did on the newest one, where there are earlier days.
    /// - Throws: ``BehaviorError`` when there is too little to learn from.
    public init(
        _ outcome: CustomerOutcome, log: ActivityLog, asOf: Int32, horizon: Int, rule: [CustomerFeature]? = nil,
        customers: Set<Int>? = nil, search: SettingsSearch? = nil, seed: UInt64, threads: Int,
        tried: (OutcomeTrial) -> Void = { _ in }
    ) throws(BehaviorError) {
        let columns = rule?.map(\.column)
        let kind = try Self.kind(of: outcome, in: log)
        let cuts = try CutOffs.training(log, asOf: asOf, horizon: Int32(horizon))
        let inputs = CustomerInputs(log, before: asOf)
        let tables = cuts.map { cut in
            CustomerTable(log, inputs, cuts: [cut], horizon: Int32(horizon), customers: customers, threads: threads)
                .selecting(columns: columns)
        }
        let labels = tables.map { table in table.windows.map { Self.label(outcome, $0) } }
        let all = labels.flatMap(\.self)
        let positives = all.reduce(0, +)
        guard positives > 0, positives < Float(all.count) else {
            throw .oneOutcome(kind: kind, horizon: horizon)
        }
        var settings = rule == nil ? TabularSettings(seed: seed) : .linear(seed: seed)
        func fit(_ range: Range<Int>, _ settings: TabularSettings) throws(BehaviorError) -> TabularModel {
            let features = Matrix(stacking: tables[range].map(\.features))
            do {
                return try TabularModel(
                    features, targets: labels[range].flatMap(\.self), settings: settings, threads: threads)
            } catch { throw .nothingToLearn(kind: kind, need: "\(error)") }
        }
        // The newest cut-off, seen by a model of those that had closed before it, says how far to trust the scores.
        let closed = cuts.firstIndex { $0 + Int32(horizon) <= cuts[0] } ?? cuts.count
        var scaling = PlattScaling()
        if closed < cuts.count, labels[closed...].contains(where: { Set($0).count > 1 }) {
            func trial(_ settings: TabularSettings) throws(BehaviorError) -> OutcomeTrial {
                OutcomeTrial(
                    scores: try fit(closed..<cuts.count, settings).outputs(tables[0].features),
                    outcomes: labels[0].map { $0 > 0 })
            }
            if let search {
                settings = try search.best(from: settings) { (settings) throws(BehaviorError) in
                    try trial(settings).loss
                }
            }
            let trial = try trial(settings)
            tried(trial)
            scaling = PlattScaling(scores: trial.scores, outcomes: trial.outcomes)
        }
        self.init(
            outcome: outcome, horizon: horizon, inputs: inputs, model: try fit(0..<cuts.count, settings),
            scaling: scaling, columns: columns)
    }

    /// What has to happen, in words.
    /// - Throws: ``BehaviorError/nothingToLearn(kind:need:)`` where it never does.
    static func kind(of outcome: CustomerOutcome, in log: ActivityLog) throws(BehaviorError) -> String {
        guard outcome == .purchase else { return "an event" }
        guard log.hasPurchases else {
            throw .nothingToLearn(kind: "a purchase", need: "import interactions with event_type purchase")
        }
        return "a purchase"
    }

    static func label(_ outcome: CustomerOutcome, _ window: Window) -> Float {
        switch outcome {
        case .purchase: window.purchaseDays > 0 ? 1 : 0
        case .activity: window.activeDays > 0 ? 1 : 0
        }
    }

    /// The probability of the outcome for `users` on the day `day`, by position in `users`.
    public func probabilities(_ log: ActivityLog, users: [Int], day: Int32, threads: Int) -> [Float] {
        probabilities(CustomerFeatures(log, at: day, horizon: Int32(horizon)), users: users, threads: threads)
    }

    func probabilities(_ features: CustomerFeatures, users: [Int], threads: Int) -> [Float] {
        let table = inputs.matrix(features, of: users, threads: threads)
        return model.outputs(table.selecting(columns: columns)).map(scaling.probability)
    }
}

extension OutcomeModel {
    /// What moves each user's log-odds of the outcome away from those of a customer of average habits, in words, largest
    /// first; the last entry is everything else together, so that the weights add up to the whole difference.
    public func reasons(
        _ log: ActivityLog, users: [Int], day: Int32, most: Int
    ) -> [[(text: String, weight: Float)]] {
        reasons(CustomerFeatures(log, at: day, horizon: Int32(horizon)), users: users, most: most)
    }

    func reasons(_ features: CustomerFeatures, users: [Int], most: Int) -> [[(text: String, weight: Float)]] {
        users.map { user in
            var row = FeatureRow()
            features.fill(&row, user: user)
            var values = row.values
            inputs.attributes.append(features.log.attributes(of: user), to: &values)
            let weights = model.attribution(values).weights.map { $0 * scaling.slope }
            let others = inputs.attributeReasons(features.log, user: user, weights: weights)
            return FeatureWords.reasons(row, weights: weights, others: others, most: most)
        }
    }
}

extension Matrix {
    /// The columns at `places`, in that order; all for `nil`.
    func selecting(columns places: [Int]?) -> Matrix {
        guard let places else { return self }
        var elements: [Float] = []
        elements.reserveCapacity(rows * places.count)
        for row in 0..<rows { for place in places { elements.append(self[row, place]) } }
        return Matrix(rows: rows, columns: places.count, elements: elements)
    }

    /// Matrices of equal width, one below the other.
    init(stacking parts: [Matrix]) {
        self.init(
            rows: parts.reduce(0) { $0 + $1.rows }, columns: parts.first?.columns ?? 0,
            elements: parts.flatMap(\.elements))
    }
}
