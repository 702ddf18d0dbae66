import Bowerbird
import Testing

@Suite struct ShopEvaluationTests {
    @Test(arguments: [SplitMethod.leaveLastOneOut, .time(share: 0.8), .random(share: 0.8)])
    func rowsHaveIntervalsAndBaselines(_ split: SplitMethod) throws {
        // People who go on from b to c, so that something is left to predict when the last step is held out.
        var rows = SmallShop.pairs(users: 60)
        for user in 0..<60 where user % 2 == 0 { rows += "u\(user),c,\(1_768_000_000 + user * 3600),view\n" }
        try SmallShop.with(interactions: rows) { shop in
            let result = try shop.evaluateRanking(split: split, threads: 2)
            let models = Set(result.map(\.model))
            #expect(models.isSuperset(of: ["bowerbird", "popularity", "item-knn"]))
            for row in result {
                #expect(row.low <= row.value && row.value <= row.high && (0...1).contains(row.value), "\(row)")
                #expect(row.n > 0)
            }
            #expect(result.contains { $0.metric == "NDCG@10" } && result.contains { $0.metric == "coverage@10" })
            #expect(shop.bundles.currentVersion() == nil)
        }
    }

    @Test func textIsMeasuredOnHeldOutRows() throws {
        var reviews = "text,label\n"
        for number in 0..<200 {
            reviews +=
                "review \(number) is \(number % 2 == 0 ? "good" : "bad"),\(number % 2 == 0 ? "positive" : "negative")\n"
        }
        try SmallShop.with(reviews: reviews) { shop in
            let rows = try shop.evaluateSentiment(threads: 2)
            let accuracy = try #require(rows.first { $0.model == "sentiment" && $0.metric == "accuracy" })
            #expect(accuracy.value > 0.95)
            #expect((20...60).contains(accuracy.n))
            let trivial = try #require(rows.first { $0.model == "most frequent label" && $0.metric == "accuracy" })
            #expect(trivial.value < 0.7)
        }
    }

    @Test func orderWithoutTimeCannotBeSplitByTime() throws {
        try SmallShop.with { shop in
            _ = try shop.store.write {
                try $0.insert(
                    (0..<20).map {
                        Interaction(userID: "u", itemID: ItemID(rawValue: "i\($0)"), timestamp: .ordinal($0))
                    })
            }
            #expect(throws: EvaluationError.self) { try shop.evaluateRanking(split: .time(share: 0.8), threads: 1) }
        }
    }
}
