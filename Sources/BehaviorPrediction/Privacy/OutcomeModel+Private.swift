import LinearAlgebra
public import NeuralNetworks

extension OutcomeModel {
    /// Learns as ``init(_:log:asOf:horizon:rule:search:seed:threads:tried:)``, but so that little can be told of any one customer
    /// from the model.
    ///
    /// Attributes of users and what other customers do are not looked at; the scores are not calibrated afterwards. The days of
    /// the log, its currency and how many customers there are count as known to everybody.
    /// - Parameters:
    ///   - budget: what may be told by all of the models that share it.
    ///   - models: how many share it.
    ///   - noise: the chance of draws and noise. Whoever knows it can take the noise off again.
    /// - Throws: ``BehaviorError`` when there is too little to learn from, or too small a budget.
    public init(
        privately outcome: CustomerOutcome, log: ActivityLog, asOf: Int32, horizon: Int, budget: PrivacyBudget,
        models: Int, threads: Int, noise: inout GaussianNoise<some RandomNumberGenerator>
    ) throws(BehaviorError) {
        let kind = try Self.kind(of: outcome, in: log)
        let cuts = try CutOffs.training(log, asOf: asOf, horizon: Int32(horizon))
        let inputs = CustomerInputs.withoutAttributes
        let tables = cuts.map { CustomerTable(log, inputs, cuts: [$0], horizon: Int32(horizon), threads: threads) }
        let rows = Self.rowsByPerson(cuts.map { log.users(before: $0) })
        let all = CustomerTable(stacking: tables).selecting(rows: rows.flatMap(\.self))
        let labels = all.windows.map { Self.label(outcome, $0) }
        guard labels.contains(0), labels.contains(1) else { throw .oneOutcome(kind: kind, horizon: horizon) }
        guard Double(rows.count) * budget.delta < 1 else {
            throw .nothingToLearn(
                kind: kind,
                need:
                    "delta \(budget.delta) is no promise to \(rows.count) customers: give one below \(1 / Double(rows.count))"
            )
        }
        var start = 0
        let people = rows.map { own in
            defer { start += own.count }
            return start..<start + own.count
        }
        let model: TabularModel
        do {
            model = try PrivateLearning(budget: budget, models: models).model(
                all.features, targets: labels, people: people, noise: &noise)
        } catch { throw .nothingToLearn(kind: kind, need: "\(error)") }
        self.init(
            outcome: outcome, horizon: horizon, inputs: inputs, model: model, scaling: PlattScaling(), privacy: budget)
    }

    // Positions of each person's rows in tables of these users, one below the other.
    private static func rowsByPerson(_ users: [[Int]]) -> [[Int]] {
        var rows: [Int: [Int]] = [:]
        var position = 0
        for user in users.joined() {
            rows[user, default: []].append(position)
            position += 1
        }
        return rows.keys.sorted().map { rows[$0]! }
    }
}
