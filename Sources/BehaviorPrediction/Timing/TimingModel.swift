import Foundation
import LinearAlgebra
import NeuralNetworks

/// When a customer will buy next.
public struct TimingPrediction: Sendable, Equatable {
    /// The probability of a purchase on each day from the day of prediction on, `[horizon]`; what is missing to 1 is the
    /// probability of none within the horizon.
    public let days: [Float]

    /// The probability of a purchase within the horizon, in [0, 1].
    public var probability: Float { min(days.reduce(0, +), 1) }

    /// In how many days, from 1, the share `share` of the distribution is reached; `nil` beyond the horizon.
    public func quantile(_ share: Float) -> Int? {
        var sum: Float = 0
        for (day, probability) in days.enumerated() {
            sum += probability
            if sum >= share { return day + 1 }
        }
        return nil
    }

    /// The mean number of days, those beyond the horizon counted as its end.
    public var expected: Float {
        let beyond = max(1 - days.reduce(0, +), 0)
        return days.enumerated().reduce(beyond * Float(days.count)) { $0 + Float($1.offset + 1) * $1.element }
    }
}

/// The distribution of days to each customer's next purchase.
public struct TimingModel: Sendable, Equatable {
    /// Days it looks ahead.
    public let horizon: Int
    let model: TabularModel
    let baseline: [Float]

    // Rows of training are days of waiting; more than this teach little more.
    private static let mostRows = 300_000
    // Long waits are many, and alike: they are to teach what lapsed customers do, and not to crowd out the others.
    private static let longWaitShare: Float = 0.25
    // From fewer times between two purchases nothing is learned.
    private static let leastGaps = 20

    init(horizon: Int, model: TabularModel, baseline: [Float]) {
        self.horizon = horizon
        self.model = model
        self.baseline = baseline
    }

    /// Learns from every purchase before `asOf`; nothing from that day on is used.
    /// - Throws: ``BehaviorError`` when there is too little to learn from.
    public init(
        log: ActivityLog, asOf: Int32, horizon: Int, seed: UInt64, threads: Int
    ) throws(BehaviorError) {
        let kind = "the time of the next purchase"
        guard log.hasPurchases else {
            throw .nothingToLearn(kind: kind, need: "import interactions with event_type purchase")
        }
        let origins = log.origins(in: log.span.lowerBound..<asOf, known: asOf)
        let known = origins.count { $0.gap != nil }
        guard known >= Self.leastGaps else {
            throw .nothingToLearn(
                kind: kind,
                need: "customers bought again \(known) times, and it takes \(Self.leastGaps); import older events")
        }
        let baseline = TimingTable.baseline(origins, end: asOf, reach: horizon)
        let waits = Self.waits(after: origins, until: asOf, reach: horizon, seed: seed)
        let table = TimingTable(log: log, baseline: baseline)
        let features = table.features(of: waits, threads: threads)
        var elements: [Float] = []
        var targets: [Float] = []
        for (row, wait) in waits.enumerated() {
            let (days, isEvent) = wait.watched(until: asOf, reach: horizon)
            for step in 0..<days {
                table.append(wait.waited + step + 1, after: wait.origin, features.row(row), to: &elements)
                targets.append(isEvent && step == days - 1 ? 1 : 0)
            }
        }
        let rowsOfDays = Matrix(rows: targets.count, columns: TimingTable.columns, elements: elements)
        guard targets.contains(1), targets.contains(0) else { throw .oneOutcome(kind: kind, horizon: horizon) }
        var settings = TabularSettings(seed: seed)
        settings.networks = 3
        settings.rowsPerBatch = 256
        settings.linearShare = 0.2
        do {
            model = try TabularModel(rowsOfDays, targets: targets, settings: settings, threads: threads)
        } catch { throw .nothingToLearn(kind: kind, need: "\(error)") }
        self.horizon = horizon
        self.baseline = baseline
    }

    // The waits to learn from: those right after a purchase, and some of the later ones.
    private static func waits(
        after origins: [PurchaseOrigin], until end: Int32, reach: Int, seed: UInt64
    ) -> [PurchaseWait] {
        var generator = SeededGenerator(seed: seed, stream: 4)
        func rows(_ waits: [PurchaseWait]) -> Int {
            waits.reduce(0) { $0 + $1.watched(until: end, reach: reach).days }
        }
        func drawn(_ waits: [PurchaseWait], most: Int) -> [PurchaseWait] {
            let share = Float(most) / Float(max(rows(waits), 1))
            return share < 1 ? waits.filter { _ in generator.uniform() < share } : waits
        }
        let first = drawn(origins.map { PurchaseWait(origin: $0) }, most: mostRows)
        let later = origins.flatMap { PurchaseWait.later(than: $0, until: end, reach: reach) }
        return first + drawn(later, most: Int(longWaitShare * Float(rows(first))))
    }

    /// When each origin's customer buys next, counted from the day after `origin.day + waited`, given that they have not
    /// for `waited` days.
    public func predictions(
        _ log: ActivityLog, origins: [(origin: PurchaseOrigin, waited: Int)], threads: Int
    ) -> [TimingPrediction] {
        let table = TimingTable(log: log, baseline: baseline)
        // As in training: what is known of a customer is looked at anew every so many days of waiting.
        let waits = origins.map { PurchaseWait(origin: $0.origin, waited: $0.waited / horizon * horizon) }
        let known = table.features(of: waits, threads: threads)
        let blocks = Parallel.mapChunks(of: origins.count, chunk: 256, threads: threads) { range in
            var elements: [Float] = []
            elements.reserveCapacity(range.count * horizon * TimingTable.columns)
            for row in range {
                for step in 1...horizon {
                    table.append(
                        origins[row].waited + step, after: origins[row].origin, known.row(row), to: &elements)
                }
            }
            let matrix = Matrix(
                rows: range.count * horizon, columns: TimingTable.columns, elements: elements)
            let hazards = model.outputs(matrix).map { 1 / (1 + exp(-$0)) }
            return range.indices.map { index in
                var waiting: Float = 1
                let start = (index - range.lowerBound) * horizon
                return TimingPrediction(
                    days: hazards[start..<start + horizon].map { hazard in
                        defer { waiting *= 1 - hazard }
                        return waiting * hazard
                    })
            }
        }
        return blocks.flatMap(\.self)
    }
}
