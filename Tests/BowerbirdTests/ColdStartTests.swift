import Bowerbird
import Foundation
import Testing

/// Users without a history.
@Suite struct ColdStartTests {
    private static let products = """
        item_id,title,description
        a,Red kettle,Boils water.
        b,Blue kettle,Boils water fast.
        x,Garden spade,Digs the ground.
        y,Garden rake,For leaves in the garden.
        z,Garden hose,Waters the garden.

        """

    // Germans have mostly a and b, the French x and y; z is had by few.
    private static let events: String = {
        var rows = ["user_id,item_id,timestamp"]
        for user in 0..<90 {
            let own = user % 3 == 0 ? ["a", "b"] : ["x", "y"]
            for (step, item) in own.enumerated() { rows.append("u\(user),\(item),\(1_767_225_600 + user * 60 + step)") }
        }
        return rows.joined(separator: "\n") + "\nu0,z,1767230000\n"
    }()

    private static let users: String =
        "user_id,country,code\n" + (0..<90).map { "u\($0),\($0 % 3 == 0 ? "DE" : "FR"),\($0)\n" }.joined()
        + "german,DE,\nfrench,FR,\nfar,NZ,\nsearcher,FR,\n"

    private static let queries = """
        query,item_id,user_id,timestamp
        kettle,a,u0,1767225000
        leaves,z,u3,1767225001
        Leaves,z,u6,1767225002
        leaves,,searcher,1767225003

        """

    private func with(_ body: (Shop, Model) throws -> Void) throws {
        try SmallShop.with(
            interactions: Self.events, products: Self.products, users: Self.users, queries: Self.queries
        ) { shop in try body(shop, try shop.train(TrainingOptions(parts: [.ranking]))) }
    }

    @Test func segmentsGetTheirFavourites() throws {
        try with { _, model in
            var lists: [UserID: [ItemID]] = [:]
            for user: UserID in ["german", "french", "far", "nobody"] {
                let list = try model.recommend(for: user, top: 2)
                #expect(list.isColdStart)
                lists[user] = list.items.map(\.itemID)
            }
            #expect(Set(lists["german"] ?? []) == ["a", "b"])
            #expect(Set(lists["french"] ?? []) == ["x", "y"])
            #expect(Set(lists["nobody"] ?? []) == ["x", "y"])
            #expect(lists["far"] == lists["nobody"])
        }
    }

    @Test func searchesCountMost() throws {
        try with { shop, model in
            let list = try model.recommend(for: "searcher", ListOptions(explained: true))
            #expect(list.isColdStart)
            // Few have it, but those who searched for the same chose it.
            #expect(list.items.first?.itemID == "z")
            #expect(list.items[0].reasons.first?.text == "fits the search 'leaves'")
            _ = try shop.store.write { try $0.insert([SearchQuery(query: "KETTLE", userID: "german")]) }
            #expect(try model.recommend(for: "german", top: 1).items.first?.itemID == "a")
        }
    }

    @Test func reasonsAddUp() throws {
        try with { _, model in
            for user: UserID in ["german", "french", "far", "searcher", "nobody"] {
                let list = try model.recommend(for: user, ListOptions(explained: true))
                #expect(list.items.count == 5)
                for item in list.items {
                    #expect(abs(item.reasons.reduce(0) { $0 + $1.weight } - item.score) < 1e-4)
                }
            }
            let german = try model.recommend(for: "german", ListOptions(explained: true))
            #expect(german.items.first?.reasons.first?.text == "popular where country is DE")
        }
    }

    @Test func listsOfAllAreThoseOfEach() throws {
        try with { _, model in
            var lists: [Recommendations] = []
            try model.recommendAll(ListOptions(top: 3), threads: 2) { lists += $0 }
            #expect(lists.count == 94)
            for list in lists { #expect(try model.recommend(for: list.userID, top: 3) == list) }
        }
    }

    @Test func aFirstEventEndsTheColdStart() throws {
        try with { shop, model in
            _ = try shop.store.write {
                try $0.insert([
                    Interaction(userID: "german", itemID: "x", timestamp: Timestamp(seconds: 1_767_300_000))
                ])
            }
            let list = try model.recommend(for: "german", top: 1)
            #expect(!list.isColdStart)
            #expect(list.items.first?.itemID == "y")
        }
    }
}
