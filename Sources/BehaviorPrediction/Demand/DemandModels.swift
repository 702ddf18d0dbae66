import LinearAlgebra

/// Models of demand for items that sell much and for those that hardly sell, each taught by its kind.
///
/// One model for both is either lost in the many that hardly sell, or takes these for best sellers in a slack time. Which kind an
/// item is of is told from what it sold before the week in question, in learning as in predicting: items chosen by
/// what they sold in the end would teach that sales rise.
public struct DemandModels: Sendable {
    private let busy: DemandModel
    // `nil` where there are too few items to divide.
    private let slow: DemandModel?
    private let border: Float

    private static let leastItems = 400
    private static let mostBusy = 2_000
    private static let busyShare = 4

    /// Learns from all weeks of `demand`.
    /// - Throws: ``BehaviorError/nothingToLearn(kind:need:)`` with fewer than eight weeks before the window.
    public init(
        _ demand: WeeklyDemand, weeks: Int, isCumulative: Bool = false, seed: UInt64, threads: Int
    ) throws(BehaviorError) {
        func model(_ levels: Range<Float>) throws(BehaviorError) -> DemandModel {
            try DemandModel(
                demand, weeks: weeks, isCumulative: isCumulative, levels: levels, seed: seed, threads: threads)
        }
        let levels = demand.units.map { DemandFeatures.level($0[...]) }.sorted(by: >)
        let count = min(levels.count / Self.busyShare, Self.mostBusy)
        guard levels.count >= Self.leastItems, levels[count] > 1 else {
            border = 0
            slow = nil
            busy = try model(0..<Float.infinity)
            return
        }
        border = levels[count]
        busy = try model(border..<Float.infinity)
        slow = try model(0..<border)
    }

    /// The demand for the item at each of `positions` in `demand.items`, for the weeks after it: by position, then by
    /// week (or one entry, for all weeks together).
    public func predictions(_ demand: WeeklyDemand, positions: [Int]) -> [[DemandPrediction]] {
        guard let slow else { return busy.predictions(demand, positions: positions) }
        let isBusy = positions.map { DemandFeatures.level(demand.units[$0][...]) >= border }
        var first = busy.predictions(demand, positions: zip(positions, isBusy).filter(\.1).map(\.0))[...]
        var second = slow.predictions(demand, positions: zip(positions, isBusy).filter { !$0.1 }.map(\.0))[...]
        return isBusy.map { $0 ? first.removeFirst() : second.removeFirst() }
    }
}
