import Bowerbird
import Testing

@Suite struct ShopEvaluationTests {
    /// People who go on from b to c, so that something is left to predict when the last step is held out.
    private static let threeSteps: String = {
        var rows = SmallShop.pairs(users: 60)
        for user in 0..<60 where user % 2 == 0 { rows += "u\(user),c,\(1_768_000_000 + user * 3600),view\n" }
        return rows
    }()

    @Test(arguments: [SplitMethod.leaveLastOneOut, .time(share: 0.8), .random(share: 0.8)])
    func rowsHaveIntervalsAndBaselines(_ split: SplitMethod) throws {
        try SmallShop.with(interactions: Self.threeSteps) { shop in
            let result = try shop.evaluateRanking(RankingEvaluationOptions(split: split), threads: 2)
            let models = Set(result.rows.map(\.model))
            #expect(models == ["bowerbird", "popularity", "last-week popularity", "item-knn", "ease", "ials"])
            for row in result.rows {
                #expect(row.low <= row.value && row.value <= row.high || row.metric.hasPrefix("ECE"), "\(row)")
                #expect(row.n > 0)
                if row.comparison == nil, !row.metric.hasPrefix("novelty") {
                    #expect((0...1).contains(row.value), "\(row)")
                }
            }
            for metric in ["NDCG@10", "MRR@20", "coverage@10", "Gini@10", "full lists@10"] {
                #expect(result.rows.count { $0.metric == metric } == 6, "\(metric)")
            }
            #expect(result.rows.contains { $0.model == "bowerbird" && $0.metric == "novelty@10" && $0.value > 0 })
            #expect(shop.bundles.currentVersion() == nil)
        }
    }

