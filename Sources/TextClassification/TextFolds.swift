import LinearAlgebra

/// Which texts are held out while epochs and temperature are found.
///
/// Each label's texts are put in the order of a hash of their bytes and dealt out in turn, so that every fold has its
/// share of every label, equal texts fall together, and the order of the rows does not matter. A label's only text is
/// held out like any other: that such texts cannot be told is part of how sure a classifier may be.
struct TextFolds: Sendable {
    // Up to here, one held-out tenth says too little and all texts can be held out in turn without waiting long.
    private static let fewTexts = 12_000
    private static let fewBytes = 5 << 20

    /// The rows of each fold that is held out once.
    let heldOut: [[Int]]

    init(_ texts: [String], labels: [Int32], classes: Int, isLarge: Bool = false) {
        let bytes = texts.reduce(0) { $0 + $1.utf8.count }
        let isSmall = !isLarge && texts.count <= Self.fewTexts && bytes <= Self.fewBytes
        let dealt = isSmall ? 4 : 10
        var members = [[(hash: UInt64, row: Int)]](repeating: [], count: classes)
        for (row, text) in texts.enumerated() { members[Int(labels[row])].append((Self.hash(text), row)) }
        var folds = [[Int]](repeating: [], count: dealt)
        var fold = 0
        for label in members {
            let sorted = label.sorted { ($0.hash, $0.row) < ($1.hash, $1.row) }
            for position in sorted.indices {
                if position == 0 || sorted[position].hash != sorted[position - 1].hash { fold = (fold + 1) % dealt }
                folds[fold].append(sorted[position].row)
            }
        }
        heldOut = (isSmall ? folds : [folds[0]]).filter { !$0.isEmpty }.map { $0.sorted() }
    }

    // FNV-1a, stirred once more so that its order has nothing to do with the alphabet.
    private static func hash(_ text: String) -> UInt64 {
        var state: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        var generator = SeededGenerator(seed: state)
        return generator.next()
    }
}
