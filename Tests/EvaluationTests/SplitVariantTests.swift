import DataModel
import Evaluation
import TestSupport
import Testing

@Suite struct SplitVariantTests {
    @Test func everyPairIsHeldOutInOneFold() {
        let table = InteractionTable(rows: (0..<400).map { (Int32($0 % 20), Int32($0 / 20), Int64($0)) })
        var timesHeld = [[Int]](repeating: Array(repeating: 0, count: 20), count: 20)
        for fold in 0..<4 {
            let split = RankingSplit(
                table, userCount: 20, itemCount: 20, method: .fold(index: fold, count: 4), seed: 3)
            #expect((60...140).contains(400 - split.training.items.count))
            for user in 0..<20 {
                for item in split.tests[user] + split.coldTests[user] { timesHeld[user][Int(item)] += 1 }
            }
        }
        #expect(timesHeld.allSatisfy { $0.allSatisfy { $0 == 1 } })
    }

    @Test func tiedUsersAreCounted() {
        // User 0's last two rows share a time; user 1's do not.
        let table = InteractionTable(rows: [
            (0, 0, 1), (1, 1, 1), (1, 2, 2), (0, 1, 3), (0, 2, 3), (1, 0, 4),
        ])
        func tied(_ method: SplitMethod) -> Int {
            RankingSplit(table, userCount: 2, itemCount: 3, method: method).tiedUsers
        }
        #expect(tied(.leaveLastOneOut) == 1)
        #expect(tied(.random(share: 0.5)) == 0)
    }

    @Test func shuffledTiesKeepTheirTime() {
        let table = InteractionTable(rows: (0..<60).map { (Int32($0), Int32($0), Int64($0 / 20)) })
        let first = table.shufflingTies(seed: 1)
        #expect(first.users == table.shufflingTies(seed: 1).users)
        #expect(first.users != table.users)
        #expect(first.users != table.shufflingTies(seed: 2).users)
        #expect(first.users == first.items)
        for time in 0..<3 {
            #expect(Set(first.users[time * 20..<time * 20 + 20]) == Set(table.users[time * 20..<time * 20 + 20]))
        }
    }

    @Test func validationHoldsBackTheLastTrainingItem() {
        let training = Histories(
            offsets: [0, 3, 4, 6], items: [0, 1, 2, 0, 1, 0], timestamps: [1, 2, 3, 4, 5, 6], itemCount: 3)
        let split = ValidationSplit(training, method: .leaveLastOneOut, seed: 0)
        #expect(Array(split.histories.items(of: 0)) == [0, 1])
        #expect(Array(split.histories.items(of: 1)) == [0])
        #expect(Array(split.histories.items(of: 2)) == [1])
        // Item 2 is gone from what is left, so nobody can be asked for it.
        #expect(split.tests == [[], [], [0]])
        let one = ValidationSplit(training, method: .leaveLastOneOut, mostUsers: 1, seed: 0)
        #expect(one.histories.items.count == 5)
    }

    @Test func validationOfPeriodsHoldsBackALaterPeriod() {
        let training = Histories(
            offsets: [0, 5, 10], items: [0, 1, 2, 3, 4, 4, 3, 2, 1, 0], timestamps: [1, 3, 5, 7, 9, 2, 4, 6, 8, 10],
            itemCount: 5)
        let split = ValidationSplit(training, method: .time(share: 0.8), seed: 0)
        #expect(split.histories.timestamps.max() == 8)
        #expect(split.tests == [[4], [0]])
    }
}
