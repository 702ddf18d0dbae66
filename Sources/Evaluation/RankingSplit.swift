public import DataModel
import LinearAlgebra

/// Training histories and held-out items, by user number.
///
/// A (user, item) pair counts once, at its first row. Held-out items that nobody has in training are cold: no
/// collaborative model can rank them, so they are kept apart from `tests`.
public struct RankingSplit: Sendable, Equatable {
    /// What a recommender may learn from, and what it knows of each user when asked.
    public let training: Histories
    /// Each user's held-out items that occur in training; empty for users who are not evaluated.
    public let tests: [[Int32]]
    /// Each user's held-out items that do not occur in training; empty for users without training rows.
    public let coldTests: [[Int32]]
    /// Whether each item occurs in training and so may be ranked.
    public let rankable: [Bool]
    /// Users with a held-out row at the very time of one of their training rows: which of the two came first, only the
    /// order of the file says.
    public let tiedUsers: Int

    /// How many users are evaluated.
    public var evaluatedUsers: Int { tests.count { !$0.isEmpty } }
    /// How many held-out pairs have an item that does not occur in training.
    public var coldTestItems: Int { coldTests.reduce(0) { $0 + $1.count } }

    /// Divides the rows of `table`.
    public init(_ table: InteractionTable, userCount: Int, itemCount: Int, method: SplitMethod, seed: UInt64 = 0) {
        let rows = Self.firstRows(of: table, userCount: userCount, itemCount: itemCount)
        let isTest = Self.isTest(rows, of: table, userCount: userCount, method: method, seed: seed)
        var kept = InteractionTable()
        var held: [[Int32]] = Array(repeating: [], count: userCount)
        var heldFrom = [Int64](repeating: .max, count: userCount)
        var knownItem = [Bool](repeating: false, count: itemCount)
        for (position, row) in rows.enumerated() {
            let user = Int(table.users[row])
            if isTest[position] {
                held[user].append(table.items[row])
                heldFrom[user] = min(heldFrom[user], table.timestamps[row])
            } else {
                kept.users.append(table.users[row])
                kept.items.append(table.items[row])
                kept.timestamps.append(table.timestamps[row])
                knownItem[Int(table.items[row])] = true
            }
        }
        training = Histories(kept, userCount: userCount, itemCount: itemCount)
        for user in 0..<userCount where training.range(of: user).isEmpty { held[user] = [] }
        tests = held.map { $0.filter { knownItem[Int($0)] } }
        coldTests = held.map { $0.filter { !knownItem[Int($0)] } }
        rankable = knownItem
        let training = training
        tiedUsers =
            method.goesByTime
            ? (0..<userCount).count { user in
                !held[user].isEmpty && training.timestamps[training.range(of: user)].last == heldFrom[user]
            } : 0
    }

    // For each of `rows`, whether it is held out.
    private static func isTest(
        _ rows: [Int], of table: InteractionTable, userCount: Int, method: SplitMethod, seed: UInt64
    ) -> [Bool] {
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
        case .fold(let index, let count):
            for (position, row) in rows.enumerated() {
                isTest[position] = PairHash.of(table.users[row], table.items[row], seed: seed) % UInt64(count) == index
            }
        }
        return isTest
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

extension SplitMethod {
    /// Whether it matters which of two rows came first.
    var goesByTime: Bool {
        switch self {
        case .leaveLastOneOut, .time: true
        case .random, .fold: false
        }
    }
}
