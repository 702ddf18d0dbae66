/// Values of some metrics by user; a user who is tested in several folds counts once, by the mean.
struct UserValues: Sendable {
    let columns: Int
    private var sums: [Double]
    private var counts: [Int]

    init(users: Int, columns: Int = 1) {
        self.columns = columns
        sums = [Double](repeating: 0, count: users * columns)
        counts = [Int](repeating: 0, count: users)
    }

    mutating func add(_ values: [Double], to user: Int) {
        for column in 0..<columns { sums[user * columns + column] += values[column] }
        counts[user] += 1
    }

    /// One row for each user who has values, in the order of their numbers.
    var rows: [[Double]] {
        counts.indices.filter { counts[$0] > 0 }.map { user in
            (0..<columns).map { sums[user * columns + $0] / Double(counts[user]) }
        }
    }
}
