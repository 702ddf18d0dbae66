import Foundation
import LinearAlgebra
import Testing

@testable import BehaviorPrediction

@Suite struct BuyTillYouDieTests {
    @Test func theSearchFindsTheBottomOfABowl() {
        let found = NelderMead.minimum(from: [0, 0], step: 0.5, iterations: 200) { point in
            (point[0] - 3) * (point[0] - 3) + 10 * (point[1] + 1) * (point[1] + 1)
        }
        #expect(abs(found[0] - 3) < 1e-3 && abs(found[1] + 1) < 1e-3)
    }

    // Customers drawn from the model: everybody buys about every ten days and leaves after every fifth purchase or so.
    @Test func customersDrawnFromTheModelAreUnderstood() {
        var generator = SeededGenerator(seed: 11)
        var histories: [BuyTillYouDie.History] = []
        var isAlive: [Bool] = []
        var buys: [Bool] = []
        for _ in 0..<1500 {
            var (day, repeats, last) = (0.0, 0.0, 0.0)
            var alive = true
            while alive {
                day -= 10 * log(Double(1 - generator.uniform()))
                if day > 120 { break }
                repeats += 1
                last = day
                alive = generator.uniform() >= 0.2
            }
            histories.append(.init(repeats: repeats, recency: last, age: 120))
            isAlive.append(alive)
            buys.append(alive && day <= 150)
        }
        let model = BuyTillYouDie(fitting: histories)
        let alive = histories.map(model.alive).reduce(0, +) / 1500
        #expect(abs(alive - Double(isAlive.count { $0 }) / 1500) < 0.05)
        let regular = BuyTillYouDie.History(repeats: 11, recency: 118, age: 120)
        let gone = BuyTillYouDie.History(repeats: 5, recency: 50, age: 120)
        // One in five leaves right after a purchase, however regular they were.
        #expect((0.7...0.95).contains(model.alive(regular)))
        #expect(model.alive(gone) < 0.1)
        #expect(model.chance(regular, days: 30) > 0.6)
        #expect(model.chance(gone, days: 30) < 0.1)
        #expect(model.chance(regular, days: 1) < model.chance(regular, days: 30))
        let repeaters = histories.indices.filter { histories[$0].repeats > 0 }
        let foretold = repeaters.reduce(0) { $0 + model.chance(histories[$1], days: 30) } / Double(repeaters.count)
        #expect(abs(foretold - Double(repeaters.count { buys[$0] }) / Double(repeaters.count)) < 0.05)
    }
}
