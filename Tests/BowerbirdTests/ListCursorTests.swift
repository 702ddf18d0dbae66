import Bowerbird
import Foundation
import Testing

@Suite struct ListCursorTests {
    // Forty items in a ring: who has one is likely to have the next ones.
    private static let ring: String = {
        var rows = ["user_id,item_id,timestamp,event_type"]
        for user in 0..<120 {
            for step in 0..<4 {
                rows.append("u\(user),i\((user * 7 + step) % 40),\(1_767_225_600 + user * 3600 + step * 60),purchase")
            }
        }
        return rows.joined(separator: "\n") + "\n"
    }()

    private static let products: String =
        "item_id,title,brand,categories\n"
        + (0..<40).map { "i\($0),Thing \($0),Brand \($0 % 5),Kind > \($0 % 8)\n" }.joined()

    private func pages(
        _ model: Model, _ user: UserID, _ options: ListOptions, between: () throws -> Void = {}
    ) throws -> [[RecommendedItem]] {
        var pages: [[RecommendedItem]] = []
        var page = ListPage.first
        while true {
            let answer = try model.recommend(for: user, options, page: page)
            pages.append(answer.items)
            guard let cursor = answer.nextCursor else { return pages }
            page = .after(cursor: cursor)
            try between()
        }
    }

    @Test(arguments: [
        ListOptions(top: 7), ListOptions(top: 1, includesSeen: true), ListOptions(top: 6, diversity: 0.5),
        ListOptions(top: 4, mostPerBrand: 3, mostPerCategory: 2),
    ])
    func pagesNeitherRepeatNorLeaveOutWhateverHappensBetween(_ options: ListOptions) throws {
        try SmallShop.with(interactions: Self.ring, products: Self.products) { shop in
            let model = try shop.train()
            for user: UserID in ["u3", "stranger"] {
                let quiet = try pages(model, user, options)
                var time = 1_768_000_000.0
                let busy = try pages(model, user, options) {
                    time += 1
                    let item = ItemID(rawValue: "i\(Int(time) % 40)")
                    // One now, and one that is reported late.
                    _ = try shop.store.write {
                        try $0.insert([
                            Interaction(userID: user, itemID: item, timestamp: Timestamp(seconds: time)),
                            Interaction(userID: user, itemID: item, timestamp: Timestamp(seconds: time - 9e6)),
                        ])
                    }
                }
                #expect(busy == quiet)
                let items = quiet.flatMap { $0 }
                #expect(Set(items.map(\.itemID)).count == items.count)
                #expect(items.map(\.rank) == Array(1...items.count))
                if options.mostPerBrand == nil {
                    let had = user == "stranger" || options.includesSeen == true ? 0 : 4
                    #expect(items.count == 40 - had)
                } else {
                    Self.expectFull(items.map(\.itemID.rawValue), history: user == "u3" ? (21..<25) : 0..<0)
                }
                #expect(quiet.dropLast().allSatisfy { $0.count == options.top })
            }
        }
    }

    // Three of a brand and two of a category at most, and nothing left that would fit: how many that are depends on which
    // come first.
    private static func expectFull(_ items: [String], history: Range<Int>) {
        let numbers = items.compactMap { Int($0.dropFirst()) }
        #expect(numbers.count == items.count)
        let brands = Dictionary(grouping: numbers) { $0 % 5 }.mapValues(\.count)
        let kinds = Dictionary(grouping: numbers) { $0 % 8 }.mapValues(\.count)
        #expect(brands.values.allSatisfy { $0 <= 3 } && kinds.values.allSatisfy { $0 <= 2 })
        for item in 0..<40 where !numbers.contains(item) && !history.contains(item) {
            #expect(brands[item % 5] == 3 || kinds[item % 8] == 2, "i\(item) would still fit")
        }
    }

    @Test func whatIsSoldOutBetweenPagesIsLeftOutAndNothingRepeats() throws {
        try SmallShop.with(interactions: Self.ring, products: Self.products) { shop in
            let model = try shop.train()
            let whole = try pages(model, "u5", ListOptions(top: 5)).flatMap { $0 }.map(\.itemID)
            var sold: ItemID?
            let parts = try pages(model, "u5", ListOptions(top: 5)) {
                guard sold == nil else { return }
                sold = whole[12]
                _ = try shop.store.write { try $0.upsert([Product(itemID: whole[12], available: false)]) }
            }.flatMap { $0 }.map(\.itemID)
            #expect(Set(parts) == Set(whole).subtracting([whole[12]]))
            #expect(parts.count == whole.count - 1)
        }
    }

    @Test func foreignAndDamagedCursorsAreRefused() throws {
        try SmallShop.with(interactions: Self.ring) { shop in
            let model = try shop.train()
            let options = ListOptions(top: 5)
            let cursor = try #require(try model.recommend(for: "u1", options, page: .first).nextCursor)
            func outcome(_ text: String, _ user: UserID = "u1", _ options: ListOptions = ListOptions()) -> CursorError?
            {
                do {
                    _ = try model.recommend(for: user, options, page: .after(cursor: text))
                    return nil
                } catch { return error as? CursorError }
            }
            #expect(outcome(cursor) == nil)
            #expect(outcome(cursor, "u2") == .otherUser(cursor: "u1", asked: "u2"))
            #expect(outcome(cursor, "u1", ListOptions(excluded: ["i1"])) == .otherOptions)
            #expect(outcome("") == .damaged)
            #expect(outcome(String(cursor.dropLast(4))) == .damaged)
            var changed = Array(cursor.utf8)
            for position in stride(from: 0, to: changed.count, by: 17) {
                let byte = changed[position]
                changed[position] = byte == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
                #expect(outcome(String(decoding: changed, as: UTF8.self)) == .damaged, "byte \(position)")
                changed[position] = byte
            }
            let newer = try shop.train()
            #expect(throws: CursorError.otherModel(cursor: model.manifest.version, current: newer.manifest.version)) {
                try newer.recommend(for: "u1", options, page: .after(cursor: cursor))
            }
        }
    }
}
