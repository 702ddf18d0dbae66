import Bowerbird
import Foundation
import Testing

/// Shops that have little or nothing to learn from.
@Suite struct EdgeShopTests {
    @Test func anEmptyShopSaysWhatItNeeds() throws {
        try SmallShop.with { shop in
            #expect(throws: BundleError.noModel(folder: shop.url.path)) { try shop.currentModel() }
            #expect(throws: ShopError.self) { try shop.train() }
            #expect(throws: EvaluationError.self) { try shop.evaluateRanking(threads: 1) }
            #expect(throws: EvaluationError.self) { try shop.evaluateSentiment(threads: 1) }
        }
    }

    @Test func aCatalogueAloneIsNothingToTrainOn() throws {
        try SmallShop.with(products: "item_id,title\na,Tent\n") { shop in
            #expect(throws: ShopError.self) { try shop.train() }
        }
    }

    @Test(arguments: [
        "user_id,item_id,timestamp\nu,a,1\n", "user_id,item_id,timestamp\nu,a,1\nv,a,2\nw,a,3\n",
        "user_id,item_id,timestamp\nu,a,1\nu,b,2\n",
    ])
    func oneItemOrOneUserIsEnough(_ interactions: String) throws {
        try SmallShop.with(interactions: interactions) { shop in
            let model = try shop.train()
            let unknown = try model.recommend(for: "nobody")
            #expect(unknown.isColdStart)
            #expect(unknown.items.map(\.itemID).contains("a"))
            let known = try model.recommend(for: "u")
            #expect(!known.isColdStart)
            #expect(!known.items.map(\.itemID).contains("a"))
        }
    }

    @Test func whatFollowsComesFirst() throws {
        try SmallShop.with(interactions: SmallShop.pairs() + "new,a,1767999999,view\n") { shop in
            let list = try shop.train().recommend(for: "new", top: 3)
            #expect(list.items.first?.itemID == "b")
            #expect(!list.items.map(\.itemID).contains("a"))
        }
    }

    @Test func reviewsOfOneClassAnswerThatClass() throws {
        try SmallShop.with(reviews: "text,rating\ngood,5\nfine,4\n") { shop in
            let model = try shop.train()
            #expect(model.parts == [.sentiment])
            #expect(try model.sentiment(of: "terrible").label == "positive")
            #expect(throws: BundleError.self) { try model.recommend(for: "u") }
            #expect(throws: BundleError.self) { try model.categories(of: "tent") }
        }
    }

    @Test func aUserWithoutHistoryGetsThePopularList() throws {
        try SmallShop.with(interactions: SmallShop.pairs(), users: "user_id,country\nquiet,DE\n") { shop in
            let list = try shop.train().recommend(for: "quiet")
            #expect(list.isColdStart)
            #expect(list.items.count == 4)
        }
    }

    @Test func optionsFilterLists() throws {
        let products = """
            item_id,title,categories,available
            a,Tent,Camp > Tents,true
            b,Bag,Camp > Bags,false
            c,Boots,Hike > Boots,true
            d,Socks,Hike > Socks,true

            """
        try SmallShop.with(interactions: SmallShop.pairs(), products: products) { shop in
            let model = try shop.train()
            func items(_ options: ListOptions) throws -> [String] {
                try model.recommend(for: "u0", options).items.map(\.itemID.rawValue)
            }
            #expect(try Set(items(ListOptions())) == ["c", "d"])
            #expect(try Set(items(ListOptions(includesSeen: true))) == ["a", "c", "d"])
            #expect(try items(ListOptions(category: "Hike > Socks")) == ["d"])
            #expect(try Set(items(ListOptions(category: "Hike"))) == ["c", "d"])
            #expect(try items(ListOptions(excluded: ["c"])) == ["d"])
            #expect(try items(ListOptions(top: 1)).count == 1)
            #expect(try items(ListOptions(category: "Nowhere")).isEmpty)
        }
    }

    @Test func reasonsAddUpToTheScore() throws {
        try SmallShop.with(interactions: SmallShop.pairs(users: 60) + "new,a,1767999999,view\n") { shop in
            let list = try shop.train().recommend(for: "new", ListOptions(explained: true))
            let best = try #require(list.items.first)
            #expect(abs(best.reasons.reduce(0) { $0 + $1.weight } - best.score) < 1e-3)
            #expect(best.reasons.contains { $0.itemID == "a" && $0.weight > 0 })
        }
    }

    @Test func listsOfAllAreThoseOfEach() throws {
        try SmallShop.with(interactions: SmallShop.pairs()) { shop in
            let model = try shop.train()
            var lists: [Recommendations] = []
            try model.recommendAll(ListOptions(top: 3), threads: 2) { lists += $0 }
            #expect(lists.count == 40)
            for list in lists { #expect(try model.recommend(for: list.userID, top: 3) == list) }
        }
    }

    @Test func eventsAfterTrainingCount() throws {
        try SmallShop.with(interactions: SmallShop.pairs()) { shop in
            let model = try shop.train()
            #expect(try model.recommend(for: "late").isColdStart)
            _ = try shop.store.write {
                try $0.insert([
                    Interaction(userID: "late", itemID: "c", timestamp: Timestamp(seconds: 1_768_000_000))
                ])
            }
            let list = try model.recommend(for: "late", top: 1)
            #expect(!list.isColdStart)
            #expect(list.items.first?.itemID == "d")
            #expect(try model.similar(to: "c", ListOptions(top: 1)).first?.itemID == "d")
        }
    }
}
