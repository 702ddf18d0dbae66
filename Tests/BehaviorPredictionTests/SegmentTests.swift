import LinearAlgebra
import Testing

@testable import BehaviorPrediction

@Suite struct SegmentTests {
    private static let points = Matrix(rows: 6, columns: 1, elements: [0, 1, 2, 10, 11, 12])

    @Test func kMeansFindsTheGroups() {
        let one = KMeans.cluster(Self.points, count: 2, seed: 3, threads: 1)
        #expect(Set(one.centers.elements) == [1, 11])
        #expect(one.inertia == 4)
        #expect(one == KMeans.cluster(Self.points, count: 2, seed: 3, threads: 2))
        let same = Matrix(rows: 3, columns: 1, elements: [5, 5, 5])
        #expect(KMeans.cluster(same, count: 2, seed: 0, threads: 1).inertia == 0)
    }

    @Test func silhouetteIsThatOfTheDefinition() {
        let value = Silhouette.mean(Self.points, assignments: [0, 0, 0, 1, 1, 1], count: 2, threads: 2)
        // Ends: a = 1.5, b = 11 or 9; middles: a = 1, b = 10.
        let expected = (2 * (1 - 1.5 / 11) + 2 * (1 - 1.5 / 9) + 2 * (1 - 1.0 / 10)) / 6
        #expect(abs(value - expected) < 1e-6)
        #expect(Silhouette.mean(Self.points, assignments: [0, 0, 0, 0, 0, 0], count: 1, threads: 1) == 0)
    }

    @Test func aMixtureKnowsHowManyGroupsThereAre() {
        var generator = SeededGenerator(seed: 1)
        let elements = (0..<400).map { index -> Float in
            (0..<6).reduce(Float(index % 2 == 0 ? 0 : 8)) { sum, _ in sum + generator.uniform() - 0.5 }
        }
        let points = Matrix(rows: 400, columns: 1, elements: elements)
        let criteria = (1...3).map { count in
            GaussianMixture(points, start: KMeans.cluster(points, count: count, seed: 0, threads: 1))
                .bayesianInformation(count: 400)
        }
        #expect(criteria[1] < criteria[0] && criteria[1] < criteria[2])
    }

    @Test func segmentsAreDescribedByWhatSetsThemApart() throws {
        let log = try ToyShop.log(ToyShop.loyalAndLost())
        let result = try CustomerSegments(log, day: log.span.upperBound, seed: 0, threads: 2)
        #expect(result.segments.count == 2)
        #expect(result.segments.reduce(0) { $0 + $1.users.count } == 60)
        #expect(result.silhouette > 0.5)
        let words = result.segments.map(\.description)
        #expect(words.contains { $0.contains("bought lately") && $0.contains("buy often") })
        #expect(words.contains { $0.contains("have not bought for long") })
        #expect(throws: BehaviorError.self) {
            try CustomerSegments(
                ToyShop.log([.init(user: "a", day: 0)]), day: Int32(ToyShop.firstDay + 1), seed: 0, threads: 1)
        }
    }
}
