import Bowerbird
import Foundation
import Testing

@Suite struct ListFilterTests {
    // Three hundred items, of which few are popular; every tenth cannot be bought.
    private static let products: String =
        "item_id,title,brand,categories,price,available,color\n"
        + (0..<300).map { item in
            "i\(item),Thing \(item),Brand \(item % 4),Kind \(item % 3) > \(item % 6),\(item),\(item % 10 != 0),"
                + (item % 2 == 0 ? "red" : "blue|green") + "\n"
        }.joined()

    private static let events: String = {
        var rows = ["user_id,item_id,timestamp"]
        for user in 0..<200 {
            for step in 0..<5 {
                rows.append("u\(user),i\((user * user + step * 3) % 90),\(1_767_225_600 + user * 60 + step)")
            }
        }
        return rows.joined(separator: "\n") + "\n"
    }()

    private static func options(_ filter: ListFilter) -> ListOptions {
        var options = ListOptions(top: 12)
        options.filter = filter
        return options
    }

    private static func number(_ item: RecommendedItem) -> Int { Int(item.itemID.rawValue.dropFirst()) ?? -1 }

    @Test func filtersHoldAndListsAreFull() throws {
        let cases: [(filter: ListFilter, holds: (Int) -> Bool)] = [
            (ListFilter(categories: ["Kind 2"]), { $0 % 3 == 2 }),
            (ListFilter(categories: ["Kind 1 > 4", "Kind 2"]), { $0 % 3 == 2 || $0 % 6 == 4 }),
            (ListFilter(brands: ["Brand 1", "Brand 3"]), { $0 % 2 == 1 }),
            // Nobody had any of these: the list must be full all the same.
            (ListFilter(lowestPrice: 200, highestPrice: 214), { (200...214).contains($0) }),
            (ListFilter(included: Set((100..<120).map { ItemID(rawValue: "i\($0)") })), { (100..<120).contains($0) }),
            (ListFilter(excluded: Set((0..<80).map { ItemID(rawValue: "i\($0)") })), { $0 >= 80 }),
            (
                ListFilter(
                    categories: ["Kind 0"], highestPrice: 99,
                    attributes: [AttributeCondition(name: "color", value: "red")]), { $0 % 6 == 0 && $0 < 100 }
            ),
            (ListFilter(attributes: [AttributeCondition(name: "color", value: "blue|green")]), { $0 % 2 == 1 }),
        ]
        try SmallShop.with(interactions: Self.events, products: Self.products) { shop in
            let model = try shop.train()
            for (filter, holds) in cases {
                for user: UserID in ["u1", "u7", "stranger"] {
                    let list = try model.recommend(for: user, Self.options(filter)).items.map(Self.number)
                    #expect(list.allSatisfy { holds($0) && $0 % 10 != 0 }, "\(filter): \(list)")
                    #expect(list.count == 12, "\(filter): \(list)")
                    #expect(Set(list).count == list.count)
                }
            }
            #expect(
                try model.recommend(
                    for: "u1", Self.options(ListFilter(attributes: [AttributeCondition(name: "size", value: "L")]))
                ).items.isEmpty)
        }
    }

    @Test func fillersSaySo() throws {
        // Known for long, had by nobody and like nothing.
        let products =
            "item_id,price,created_at\n" + (0..<300).map { "i\($0),\($0),2020-01-01\n" }.joined()
        try SmallShop.with(interactions: Self.events, products: products) { shop in
            let model = try shop.train()
            var options = Self.options(ListFilter(lowestPrice: 200, highestPrice: 214))
            options.explained = true
            let list = try model.recommend(for: "u1", options)
            #expect(list.items.count == 12)
            for item in list.items {
                #expect(item.reasons.last?.kind == "base")
                #expect(item.reasons.last?.text.contains("fill the list") == true)
            }
        }
    }

    @Test(arguments: [Float(0), 0.6])
    func capsHoldAndListsAreFull(_ diversity: Float) throws {
        try SmallShop.with(interactions: Self.events, products: Self.products) { shop in
            let model = try shop.train()
            for user: UserID in ["u1", "u7", "stranger"] {
                let options = ListOptions(top: 12, diversity: diversity, mostPerBrand: 3, mostPerCategory: 2)
                let list = try model.recommend(for: user, options).items.map(Self.number)
                #expect(list.count == 12)
                #expect(Dictionary(grouping: list) { $0 % 4 }.values.allSatisfy { $0.count <= 3 })
                #expect(Dictionary(grouping: list) { $0 % 6 }.values.allSatisfy { $0.count <= 2 })
            }
        }
    }

    @Test func varietyChangesTheOrderButNoScore() throws {
        try SmallShop.with(interactions: Self.events, products: Self.products) { shop in
            let model = try shop.train()
            let plain = try model.recommend(for: "u1", ListOptions(top: 60))
            #expect(try model.recommend(for: "u1", ListOptions(top: 60, diversity: 0)) == plain)
            let varied = try model.recommend(for: "u1", ListOptions(top: 12, explained: true, diversity: 0.9))
            #expect(varied.items.map(\.itemID) != plain.items.prefix(12).map(\.itemID))
            for item in varied.items {
                #expect(abs(item.reasons.reduce(0) { $0 + $1.weight } - item.score) < 1e-3)
            }
            let categories = Set(varied.items.map { Self.number($0) % 6 })
            #expect(categories.count >= Set(plain.items.prefix(12).map { Self.number($0) % 6 }).count)
        }
    }
}
