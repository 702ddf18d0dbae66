import LinearAlgebra
import Testing

@testable import BehaviorPrediction

@Suite struct RatingTests {
    // Kind users give a star more than severe ones, and even items get two more than odd ones.
    private static let table = RatingTable(
        (0..<40).flatMap { user in
            (0..<10).filter { ($0 * 7 + user) % 3 > 0 }.map { item in
                StarRating(
                    user: Int32(user), item: Int32(item),
                    stars: Float(2 + (user % 2) + (item % 2 == 0 ? 2 : 0)))
            }
        })

    @Test func starsFollowUserAndItem() throws {
        let model = try RatingModel(Self.table, seed: 0, threads: 2)
        let pairs: [(user: Int32, item: Int32)] = [(0, 1), (1, 1), (0, 2), (1, 2)]
        for (prediction, stars) in zip(model.predictions(pairs), [2, 3, 4, 5] as [Float]) {
            #expect(abs(prediction.expected - stars) < 0.6)
            #expect(prediction.low <= prediction.median && prediction.median <= prediction.high)
        }
        let stranger = model.predictions([(999, 999)])[0]
        #expect((2...5).contains(stranger.expected))
    }

    @Test func aRatingIsNotForetoldFromItself() {
        let table = RatingTable([
            StarRating(user: 0, item: 0, stars: 5), StarRating(user: 1, item: 1, stars: 1),
        ])
        // Without its own five stars, nothing is known of the user but the mean of all.
        #expect(table.features(user: 0, item: 0, without: 5).prefix(2) == [3, 3])
        #expect(table.features(user: 0, item: 0, without: nil)[0] > 3)
        #expect(abs(table.biasRule(user: 0, item: 1) - 3) < 1e-6)
    }

    @Test func tooFewRatingsAreTold() {
        #expect(throws: BehaviorError.self) {
            try RatingModel(RatingTable([StarRating(user: 0, item: 0, stars: 5)]), seed: 0, threads: 1)
        }
    }
}
