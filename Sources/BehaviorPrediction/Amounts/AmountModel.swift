import Foundation
import LinearAlgebra
import NeuralNetworks

/// An amount that a customer comes to within a horizon.
public enum CustomerAmount: String, Codable, Sendable, CaseIterable {
    /// Money, in the shop's main currency.
    case spend
    /// Units bought.
    case quantity
    /// Visits.
    case visits
    /// Seconds of looking.
    case dwell
}

/// What an amount will come to: its mean, its middle, and the range in which it lies four times out of five.
public struct AmountPrediction: Sendable, Equatable {
    /// The mean of the predicted distribution.
    public let expected: Float
    /// Its median: as likely to be exceeded as not.
    public let median: Float
    /// Its 10 % quantile.
    public let low: Float
    /// Its 90 % quantile.
    public let high: Float
}

/// A distribution of what each customer will spend, buy or visit within a horizon.
public struct AmountModel: Sendable, Equatable {
    /// What is predicted.
    public let amount: CustomerAmount
    /// Days it looks ahead.
    public let horizon: Int
    let inputs: CustomerInputs
    let model: TabularModel
    let cells: AmountCells

    init(amount: CustomerAmount, horizon: Int, inputs: CustomerInputs, model: TabularModel, cells: AmountCells) {
        self.inputs = inputs
        self.amount = amount
        self.horizon = horizon
        self.model = model
        self.cells = cells
    }

    /// Learns from what came of every customer after days in the past; nothing from the day `asOf` on is used.
    /// - Throws: ``BehaviorError`` when there is too little to learn from.
    public init(
        _ amount: CustomerAmount, log: ActivityLog, asOf: Int32, horizon: Int, seed: UInt64, threads: Int
    ) throws(BehaviorError) {
        let kind = "the \(amount.rawValue) of a customer"
        if amount == .spend, !log.hasPrices {
            throw .nothingToLearn(kind: kind, need: "import purchases with price, or products with price")
        }
        if amount == .quantity, !log.hasPurchases {
            throw .nothingToLearn(kind: kind, need: "import interactions with event_type purchase")
        }
        if amount == .dwell, !log.days.contains(where: { $0.dwell > 0 }) {
            throw .nothingToLearn(kind: kind, need: "import interactions with dwell_seconds")
        }
        let cuts = try CutOffs.training(log, asOf: asOf, horizon: Int32(horizon))
        let inputs = CustomerInputs(log, before: asOf)
        let table = CustomerTable(log, inputs, cuts: cuts, horizon: Int32(horizon), threads: threads)
        let values = table.windows.map(amount.value)
        let cells = AmountCells(values)
        guard cells.count > 1, Set(values).count > 1 else { throw .oneOutcome(kind: kind, horizon: horizon) }
        var targets = [Float](repeating: 0, count: values.count * cells.count)
        for (row, value) in values.enumerated() { targets[row * cells.count + cells.cell(of: value)] = 1 }
        let settings = TabularSettings(loss: .categoricalCrossEntropy, seed: seed)
        let model: TabularModel
        do {
            model = try TabularModel(
                table.features, targets: targets, outputs: cells.count, settings: settings, threads: threads)
        } catch { throw .nothingToLearn(kind: kind, need: "\(error)") }
        self.init(amount: amount, horizon: horizon, inputs: inputs, model: model, cells: cells)
    }

    /// The amounts of `users` from the day `day` on, by position in `users`.
    public func predictions(_ log: ActivityLog, users: [Int], day: Int32, threads: Int) -> [AmountPrediction] {
        predictions(CustomerFeatures(log, at: day, horizon: Int32(horizon)), users: users, threads: threads)
    }

    func predictions(_ features: CustomerFeatures, users: [Int], threads: Int) -> [AmountPrediction] {
        let table = inputs.matrix(features, of: users, threads: threads)
        let probabilities = Softmax.rows(model.outputs(table), width: cells.count)
        return users.indices.map { row in
            let own = probabilities[row * cells.count..<(row + 1) * cells.count]
            return AmountPrediction(
                expected: cells.mean(own), median: cells.quantile(0.5, own), low: cells.quantile(0.1, own),
                high: cells.quantile(0.9, own))
        }
    }
}

extension CustomerAmount {
    /// Whether a log says anything of it.
    public func isRecorded(in log: ActivityLog) -> Bool {
        switch self {
        case .spend: log.hasPrices
        case .quantity: log.hasPurchases
        case .visits: log.hasVisits
        case .dwell: log.days.contains { $0.dwell > 0 }
        }
    }

    /// What it came to in a window.
    public func value(_ window: Window) -> Float {
        switch self {
        case .spend: window.spend
        case .quantity: window.units
        case .visits: window.visits
        case .dwell: window.dwell
        }
    }
}

/// The softmax of rows of scores.
enum Softmax {
    /// `[rows × width]` → `[rows × width]`, each row summing to 1.
    static func rows(_ scores: [Float], width: Int) -> [Float] {
        var result = scores
        for start in stride(from: 0, to: scores.count, by: width) {
            let highest = scores[start..<start + width].max() ?? 0
            var sum: Float = 0
            for index in start..<start + width {
                result[index] = exp(scores[index] - highest)
                sum += result[index]
            }
            for index in start..<start + width { result[index] /= sum }
        }
        return result
    }
}
