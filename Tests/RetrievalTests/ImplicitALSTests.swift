import DataModel
import LinearAlgebra
import Testing

@testable import Retrieval

@Suite struct ImplicitALSTests {
    /// Users of two kinds, each with some of the ten items of their kind.
    private static func twoKinds(users: Int) -> Histories {
        var generator = SeededGenerator(seed: 3)
        var offsets = [0]
        var items: [Int32] = []
        for user in 0..<users {
            var own = Array(Int32(0)..<10).map { $0 + (user % 2 == 0 ? 0 : 10) }
            generator.shuffle(&own)
            items += own.prefix(4)
            offsets.append(items.count)
        }
        return Histories(
            offsets: offsets, items: items, timestamps: Array(repeating: 0, count: items.count), itemCount: 20)
    }

    @Test func objectiveNeverRises() {
        let histories = Self.twoKinds(users: 200)
        var settings = ImplicitALSSettings(factors: 8, regularization: 0.01, confidence: 5)
        var last = Double.infinity
        for iterations in 1...6 {
            settings.iterations = iterations
            let objective = ImplicitALS(histories, settings: settings, threads: 1)
                .objective(histories, settings: settings, threads: 1)
            #expect(objective <= last * (1 + 1e-6))
            last = objective
        }
        // All factors zero would cost 1 + α for each of the 800 pairs.
        #expect(last < 0.7 * 800 * 6)
    }

    @Test func objectiveIsTheDefinition() {
        let histories = Histories(offsets: [0, 2, 3], items: [0, 2, 1], timestamps: [1, 2, 1], itemCount: 3)
        let settings = ImplicitALSSettings(factors: 2, regularization: 0.05, confidence: 3, iterations: 2)
        let model = ImplicitALS(histories, settings: settings, threads: 1)
        var expected = 0.0
        for user in 0..<2 {
            for item in 0..<3 {
                let score = zip(model.userFactors.row(user), model.itemFactors.row(item))
                    .reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
                let isSeen = histories.items(of: user).contains(Int32(item))
                expected += isSeen ? 4 * (1 - score) * (1 - score) : score * score
            }
        }
        func squares(_ row: ArraySlice<Float>) -> Double { row.reduce(0.0) { $0 + Double($1) * Double($1) } }
        // Total confidence of a user: 3 items + 3 for each seen; of an item: 2 users + 3 for each who has it.
        expected += 0.05 * (9 * squares(model.userFactors.row(0)) + 6 * squares(model.userFactors.row(1)))
        for item in 0..<3 { expected += 0.05 * 5 * squares(model.itemFactors.row(item)) }
        #expect(abs(model.objective(histories, settings: settings, threads: 1) - expected) < 1e-4)
    }

    @Test func solvesTheNormalEquations() {
        let histories = Histories(
            offsets: [0, 2, 4, 6, 7], items: [0, 1, 1, 2, 0, 2, 1], timestamps: Array(1...7), itemCount: 3)
        let settings = ImplicitALSSettings(
            factors: 2, regularization: 0.1, confidence: 4, iterations: 3, solverSteps: 2)
        let model = ImplicitALS(histories, settings: settings, threads: 1)
        // Items are solved last, so each item's factors solve its 2 × 2 equations, here by Cramer's rule.
        for item in 0..<3 {
            var (a, b, c) = (0.0, 0.0, 0.0)
            var right = (0.0, 0.0)
            var seen = 0.0
            for user in 0..<4 {
                let x = (Double(model.userFactors[user, 0]), Double(model.userFactors[user, 1]))
                let has = histories.items(of: user).contains(Int32(item))
                let weight = has ? 5.0 : 1.0
                a += weight * x.0 * x.0
                b += weight * x.0 * x.1
                c += weight * x.1 * x.1
                if has {
                    right = (right.0 + 5 * x.0, right.1 + 5 * x.1)
                    seen += 1
                }
            }
            let lambda = 0.1 * (4 + 4 * seen)
            (a, c) = (a + lambda, c + lambda)
            let determinant = a * c - b * b
            #expect(abs(Double(model.itemFactors[item, 0]) - (right.0 * c - right.1 * b) / determinant) < 1e-4)
            #expect(abs(Double(model.itemFactors[item, 1]) - (right.1 * a - right.0 * b) / determinant) < 1e-4)
        }
    }

    @Test func doesNotDependOnThreads() {
        let histories = Self.twoKinds(users: 400)
        let settings = ImplicitALSSettings(factors: 12, iterations: 3, seed: 9)
        #expect(
            ImplicitALS(histories, settings: settings, threads: 1)
                == ImplicitALS(histories, settings: settings, threads: 3))
    }

    @Test func unseenItemsOfTheOwnKindScoreHigher() {
        let histories = Self.twoKinds(users: 200)
        let model = ImplicitALS(histories, settings: ImplicitALSSettings(factors: 2), threads: 2)
        let scores = model.userFactors.multiplied(by: model.itemFactors, transposed: true)
        for user in 0..<200 {
            let own = user % 2 == 0 ? 0..<10 : 10..<20
            let least = own.map { scores[user, $0] }.min() ?? 0
            let other = (0..<20).filter { !own.contains($0) }.map { scores[user, $0] }.max() ?? 1
            #expect(least > other)
        }
    }

    @Test func nearestItemsAreOfTheSameKind() {
        let model = ImplicitALS(Self.twoKinds(users: 200), settings: ImplicitALSSettings(factors: 2), threads: 2)
        let near = FactorSimilarity.neighbors(
            ItemFactors(left: model.itemFactors, right: model.itemFactors), threads: 2)
        for item in 0..<20 {
            let range = near.range(ofRow: item)
            let best = range.max { near.values[$0] < near.values[$1] }
            #expect(best.map { near.columnIndices[$0] / 10 } == Int32(item / 10))
        }
    }

    @Test func usersWithoutItemsHaveNoFactors() {
        let histories = Histories(offsets: [0, 0, 2], items: [0, 1], timestamps: [1, 2], itemCount: 2)
        let model = ImplicitALS(histories, settings: ImplicitALSSettings(factors: 3), threads: 1)
        #expect(model.userFactors.row(0).allSatisfy { $0 == 0 })
    }

    @Test func denseEASESolvesItsLeastSquares() {
        let histories = Histories(
            offsets: [0, 3, 5, 8, 9], items: [0, 1, 2, 0, 1, 1, 2, 3, 3], timestamps: Array(1...9), itemCount: 4)
        let weights = EASE.denseWeights(histories, Occurrences(histories), regularization: 0.5, threads: 2)
        var shared = [[Double]](repeating: Array(repeating: 0, count: 4), count: 4)
        for user in 0..<4 {
            for i in histories.items(of: user) { for j in histories.items(of: user) { shared[Int(i)][Int(j)] += 1 } }
        }
        // Column j is a ridge regression of item j on the others: Σ_k (G_ik + λδ_ik) W_kj = G_ij for every i ≠ j.
        for j in 0..<4 {
            #expect(weights[j, j] == 0)
            for i in 0..<4 where i != j {
                let left = (0..<4).reduce(0.0) { $0 + (shared[i][$1] + (i == $1 ? 0.5 : 0)) * Double(weights[$1, j]) }
                #expect(abs(left - shared[i][j]) < 1e-4)
            }
        }
        #expect(weights.elements.contains { $0 < 0 })
    }
}
