public import DataModel
import LinearAlgebra

/// A step before the test, inside the training data: what settings are chosen by, so that they never see a test item.
///
/// Where periods are tested, the last fifth of the training time is held back, so that it stands to the rest as the test
/// does to the training; otherwise the last item of some users.
public struct ValidationSplit: Sendable {
    /// The training histories without what is held back.
    public let histories: Histories
    /// Each user's held-back items; empty for users who are not asked.
    public let tests: [[Int32]]

    /// Divides the training histories of a split.
    /// - Parameter mostUsers: how many users are asked at most; drawn by `seed`.
    public init(_ training: Histories, method: SplitMethod, mostUsers: Int = 2_000, seed: UInt64) {
        var order = Array(0..<training.userCount)
        var generator = SeededGenerator(seed: seed, stream: 0x76616C)
        generator.shuffle(&order)
        var keptCount = (0..<training.userCount).map { training.range(of: $0).count }
        var held: [[Int32]] = Array(repeating: [], count: training.userCount)
        var asked = 0
        if case .time = method, let border = Self.border(of: training) {
            for user in order {
                let range = training.range(of: user)
                let kept = range.prefix { training.timestamps[$0] < border }.count
                keptCount[user] = kept
                guard asked < mostUsers, kept > 0, kept < range.count else { continue }
                held[user] = Array(training.items[range.dropFirst(kept)])
                asked += 1
            }
        } else {
            for user in order where keptCount[user] >= 2 && asked < mostUsers {
                keptCount[user] -= 1
                held[user] = Array(training.items(of: user).suffix(1))
                asked += 1
            }
        }
        var offsets = [0]
        var items: [Int32] = []
        var timestamps: [Int64] = []
        for user in 0..<training.userCount {
            let kept = training.range(of: user).prefix(keptCount[user])
            items += training.items[kept]
            timestamps += training.timestamps[kept]
            offsets.append(items.count)
        }
        histories = Histories(offsets: offsets, items: items, timestamps: timestamps, itemCount: training.itemCount)
        var known = [Bool](repeating: false, count: training.itemCount)
        for item in items { known[Int(item)] = true }
        tests = held.map { $0.filter { known[Int($0)] } }
    }

    // The time after which the last fifth of the events came.
    private static func border(of training: Histories) -> Int64? {
        let times = training.timestamps.sorted()
        return times.isEmpty ? nil : times[times.count * 4 / 5]
    }
}
