public import DataModel
import LinearAlgebra
import NeuralNetworks

/// How likely a visit ends in a purchase, from whatever is known of the visit.
public struct SessionModel: Sendable, Equatable {
    let schema: AttributeSchema
    let model: TabularModel
    let scaling: PlattScaling
    /// The share of purchases among the sessions it learned from.
    public let baseRate: Float

    init(schema: AttributeSchema, model: TabularModel, scaling: PlattScaling, baseRate: Float) {
        self.schema = schema
        self.model = model
        self.scaling = scaling
        self.baseRate = baseRate
    }

    // Every fifth row tells how far to trust the scores.
    private static let folds = 5
    // Every trial of a search takes as long as so many models.
    private static let searchFolds = 3
    private static let leastForTrial = 200

    /// Learns from the sessions of which it is known whether they ended in a purchase.
    /// - Parameters:
    ///   - isLinear: a logistic regression, to measure against, rather than the real model.
    ///   - preprocessing: what is done with gaps, scales and outliers.
    ///   - search: how settings are looked for, by cross-validation; `nil` for the usual ones.
    ///   - tried: told how a model of four fifths of the sessions did on the others, where there are enough.
    /// - Throws: ``BehaviorError`` when there is too little to learn from.
    public init(
        _ sessions: [Session], isLinear: Bool = false, preprocessing: Preprocessing = Preprocessing(),
        search: SettingsSearch? = nil, seed: UInt64, threads: Int, tried: (OutcomeTrial) -> Void = { _ in }
    ) throws(BehaviorError) {
        let known = sessions.filter { $0.purchased != nil }
        let labels = known.map { $0.purchased == true ? Float(1) : 0 }
        let bought = labels.reduce(0, +)
        guard bought > 0, bought < Float(labels.count) else {
            throw .nothingToLearn(
                kind: "the purchase of a session",
                need: "there are \(labels.count) sessions with a value of purchased, \(Int(bought)) of them with a "
                    + "purchase; import sessions of both kinds")
        }
        let rows = known.map(Self.attributes)
        let schema = AttributeSchema(rows, takesCodes: isLinear)
        let table = schema.matrix(rows)
        var settings = isLinear ? TabularSettings.linear(seed: seed) : Self.settings(seed: seed)
        settings.preprocessing = preprocessing
        func fit(
            _ table: Matrix, _ targets: [Float], _ settings: TabularSettings
        ) throws(BehaviorError) -> TabularModel {
            do { return try TabularModel(table, targets: targets, settings: settings, threads: threads) } catch {
                throw .nothingToLearn(kind: "the purchase of a session", need: "\(error)")
            }
        }
        func trial(_ fold: Int, _ settings: TabularSettings) throws(BehaviorError) -> OutcomeTrial {
            let held = known.indices.filter { $0 % Self.folds == fold }
            let kept = known.indices.filter { $0 % Self.folds != fold }
            let model = try fit(table.selecting(kept), kept.map { labels[$0] }, settings)
            return OutcomeTrial(
                scores: model.outputs(table.selecting(held)), outcomes: held.map { labels[$0] > 0 })
        }
        var scaling = PlattScaling()
        if known.count >= Self.leastForTrial {
            if let search {
                settings = try search.best(from: settings) { (settings) throws(BehaviorError) in
                    var sum = 0.0
                    // The first is left to tell how good the settings are that were found.
                    for fold in 1...Self.searchFolds { sum += try trial(fold, settings).loss }
                    return sum / Double(Self.searchFolds)
                }
            }
            let outcome = try trial(0, settings)
            tried(outcome)
            scaling = PlattScaling(scores: outcome.scores, outcomes: outcome.outcomes)
        }
        self.schema = schema
        model = try fit(table, labels, settings)
        self.scaling = scaling
        baseRate = bought / Float(labels.count)
    }

    // There is one row a visit and nothing else to train: time for more of it.
    private static func settings(seed: UInt64) -> TabularSettings {
        var settings = TabularSettings(seed: seed)
        settings.networks = 16
        settings.steps = 3_000
        settings.epochs = 3...30
        settings.linearShare = 0
        settings.knots = 16
        settings.l2 = 3e-3
        settings.dropout = 0.4
        return settings
    }

    // Time of day and day of the week are attributes like others.
    private static func attributes(_ session: Session) -> [String: [String]] {
        guard let time = session.timestamp, !time.isOrdinal else { return session.attributes }
        var attributes = session.attributes
        let day = ActivityLog.day(of: time)
        let hour = (time.milliseconds - Int64(day) * ActivityLog.millisecondsPerDay) / 3_600_000
        attributes["hour of the day"] = ["\(hour)"]
        attributes["day of the week"] = ["\(((Int(day) + 3) % 7 + 7) % 7 + 1)"]
        return attributes
    }

    /// The probability of a purchase by session, in [0, 1].
    public func probabilities(_ sessions: [Session]) -> [Float] {
        model.outputs(table(of: sessions)).map(scaling.probability)
    }

    /// `[sessions × columns]`, NaN for what is not known.
    func table(of sessions: [Session]) -> Matrix { schema.matrix(sessions.map(Self.attributes)) }

    /// What moves a session's log-odds of a purchase away from those of a session of average values, largest first.
    public func reasons(_ session: Session, most: Int) -> [(text: String, weight: Float)] {
        let row = schema.matrix([Self.attributes(session)])
        let shares = model.attribution(Array(row.elements))
        let columns = schema.columns
        let order = columns.indices.sorted { (abs(shares.weights[$1]), $0) < (abs(shares.weights[$0]), $1) }
        return order.prefix(most).filter { shares.weights[$0] != 0 }.map { column in
            let value = row.elements[column]
            let isFlag = columns[column].contains(" = ")
            let text =
                value.isNaN
                ? "\(columns[column]): not known"
                : isFlag
                    ? (value > 0 ? columns[column] : "not \(columns[column])")
                    : "\(columns[column]) \(FeatureWords.number(value))"
            return (text, scaling.slope * shares.weights[column])
        }
    }
}
