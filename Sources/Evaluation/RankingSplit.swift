public import DataModel
import LinearAlgebra

/// How interactions are divided into what a recommender may learn from and what it is tested on.
public enum SplitMethod: Hashable, Sendable {
    /// The last item of every user with at least three is the test; everything before it is known.
    case leaveLastOneOut
    /// The first `share` of all rows in time order train, the rest test.
    case time(share: Double)
    /// Rows drawn at random: `share` of them train, the rest test.
    case random(share: Double)

    /// Reads `last-one`, `time:0.8` or `random:0.8`.
    /// - Throws: ``EvaluationError/unknownSplit(_:)`` for anything else, and for shares outside (0, 1).
    public init(parsing text: String) throws(EvaluationError) {
        if text == "last-one" {
            self = .leaveLastOneOut
            return
        }
        let parts = text.split(separator: ":")
        guard parts.count == 2, let share = Double(parts[1]), share > 0, share < 1 else {
            throw EvaluationError.unknownSplit(text)
        }
        switch parts[0] {
        case "time": self = .time(share: share)
        case "random": self = .random(share: share)
        default: throw EvaluationError.unknownSplit(text)
        }
    }
}

/// Training histories and held-out items, by user number.
///
/// A (user, item) pair counts once, at its first row. Held-out items that nobody has in training are cold: no
/// collaborative model can rank them, so they are left out of `tests` and counted in ``coldTestItems``.
public struct RankingSplit: Sendable, Equatable {
    /// What a recommender may learn from, and what it knows of each user when asked.
    public let training: Histories
    /// Each user's held-out items; empty for users who are not evaluated.
    public let tests: [[Int32]]
    /// Held-out pairs whose item does not occur in training.
    public let coldTestItems: Int
    /// Whether each item occurs in training and so may be ranked.
    public let rankable: [Bool]

    /// How many users are evaluated.
    public var evaluatedUsers: Int { tests.count { !$0.isEmpty } }

    /// Divides the rows of `table`.
    public init(_ table: InteractionTable, userCount: Int, itemCount: Int, method: SplitMethod, seed: UInt64 = 0) {
        let rows = Self.firstRows(of: table, userCount: userCount, itemCount: itemCount)
        var isTest = [Bool](repeating: false, count: rows.count)
        switch method {
        case .leaveLastOneOut:
            var count = [Int](repeating: 0, count: userCount)
            var last = [Int](repeating: -1, count: userCount)
            for (position, row) in rows.enumerated() {
                count[Int(table.users[row])] += 1
                last[Int(table.users[row])] = position
            }
            for user in 0..<userCount where count[user] >= 3 { isTest[last[user]] = true }
        case .time(let share):
            for position in Int(share * Double(rows.count))..<rows.count { isTest[position] = true }
        case .random(let share):
            var order = Array(rows.indices)
            var generator = SeededGenerator(seed: seed)
            generator.shuffle(&order)
            for position in order.dropFirst(Int(share * Double(rows.count))) { isTest[position] = true }
        }
        var kept = InteractionTable()
        var held: [[Int32]] = Array(repeating: [], count: userCount)
        var knownUser = [Bool](repeating: false, count: userCount)
        var knownItem = [Bool](repeating: false, count: itemCount)
        for (position, row) in rows.enumerated() {
            let user = table.users[row]
            let item = table.items[row]
            if isTest[position] {
                held[Int(user)].append(item)
            } else {
                kept.users.append(user)
                kept.items.append(item)
                kept.timestamps.append(table.timestamps[row])
                knownUser[Int(user)] = true
                knownItem[Int(item)] = true
            }
        }
        var cold = 0
        for user in 0..<userCount {
            guard knownUser[user] else {
                held[user] = []
                continue
            }
            cold += held[user].count { !knownItem[Int($0)] }
            held[user].removeAll { !knownItem[Int($0)] }
        }
        training = Histories(kept, userCount: userCount, itemCount: itemCount)
        tests = held
        coldTestItems = cold
        rankable = knownItem
    }

    /// The rows that are the first of their (user, item) pair, in time order.
    private static func firstRows(of table: InteractionTable, userCount: Int, itemCount: Int) -> [Int] {
        var rowsOfUser: [[Int32]] = Array(repeating: [], count: userCount)
        for row in 0..<table.count { rowsOfUser[Int(table.users[row])].append(Int32(row)) }
        var lastOwner = [Int32](repeating: -1, count: itemCount)
        var isFirst = [Bool](repeating: false, count: table.count)
        for user in 0..<userCount {
            for row in rowsOfUser[user] where lastOwner[Int(table.items[Int(row)])] != Int32(user) {
                lastOwner[Int(table.items[Int(row)])] = Int32(user)
                isFirst[Int(row)] = true
            }
        }
        return (0..<table.count).filter { isFirst[$0] }
    }
}
