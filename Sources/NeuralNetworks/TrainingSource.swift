import LinearAlgebra

/// Where a shard takes its rows from: the lists, the ones of them that teach anything, and the draw of their rows.
struct TrainingSource: Sendable {
    let lists: TrainingLists
    /// The lists to visit, in the order of the data.
    let usable: [Int]
    /// How many of a list's rows without a target are drawn; all when `nil`.
    private let negativesPerList: Int?
    /// How many rows each list brings to a batch, by list.
    let rowsOfList: [Int]
    private let outputs: Int
    private let seed: UInt64
    private let purposes: Int

    init(_ lists: TrainingLists, mlp: MLP, settings: TrainingSettings, sampled: Bool) {
        self.lists = lists
        outputs = mlp.outputCount
        seed = settings.seed
        purposes = mlp.layers.count + 1
        let isListwise = settings.loss.isListwise
        let negatives = sampled && isListwise ? settings.negativesPerList : nil
        negativesPerList = negatives
        var usable: [Int] = []
        rowsOfList = (0..<lists.count).map { list in
            let rows = lists.rows(of: list)
            guard isListwise else {
                if !rows.isEmpty { usable.append(list) }
                return rows.count
            }
            let targets = lists.targets[rows].count { $0 > 0 }
            if targets > 0 { usable.append(list) }
            return min(rows.count, targets + (negatives ?? rows.count))
        }
        self.usable = usable
    }

    /// The chance that belongs to one list in one epoch, for one purpose (0 draws rows, others are layers).
    func generator(list: Int, epoch: Int, purpose: Int) -> SeededGenerator {
        SeededGenerator(seed: seed, stream: UInt64((epoch * lists.count + list) * purposes + purpose + 1))
    }

    /// Copies a list's rows for `epoch` (all of them for `nil`) and returns how many there were.
    func gather(
        _ list: Int, epoch: Int?, inputs: UnsafeMutablePointer<Float>, targets: UnsafeMutablePointer<Float>
    ) -> Int {
        let rows = lists.rows(of: list)
        let columns = lists.features.columns
        return lists.features.elements.withUnsafeBufferPointer { features in
            lists.targets.withUnsafeBufferPointer { truth in
                guard let epoch, rowsOfList[list] < rows.count, let negativesPerList else {
                    (inputs).update(
                        from: features.baseAddress! + rows.lowerBound * columns, count: rows.count * columns)
                    targets.update(from: truth.baseAddress! + rows.lowerBound * outputs, count: rows.count * outputs)
                    return rows.count
                }
                // Selection sampling (Knuth, vol. 2, 3.4.2 S): keeps the order and needs no memory.
                var generator = generator(list: list, epoch: epoch, purpose: 0)
                var needed = negativesPerList
                var left = rows.count - (rowsOfList[list] - negativesPerList)
                var taken = 0
                for row in rows {
                    if truth[row] <= 0 {
                        let isTaken = generator.below(left) < needed
                        left -= 1
                        if !isTaken { continue }
                        needed -= 1
                    }
                    (inputs + taken * columns).update(from: features.baseAddress! + row * columns, count: columns)
                    targets[taken] = truth[row]
                    taken += 1
                }
                return taken
            }
        }
    }
}
