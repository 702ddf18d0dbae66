import Bowerbird
import Testing

/// Whether lists may hold what a user has had: found out from the data, or said by the caller.
@Suite struct RepeatPurchaseTests {
    // People who buy their own brand of coffee every day and something else in between.
    private static func coffee(event: String) -> String {
        var rows = ["user_id,item_id,timestamp,event_type"]
        for user in 0..<120 {
            for day in 0..<8 {
                let time = 1_767_225_600 + day * 86_400 + user * 60
                let item = day % 2 == 0 ? "coffee-\(user % 6)" : "cake-\((user * 7 + day * 3) % 40)"
                rows.append("u\(user),\(item),\(time),\(event)")
                // The same item again within minutes is no repeat.
                rows.append("u\(user),\(item),\(time + 60),\(event)")
            }
        }
        return rows.joined(separator: "\n") + "\n"
    }

    @Test func whatIsBoughtAgainAndAgainIsOfferedAgain() throws {
        try SmallShop.with(interactions: Self.coffee(event: "purchase")) { shop in
            let model = try shop.train()
            let list = try model.recommend(for: "u1", top: 3).items.map(\.itemID)
            #expect(list.contains("coffee-1"))
            let unseen = try model.recommend(for: "u1", ListOptions(top: 40, includesSeen: false)).items.map(\.itemID)
            #expect(!unseen.contains("coffee-1"))
        }
    }

    @Test func wherePurchasesDoNotComeBackLooksThatDoAreNoReason() throws {
        let bought = (0..<120).map { "u\($0),cake-\($0 % 40),\(1_768_000_000 + $0),purchase\n" }.joined()
        try SmallShop.with(interactions: Self.coffee(event: "view") + bought) { shop in
            let list = try shop.train().recommend(for: "u1", top: 40).items.map(\.itemID)
            #expect(!list.isEmpty)
            #expect(!list.contains("coffee-1"))
        }
    }
}
