import Bowerbird
import Foundation
import Testing

/// Items that nobody had when the model was trained.
@Suite struct NewItemTests {
    private static let products = """
        item_id,title,description,brand,categories
        tent,Trail tent,A waterproof tent for the trail.,Acme,Outdoor > Tents
        tent2,Storm tent,A waterproof tent for storms.,Acme,Outdoor > Tents
        bag,Down sleeping bag,A warm sleeping bag filled with down.,Acme,Outdoor > Bags
        bag2,Summer sleeping bag,A light sleeping bag for summer.,Acme,Outdoor > Bags
        pan,Iron pan,A heavy iron pan for the kitchen.,Ferro,Kitchen > Pans
        pot,Iron pot,A heavy iron pot for the kitchen.,Ferro,Kitchen > Pots
        unsold,Winter sleeping bag,A thick sleeping bag filled with down.,Acme,Outdoor > Bags

        """

    private static let events: String = {
        var rows = ["user_id,item_id,timestamp"]
        for user in 0..<80 {
            let path = user % 2 == 0 ? ["tent", "tent2", "bag", "bag2"] : ["pan", "pot"]
            for (step, item) in path.enumerated() where (user / 2 + step) % 4 != 3 {
                rows.append("u\(user),\(item),\(1_767_225_600 + user * 3600 + step * 60)")
            }
        }
        return rows.joined(separator: "\n") + "\ncamper,tent,1767700000\ncook,pan,1767700001\n"
    }()

    private static let newBag = Product(
        itemID: "new", title: "Arctic sleeping bag", description: "A warm sleeping bag for the arctic.", brand: "Acme",
        categories: [["Outdoor", "Bags"]])

    private func items(_ model: Model, _ user: UserID, _ options: ListOptions = ListOptions()) throws -> [ItemID] {
        try model.recommend(for: user, options).items.map(\.itemID)
    }

    @Test func aProductIsInListsRightAfterItsImport() throws {
        try SmallShop.with(interactions: Self.events, products: Self.products) { shop in
            let model = try shop.train()
            #expect(try !items(model, "camper").contains("new"))
            _ = try shop.store.write { try $0.upsert([Self.newBag]) }
            // Without the other new one: of five places new items take one.
            let camper = try items(model, "camper", ListOptions(excluded: ["unsold"]))
            let place = try #require(camper.firstIndex(of: "new"))
            #expect(place < camper.firstIndex(of: "pot") ?? .max)
            #expect(try items(model, "stranger").contains("new"))
            // Only what is like what suits one gets up: a cook has pots before bags.
            let cook = try items(model, "cook", ListOptions(excluded: ["unsold"]))
            #expect(cook.firstIndex(of: "pot") ?? .max < cook.firstIndex(of: "new") ?? .max)
            var all: [Recommendations] = []
            try model.recommendAll(ListOptions(), threads: 2) { all += $0 }
            for list in all { #expect(try model.recommend(for: list.userID) == list) }
            _ = try shop.store.write { try $0.upsert([Product(itemID: "new", available: false)]) }
            #expect(try !items(model, "camper").contains("new"))
        }
    }

    @Test func whatNobodyHadAtTheTrainingGetsIntoListsToo() throws {
        try SmallShop.with(interactions: Self.events, products: Self.products) { shop in
            let model = try shop.train()
            let camper = try items(model, "camper")
            #expect(camper.firstIndex(of: "unsold") ?? .max < camper.firstIndex(of: "pan") ?? .max)
            let old = Product(itemID: "unsold", createdAt: Timestamp(seconds: 1_600_000_000))
            _ = try shop.store.write { try $0.upsert([old]) }
            #expect(
                try model.recommend(for: "camper", ListOptions(explained: true)).items
                    .allSatisfy { $0.reasons.allSatisfy { $0.kind != "new-item" } })
        }
    }

    @Test func reasonsOfNewItemsNameWhatTheyAreLikeAndAddUp() throws {
        try SmallShop.with(interactions: Self.events, products: Self.products) { shop in
            let model = try shop.train()
            _ = try shop.store.write { try $0.upsert([Self.newBag]) }
            for user: UserID in ["camper", "stranger"] {
                let list = try model.recommend(for: user, ListOptions(explained: true))
                for item in list.items {
                    #expect(abs(item.reasons.reduce(0) { $0 + $1.weight } - item.score) < 1e-3)
                }
                let new = try #require(list.items.first { $0.itemID == "new" })
                #expect(new.reasons.contains { $0.kind == "new-item" && $0.itemID == "bag" })
            }
        }
    }

    @Test func newItemsSpeakForWhatIsLikeThem() throws {
        try SmallShop.with(interactions: Self.events, products: Self.products) { shop in
            let model = try shop.train()
            let wok = Product(
                itemID: "wok", title: "Iron wok", description: "A heavy iron wok for the kitchen.", brand: "Ferro",
                categories: [["Kitchen", "Woks"]])
            _ = try shop.store.write { try $0.upsert([Self.newBag, wok]) }
            let kitchen: Set<ItemID> = ["pan", "pot"]
            let similar = try model.similar(to: "new", ListOptions(top: 3)).map(\.itemID)
            #expect(kitchen.isDisjoint(with: similar) && !similar.contains("new"))
            let toWok = try model.similar(to: "wok", ListOptions(top: 2)).map(\.itemID)
            #expect(!kitchen.isDisjoint(with: toWok))
            let session = try model.recommend(afterSession: ["never heard of", "new"], ListOptions(top: 3))
            #expect(session.map(\.itemID) == similar)
            _ = try shop.store.write {
                try $0.insert([
                    Interaction(userID: "late", itemID: "new", timestamp: Timestamp(seconds: 1_767_800_000))
                ])
            }
            let late = try model.recommend(for: "late", top: 3)
            #expect(!late.isColdStart && !late.items.map(\.itemID).contains("new"))
            #expect(kitchen.isDisjoint(with: late.items.map(\.itemID)))
        }
    }

    @Test func aListOfNewItemsAloneIsPossible() throws {
        try SmallShop.with(interactions: Self.events, products: Self.products) { shop in
            let model = try shop.train()
            _ = try shop.store.write {
                try $0.upsert([Self.newBag, Product(itemID: "bare"), Product(itemID: "other", title: "Iron lid")])
            }
            var options = ListOptions()
            options.filter.included = ["new", "bare", "other"]
            for user: UserID in ["camper", "cook", "stranger"] {
                #expect(try Set(items(model, user, options)) == ["new", "bare", "other"])
            }
        }
    }
}
