import DataModel
import Testing

@testable import BehaviorPrediction

@Suite struct ReviewTests {
    // Forty users buy ten things each; every fourth user writes of all of them, the others of none but thing 9.
    private static let snapshot: Snapshot = {
        let events = (0..<40).flatMap { user in
            (0..<10).map { ToyShop.Event(user: "u\(user)", item: "i\($0)", day: $0 * 3 + user % 3) }
        }
        var snapshot = ToyShop.snapshot(events + [.init(user: "late", item: "i0", day: 100)])
        snapshot.reviews = (0..<40).flatMap { user in
            (0..<10).filter { user % 4 == 0 || $0 == 9 }.map {
                Review(text: "fine", userID: UserID(rawValue: "u\(user)"), itemID: ItemID(rawValue: "i\($0)"))
            }
        }
        return snapshot
    }()

    @Test func whoWritesIsExpectedToWrite() throws {
        let table = ReviewTable(Self.snapshot, before: Int32(ToyShop.firstDay + 101))
        // The newest purchase is too young to say that there will be no review.
        #expect(table.pairs.count == 400)
        let model = try ReviewModel(table, seed: 0, threads: 2)
        func number(_ index: IdentifierIndex, _ name: String) -> Int32 { index.number(of: name) ?? -1 }
        let (users, items) = (Self.snapshot.users, Self.snapshot.items)
        let chances = model.probabilities([
            (number(users, "u4"), number(items, "i2")), (number(users, "u5"), number(items, "i2")),
            (number(users, "u5"), number(items, "i9")),
        ])
        #expect(chances[0] > 0.6 && chances[1] < 0.3 && chances[2] > 0.5)
    }

    @Test func withoutReviewsNothingIsLearned() {
        var snapshot = Self.snapshot
        snapshot.reviews = []
        #expect(throws: BehaviorError.self) {
            try ReviewModel(ReviewTable(snapshot, before: Int32(ToyShop.firstDay + 101)), seed: 0, threads: 1)
        }
    }
}
