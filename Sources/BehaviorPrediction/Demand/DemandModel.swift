import LinearAlgebra
import NeuralNetworks

/// How much of each item will be sold in each week to come, or in all of them together.
public struct DemandModel: Sendable {
    /// Weeks it looks ahead.
    public let weeks: Int
    /// Whether a prediction for step k is of the sum of the first k weeks instead of the k-th week.
    public let isCumulative: Bool
    private let model: TabularModel
    private let cells: AmountCells

    // A row is an item at a week in the past and a step ahead of it.
    private static let mostRows = 150_000
    private static let mostOrigins = 40
    // Before this many weeks a series says little.
    private static let leastPast = 8

    /// Learns from all weeks of `demand`.
    /// - Parameter levels: only series that sell so much (``DemandFeatures/level(_:)``) before the weeks that are predicted.
    /// - Throws: ``BehaviorError/nothingToLearn(kind:need:)`` with fewer than eight weeks before the window.
    public init(
        _ demand: WeeklyDemand, weeks: Int, isCumulative: Bool = false, levels: Range<Float> = 0..<Float.infinity,
        seed: UInt64, threads: Int
    ) throws(BehaviorError) {
        let newest = demand.weeks - weeks
        guard newest >= Self.leastPast, !demand.items.isEmpty else {
            throw .nothingToLearn(
                kind: "demand over \(weeks) weeks",
                need: "there are \(demand.weeks) whole weeks of events before that day, and it takes "
                    + "\(weeks + Self.leastPast); look fewer weeks ahead or import older events")
        }
        let oldest = max(min(14, newest), newest - Self.mostOrigins + 1)
        let rows = Self.draw(
            demand, origins: min(oldest, newest)...newest, weeks: weeks, isCumulative, levels, seed: seed)
        let shop = demand.shop
        var elements: [Float] = []
        elements.reserveCapacity(rows.count * DemandFeatures.columns)
        var values: [Float] = []
        for row in rows {
            let series = demand.units[row.item]
            DemandFeatures.append(series[..<row.origin], shop: shop[..<row.origin], step: row.step, to: &elements)
            values.append(
                Self.target(series, row.origin, row.step, isCumulative) / DemandFeatures.level(series[..<row.origin]))
        }
        let cells = AmountCells(values, most: 40)
        guard cells.count > 2 else { throw .oneOutcome(kind: "demand", horizon: weeks * 7) }
        var targets = [Float](repeating: 0, count: values.count * cells.count)
        for (row, value) in values.enumerated() { targets[row * cells.count + cells.cell(of: value)] = 1 }
        var settings = TabularSettings(loss: .categoricalCrossEntropy, seed: seed)
        settings.networks = 3
        settings.rowsPerBatch = 128
        settings.linearShare = 0.2
        do {
            model = try TabularModel(
                Matrix(rows: values.count, columns: DemandFeatures.columns, elements: elements), targets: targets,
                outputs: cells.count, settings: settings, threads: threads)
        } catch { throw .nothingToLearn(kind: "demand", need: "\(error)") }
        self.cells = cells
        self.weeks = weeks
        self.isCumulative = isCumulative
    }

    private struct Row {
        var item: Int
        var origin: Int
        var step: Int
    }

    // Rows of items that sell much are drawn more often, as the root of their level: errors there cost more.
    private static func draw(
        _ demand: WeeklyDemand, origins: ClosedRange<Int>, weeks: Int, _ isCumulative: Bool,
        _ levels: Range<Float>, seed: UInt64
    ) -> [Row] {
        var weights: [Float] = []
        var places: [(item: Int, origin: Int)] = []
        for item in demand.items.indices {
            let firstSale = demand.units[item].firstIndex { $0 > 0 } ?? demand.weeks
            for origin in origins where origin > firstSale {
                let level = DemandFeatures.level(demand.units[item][..<origin])
                guard levels.contains(level) else { continue }
                places.append((item, origin))
                weights.append(level.squareRoot())
            }
        }
        let steps = isCumulative ? [weeks] : Array(1...weeks)
        let wanted = min(places.count * steps.count, mostRows)
        let total = weights.reduce(0.0) { $0 + Double($1) }
        var generator = SeededGenerator(seed: seed, stream: 5)
        var rows: [Row] = []
        rows.reserveCapacity(wanted)
        // Systematic draws: evenly spaced marks along the summed weights, each mark one row.
        let spacing = total / Double(max(wanted, 1))
        var mark = Double(generator.uniform()) * spacing
        var sum = 0.0
        for (place, weight) in zip(places, weights) {
            sum += Double(weight)
            while mark < sum {
                rows.append(Row(item: place.item, origin: place.origin, step: steps[generator.below(steps.count)]))
                mark += spacing
            }
        }
        return rows
    }

    private static func target(_ series: [Float], _ origin: Int, _ step: Int, _ isCumulative: Bool) -> Float {
        isCumulative ? series[origin..<origin + step].reduce(0, +) : series[origin + step - 1]
    }

    /// The demand for the item at each of `positions` in `demand.items`, for the weeks after it: by position, then by
    /// week (or one entry, for all weeks together).
    public func predictions(_ demand: WeeklyDemand, positions: [Int]) -> [[DemandPrediction]] {
        let shop = demand.shop
        let steps = isCumulative ? [weeks] : Array(1...weeks)
        return positions.map { position in
            let series = demand.units[position][...]
            var elements: [Float] = []
            for step in steps { DemandFeatures.append(series, shop: shop[...], step: step, to: &elements) }
            let rows = Matrix(rows: steps.count, columns: DemandFeatures.columns, elements: elements)
            let probabilities = Softmax.rows(model.outputs(rows), width: cells.count)
            let level = DemandFeatures.level(series)
            return steps.indices.map { row in
                let own = probabilities[row * cells.count..<(row + 1) * cells.count]
                return DemandPrediction(level: level, cells: cells, probabilities: Array(own))
            }
        }
    }
}

/// The distribution of an item's sales in a week, or in several together.
public struct DemandPrediction: Sendable, Equatable {
    let level: Float
    let cells: AmountCells
    let probabilities: [Float]

    /// The mean number of units.
    public var expected: Float { level * cells.mean(probabilities[...]) }

    /// The number of units below which demand stays with probability `share`, in (0, 1).
    public func quantile(_ share: Float) -> Float { level * cells.quantile(share, probabilities[...]) }
}