    @Test func oursIsComparedWithEveryBaseline() throws {
        try SmallShop.with(interactions: Self.threeSteps) { shop in
            let result = try shop.evaluateRanking(threads: 2)
            let comparisons = result.rows.filter { $0.comparison != nil }
            #expect(
                comparisons.compactMap { $0.comparison?.against }
                    == ["popularity", "last-week popularity", "item-knn", "ease", "ials"])
            for row in comparisons {
                let comparison = try #require(row.comparison)
                func ndcg(_ model: String) throws -> Double {
                    try #require(result.rows.first { $0.model == model && $0.metric == "NDCG@10" }).value
                }
                let difference = try ndcg("bowerbird") - ndcg(comparison.against)
                #expect(abs(row.value - difference) < 1e-9)
                #expect(comparison.p <= comparison.adjustedP)
            }
            #expect(result.summary?.contains("best baseline") == true)
            let alone = try shop.evaluateRanking(RankingEvaluationOptions(baselines: false), threads: 2)
            #expect(Set(alone.rows.map(\.model)) == ["bowerbird"])
            #expect(alone.summary == nil)
        }
    }

    @Test(arguments: ["history", "item count"])
    func slicesPartitionTheUsers(_ kind: String) throws {
        try SmallShop.with(interactions: Self.threeSteps) { shop in
            let rows = try shop.evaluateRanking(RankingEvaluationOptions(baselines: false), threads: 2).rows
            let whole = try #require(rows.first { $0.metric == "NDCG@10" })
            var (users, sum) = (0, 0.0)
            for row in rows where row.metric.hasPrefix("NDCG@10 [" + kind) {
                users += row.n
                sum += row.value * Double(row.n)
            }
            #expect(users == whole.n)
            #expect(abs(sum / Double(whole.n) - whole.value) < 1e-9)
            // Everyone whose third item is held out has two left.
            if kind == "history" { #expect(rows.contains { $0.metric == "NDCG@10 [history 1-2]" && $0.n == whole.n }) }
        }
    }

    @Test func threadsChangeNoBit() throws {
        try SmallShop.with(interactions: Self.threeSteps) { shop in
            let one = try shop.evaluateRanking(threads: 1)
            let three = try shop.evaluateRanking(threads: 3)
            #expect(one.rows == three.rows)
            #expect(one.summary == three.summary)
        }
    }

    @Test func foldsTestEveryUserOnce() throws {
        try SmallShop.with(interactions: Self.threeSteps) { shop in
            let result = try shop.evaluateRanking(RankingEvaluationOptions(folds: 3, baselines: false), threads: 2)
            let row = try #require(result.rows.first { $0.metric == "NDCG@10" })
            // A pair is tested only if its user has others left to learn from, so not quite all are.
            #expect((50...60).contains(row.n))
            #expect(result.split.contains("3-fold"))
        }
    }

    @Test func tiesAreTold() throws {
        var rows = "user_id,item_id,timestamp\n"
        for user in 0..<60 {
            for item in user % 2 == 0 ? ["a", "b", "c"] : ["c", "a", "b"] {
                rows += "u\(user),\(item),\(1_768_000_000 + user)\n"
            }
        }
        try SmallShop.with(interactions: rows) { shop in
            let plain = try shop.evaluateRanking(RankingEvaluationOptions(baselines: false), threads: 2)
            #expect(plain.notes.contains { $0.contains("of their rows: 60;") && $0.contains("--shuffle-ties") })
            let shuffled = try shop.evaluateRanking(
                RankingEvaluationOptions(shufflesTies: true, baselines: false), threads: 2)
            #expect(shuffled.rows != plain.rows)
            #expect(!shuffled.notes.contains { $0.contains("--shuffle-ties") })
        }
    }

    @Test func aNewItemWithKnownWordsCountsAsCold() throws {
        var rows = Self.threeSteps
        rows += "u0,new,1769000000,view\n"
        try SmallShop.with(interactions: rows) { shop in
            let result = try shop.evaluateRanking(threads: 2)
            let cold = result.rows.filter { $0.metric == "cold-item recall@10" }
            #expect(cold.count == 6)
            #expect(cold.allSatisfy { $0.n == 1 })
        }
    }

    @Test func foldsOfTextsTestEveryText() throws {
        var reviews = "text,label\n"
        for number in 0..<90 {
            reviews += "review \(number) is \(number % 2 == 0 ? "good,positive" : "bad,negative")\n"
        }
        try SmallShop.with(reviews: reviews) { shop in
            let result = try shop.evaluateSentiment(folds: 3, threads: 2)
            let accuracy = try #require(result.rows.first { $0.metric == "accuracy" })
            #expect(accuracy.n == 90)
            #expect(result.confusion?.labels == ["negative", "positive"])
            #expect(result.confusion?.counts.flatMap { $0 }.reduce(0, +) == 90)
            #expect(result.reliability?.bins.reduce(0) { $0 + $1.count } == 90)
        }
    }

    @Test func textIsMeasuredOnHeldOutRows() throws {
        var reviews = "text,label\n"
        for number in 0..<200 {
            reviews +=
                "review \(number) is \(number % 2 == 0 ? "good" : "bad"),\(number % 2 == 0 ? "positive" : "negative")\n"
        }
        try SmallShop.with(reviews: reviews) { shop in
            let rows = try shop.evaluateSentiment(threads: 2).rows
            let accuracy = try #require(rows.first { $0.model == "sentiment" && $0.metric == "accuracy" })
            #expect(accuracy.value > 0.95)
            #expect((20...60).contains(accuracy.n))
            let trivial = try #require(rows.first { $0.model == "most frequent label" && $0.metric == "accuracy" })
            #expect(trivial.value < 0.7)
        }
    }

    @Test func starsAreLearnedAndMeasured() throws {
        let words = ["awful", "poor", "fair", "good", "superb"]
        var reviews = "title,text,rating\n"
        for number in 0..<400 {
            reviews += "\(words[number % 5]) tent,tent \(number) is \(words[number % 5]),\(number % 5 + 1)\n"
        }
        try SmallShop.with(reviews: reviews) { shop in
            let rows = try shop.evaluateSentiment(threads: 2).rows
            func value(_ model: String, _ metric: String) -> Double? {
                rows.first { $0.model == model && $0.metric == metric }?.value
            }
            #expect(try #require(value("stars", "quadratic kappa")) > 0.95)
            #expect(try #require(value("stars", "MAE in stars")) < 0.1)
            #expect(try #require(value("median stars", "MAE in stars")) > 1)
            #expect(try abs(#require(value("most frequent stars", "quadratic kappa"))) < 1e-9)

            let model = try shop.train(TrainingOptions(parts: [.sentiment]))
            #expect(model.manifest.files["stars.safetensors"] != nil)
            #expect(model.manifest.metrics.contains { $0.model == "stars" && $0.metric == "MAE in stars" })
            let stars = try #require(try shop.currentModel().sentiment(of: "a superb tent").stars)
            #expect(stars.median == 5 && stars.levels == [1, 2, 3, 4, 5])
        }
    }

    @Test func fewReviewsWithStarsGiveNone() throws {
        let reviews = "text,rating\ngood,5\nfine,4\nbad,1\n"
        try SmallShop.with(reviews: reviews) { shop in
            let model = try shop.train(TrainingOptions(parts: [.sentiment]))
            #expect(model.manifest.files["stars.safetensors"] == nil)
            #expect(try model.sentiment(of: "good").stars == nil)
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
            #expect(throws: EvaluationError.self) {
                try shop.evaluateRanking(RankingEvaluationOptions(split: .time(share: 0.8)), threads: 1)
            }
        }
    }
}
