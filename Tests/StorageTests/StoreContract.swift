import DataModel
import Foundation
import Storage
import Testing

/// What every back end must do.
enum StoreContract {
    /// Something that holds for a new store.
    struct Clause: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let check: @Sendable (any Store) throws -> Void

        init(_ name: String, _ check: @escaping @Sendable (any Store) throws -> Void) {
            testDescription = name
            self.check = check
        }
    }

    static let clauses = [
        Clause("identical rows count once") { try identicalRowsCountOnce($0) },
        Clause("products are filled in, not erased") { try productsAreFilledInNotErased($0) },
        Clause("reviews and queries are identified") { try reviewsAndQueriesAreIdentified($0) },
        Clause("sessions are filled in, not erased") { try sessionsAreFilledInNotErased($0) },
        Clause("details follow the order of time") { try detailsFollowTheOrderOfTime($0) },
        Clause("users keep their attributes") { try usersKeepTheirAttributes($0) },
        Clause("users are erased") { try usersAreErased($0) },
        Clause("answers are kept") { try answersAreKept($0) },
        Clause("writes are counted") { try writesAreCounted($0) },
        Clause("keys are kept and revoked") { try keysAreKeptAndRevoked($0) },
        Clause("rows are listed in parts") { try rowsAreListedInParts($0) },
        Clause("items are erased") { try itemsAreErased($0) },
        Clause("a snapshot is in time order") { try snapshotIsInTimeOrder($0) },
        Clause("what is dated ahead has not happened") { try whatIsDatedAheadHasNotHappened($0) },
        Clause("a history is the newest, oldest first") { try historyIsTheNewestOldestFirst($0) },
        Clause("recent items are those of the history") { try recentItemsAreThoseOfTheHistory($0) },
        Clause("a failed write leaves nothing") { try aFailedWriteLeavesNothing($0) },
        Clause("odd identifiers survive") { try oddIdentifiersSurvive($0) },
        Clause("the catalogue is read whole") { try theCatalogueIsReadWhole($0) },
        Clause("revisions tell of changes") { try revisionsTellOfChanges($0) },
        Clause("visitors are known by profile and queries") { try visitorsAreKnownByProfileAndQueries($0) },
        Clause("an empty store answers") { try emptyStoreAnswers($0) },
        Clause("rows of one batch follow each other") { try rowsOfOneBatchFollowEachOther($0) },
        Clause("large batches keep their order") { try largeBatchesKeepTheirOrder($0) },
        Clause("every field comes back") { try everyFieldComesBack($0) },
        Clause("names are ordered by their bytes") { try namesAreOrderedByTheirBytes($0) },
        Clause("experiments begin and end") { try experimentsBeginAndEnd($0) },
        Clause("sessions at the console begin and end") { try sessionsAtTheConsoleBeginAndEnd($0) },
        Clause("prices are kept as they change") { try pricesAreKeptAsTheyChange($0) },
        Clause("imports are noted") { try importsAreNoted($0) },
        Clause("an erasure forgets what bad rows said") { try anErasureForgetsWhatBadRowsSaid($0) },
        Clause("the newest reviews of an item") { try theNewestReviewsOfAnItem($0) },
        Clause("exposures are noted once") { try exposuresAreNotedOnce($0) },
        Clause("erased users were never exposed") { try erasedUsersWereNeverExposed($0) },
        Clause("many threads read and write") { try manyThreadsReadAndWrite($0) },
    ]

    private struct Stop: Error {}

    static func interaction(_ user: String, _ item: String, _ time: Int64, value: Double? = nil) -> Interaction {
        Interaction(
            userID: UserID(rawValue: user), itemID: ItemID(rawValue: item), timestamp: Timestamp(milliseconds: time),
            value: value)
    }

    static func identicalRowsCountOnce(_ store: any Store) throws {
        let rows = [interaction("u", "i", 5), interaction("u", "i", 5), interaction("u", "i", 5, value: 2)]
        #expect(try store.write { try $0.insert(rows) } == StoreChange(inserted: 2, unchanged: 1))
        #expect(try store.write { try $0.insert(rows) } == StoreChange(unchanged: 3))
        #expect(try store.counts().interactions == 2)
    }

    static func productsAreFilledInNotErased(_ store: any Store) throws {
        let full = Product(
            itemID: "i", title: "Tent", brand: "Acme", categories: [["A", "B"]], price: 5, available: true,
            attributes: ["colour": ["red"]])
        let partial = Product(itemID: "i", price: 6, attributes: ["size": ["L"]])
        #expect(try store.write { try $0.upsert([full]) } == StoreChange(inserted: 1))
        #expect(try store.write { try $0.upsert([partial]) } == StoreChange(updated: 1))
        #expect(try store.write { try $0.upsert([partial, full]) } == StoreChange(updated: 1, unchanged: 1))
        let stored = try store.product("i")
        #expect(stored?.title == "Tent")
        #expect(stored?.price == 5)
        #expect(stored?.attributes == ["colour": ["red"], "size": ["L"]])
        #expect(try store.product("none") == nil)
    }

    static func reviewsAndQueriesAreIdentified(_ store: any Store) throws {
        let first = Review(reviewID: "r1", text: "Good", rating: 5, itemID: "i")
        let changed = Review(reviewID: "r1", text: "Bad", rating: 1, itemID: "i")
        let nameless = Review(text: "Good", rating: 5)
        #expect(try store.write { try $0.upsert([first, nameless]) } == StoreChange(inserted: 2))
        #expect(try store.write { try $0.upsert([first, nameless]) } == StoreChange(unchanged: 2))
        #expect(try store.write { try $0.upsert([changed]) } == StoreChange(updated: 1))
        let query = SearchQuery(query: "tent", category: "A > B", itemID: "i", userID: "u")
        #expect(try store.write { try $0.insert([query, query]) } == StoreChange(inserted: 1, unchanged: 1))
        let snapshot = try store.snapshot()
        #expect(snapshot.reviews == [changed, nameless])
        #expect(snapshot.queries == [query])
        let later = SearchQuery(query: "lamp", category: nil, itemID: "i")
        _ = try store.write { try $0.insert([later]) }
        #expect(try store.queries(limit: 9) == [later, query])
        #expect(try store.queries(limit: 1) == [later])
    }

    static func sessionsAreFilledInNotErased(_ store: any Store) throws {
        let open = Session(
            sessionID: "s", userID: "u", timestamp: Timestamp(milliseconds: 5), attributes: ["pages": ["3"]])
        let closed = Session(sessionID: "s", purchased: true, attributes: ["pages": ["4"], "browser": ["x"]])
        #expect(try store.write { try $0.upsert([open]) } == StoreChange(inserted: 1))
        #expect(try store.write { try $0.upsert([open, closed]) } == StoreChange(updated: 1, unchanged: 1))
        let stored = try store.snapshot(detailed: true).sessions
        #expect(
            stored == [
                Session(
                    sessionID: "s", userID: "u", timestamp: Timestamp(milliseconds: 5), purchased: true,
                    attributes: ["pages": ["4"], "browser": ["x"]])
            ])
        #expect(try store.snapshot().sessions.isEmpty)
    }

    static func detailsFollowTheOrderOfTime(_ store: any Store) throws {
        var later = interaction("u", "i", 9)
        later.quantity = 2
        later.price = 1.5
        later.sessionID = "s2"
        later.currency = "EUR"
        var earlier = interaction("u", "i", 3)
        earlier.dwellSeconds = 7
        earlier.sessionID = "s1"
        _ = try store.write { try $0.insert([later, earlier]) }
        let details = try #require(try store.snapshot(detailed: true).details)
        #expect(details.quantities[1] == 2 && details.quantities[0].isNaN)
        #expect(details.prices[1] == 1.5 && details.dwellSeconds[0] == 7)
        #expect(details.sessions[0] != details.sessions[1])
        #expect(details.currencies == [-1, 0] && details.currencyNames == ["EUR"])
        #expect(try store.snapshot().details == nil)
    }

    static func usersKeepTheirAttributes(_ store: any Store) throws {
        let user = User(userID: "u", attributes: ["city": ["Bonn"]])
        #expect(try store.write { try $0.upsert([user]) } == StoreChange(inserted: 1))
        #expect(
            try store.write { try $0.upsert([User(userID: "u", attributes: ["age": ["9"]])]) }
                == StoreChange(updated: 1))
        #expect(try store.snapshot().userProfiles == [User(userID: "u", attributes: ["city": ["Bonn"], "age": ["9"]])])
    }

    static func usersAreErased(_ store: any Store) throws {
        _ = try store.write { writer in
            _ = try writer.upsert([User(userID: "u", attributes: ["city": ["Bonn"]])])
            _ = try writer.upsert([Review(text: "mine", userID: "u"), Review(text: "theirs", userID: "v")])
            _ = try writer.insert([SearchQuery(query: "q", userID: "u"), SearchQuery(query: "r", userID: "v")])
            return try writer.insert([interaction("u", "i", 1), interaction("u", "j", 2), interaction("v", "i", 3)])
        }
        #expect(try store.reviews(of: "u").map(\.text) == ["mine"])
        let before = try store.revision().erasures
        var expected = UserErasure()
        expected.wasKnown = true
        expected.interactions = 2
        expected.reviews = 1
        expected.queries = 1
        #expect(try store.write { try $0.erase("u") } == expected)
        #expect(try store.write { try $0.erase("u") } == UserErasure())
        #expect(try store.revision().erasures == before + 1)
        #expect(try store.profile(of: "u") == nil && store.reviews(of: "u").isEmpty)
        let rest = try store.snapshot()
        #expect(rest.users.identifiers == ["v"])
        #expect(rest.interactions.count == 1 && rest.reviews.count == 1 && rest.queries.count == 1)
        _ = try store.write { try $0.insert([interaction("u", "k", 4)]) }
        #expect(try store.history(of: "u", limit: 9).map(\.itemID) == ["k"])
    }

    static func answersAreKept(_ store: any Store) throws {
        let answer = KeptAnswer(requestDigest: "d", text: "done")
        func keep(_ key: String, at seconds: Double) throws {
            try store.write {
                try $0.keep(
                    answer, underKey: key, at: Timestamp(seconds: seconds),
                    forgettingBefore: Timestamp(seconds: seconds - 10))
            }
        }
        try keep("first", at: 100)
        try keep("second", at: 105)
        #expect(try store.write { try $0.answer(toKey: "first") } == answer)
        try keep("third", at: 112)
        #expect(try store.write { try $0.answer(toKey: "first") } == nil)
        #expect(try store.write { try $0.answer(toKey: "second") } == answer)
    }

    static func writesAreCounted(_ store: any Store) throws {
        let start = try store.writeCount()
        #expect(try store.write { try $0.writeCount() } == start)
        _ = try store.write { try $0.insert([interaction("u", "i", 1)]) }
        #expect(try store.writeCount() == start + 2)
        #expect(throws: Stop.self) { try store.write { _ in throw Stop() } }
        #expect(try store.writeCount() == start + 2)
    }

    static func keysAreKeptAndRevoked(_ store: any Store) throws {
        var key = StoredKey(
            id: "k", name: "shop", digest: "d", scopes: ["read", "write"], requestsPerSecond: 5,
            createdAt: Timestamp(seconds: 1))
        try store.write { try $0.insert(key) }
        #expect(try store.keys() == [key])
        let revocations = try [("k", 2.0), ("k", 3), ("other", 3)].map { id, time in
            try store.write { try $0.revokeKey(id, at: Timestamp(seconds: time)) }
        }
        #expect(revocations == [true, false, false])
        key.revokedAt = Timestamp(seconds: 2)
        #expect(try store.keys() == [key])
    }

    static func rowsAreListedInParts(_ store: any Store) throws {
        _ = try store.write { writer in
            _ = try writer.upsert([
                Product(itemID: "b", title: "100% wool", createdAt: Timestamp(seconds: 2)),
                Product(itemID: "a", title: "Tent", createdAt: Timestamp(seconds: 1)),
                Product(itemID: "c", available: false, createdAt: Timestamp(seconds: 3)),
            ])
            _ = try writer.upsert([User(userID: "y"), User(userID: "x", attributes: ["city": ["Bonn"]])])
            return try writer.insert([interaction("y", "a", 1), interaction("x", "b", 2), interaction("x", "a", 3)])
        }
        #expect(try store.users(after: nil, limit: 1) == [User(userID: "x", attributes: ["city": ["Bonn"]])])
        #expect(try store.users(after: "x", limit: 9).map(\.userID) == ["y"])
        #expect(try store.products(after: nil, limit: 2, matching: nil).map(\.itemID) == ["a", "b"])
        #expect(try store.products(after: "b", limit: 2, matching: nil).map(\.itemID) == ["c"])
        #expect(try store.products(after: nil, limit: 9, matching: "TENT").map(\.itemID) == ["a"])
        #expect(try store.products(after: nil, limit: 9, matching: "0%").map(\.itemID) == ["b"])
        #expect(try store.newestProducts(limit: 9).map(\.itemID) == ["b", "a"])
        let first = try store.interactions(after: 0, limit: 2)
        #expect(first.map(\.interaction.itemID) == ["a", "b"])
        let rest = try store.interactions(after: first[1].position, limit: 2)
        #expect(rest.map(\.interaction) == [interaction("x", "a", 3)])
    }

    static func itemsAreErased(_ store: any Store) throws {
        _ = try store.write { writer in
            _ = try writer.upsert([Product(itemID: "a", title: "Tent", available: true)])
            _ = try writer.upsert([Review(text: "good", itemID: "a")])
            return try writer.insert([interaction("u", "a", 1), interaction("u", "b", 2), interaction("v", "b", 3)])
        }
        let before = try store.revision()
        #expect(try store.write { try $0.eraseInteractions(of: "u", with: "b") } == 1)
        #expect(try store.write { try $0.eraseInteractions(of: "u", with: "b") } == 0)
        let found = try store.write { writer in (try writer.eraseItem("a"), try writer.eraseItem("none")) }
        #expect(found == (true, false))
        #expect(try store.product("a") == Product(itemID: "a", available: false))
        #expect(try store.history(of: "u", limit: 9).isEmpty && store.snapshot().reviews.isEmpty)
        #expect(try store.counts().interactions == 1)
        #expect(try store.revision().catalogue > before.catalogue && store.revision().erasures > before.erasures)
    }

    static func snapshotIsInTimeOrder(_ store: any Store) throws {
        _ = try store.write { writer in
            _ = try writer.upsert([Product(itemID: "catalogue only"), Product(itemID: "b", title: "B")])
            return try writer.insert([
                interaction("late", "b", 30), interaction("early", "a", 10), interaction("late", "a", 20),
                interaction("tie1", "c", 10), interaction("tie2", "d", 10),
            ])
        }
        let snapshot = try store.snapshot()
        #expect(snapshot.interactions.timestamps == [10, 10, 10, 20, 30])
        #expect(snapshot.users.identifiers == ["early", "tie1", "tie2", "late"])
        #expect(snapshot.items.identifiers == ["a", "c", "d", "b", "catalogue only"])
        #expect(snapshot.interactions.items == [0, 1, 2, 0, 3])
        #expect(snapshot.products.map { $0?.title } == [nil, nil, nil, "B", nil])
        #expect(snapshot.products[4]?.itemID == "catalogue only")
    }

    static func whatIsDatedAheadHasNotHappened(_ store: any Store) throws {
        // The year 2399, behind ten events of 2020 that were stored after it.
        let ahead = Interaction(userID: "late", itemID: "z", timestamp: Timestamp(seconds: 13_550_000_000), quantity: 9)
        _ = try store.write { writer in
            _ = try writer.insert([ahead])
            return try writer.insert(
                (0..<10).map { step in
                    Interaction(
                        userID: "u", itemID: "i", timestamp: Timestamp(seconds: 1_580_000_000 + Double(step)),
                        quantity: Double(step))
                })
        }
        let snapshot = try store.snapshot(detailed: true)
        #expect(snapshot.interactions.count == 10 && snapshot.datedAhead == 1)
        #expect(snapshot.details?.quantities == (0..<10).map { Float($0) })
        #expect(snapshot.users.identifiers == ["u", "late"] && snapshot.items.identifiers == ["i", "z"])
        // It is stored all the same.
        #expect(try store.counts().interactions == 11)
        #expect(try store.history(of: "late", limit: 9) == [ahead])
    }

    static func historyIsTheNewestOldestFirst(_ store: any Store) throws {
        _ = try store.write { writer in
            try writer.insert((0..<10).map { interaction("u", "i\($0)", Int64(100 - $0)) } + [interaction("v", "x", 1)])
        }
        #expect(try store.history(of: "u", limit: 3).map(\.itemID) == ["i2", "i1", "i0"])
        #expect(try store.history(of: "nobody", limit: 3).isEmpty)
    }

    static func recentItemsAreThoseOfTheHistory(_ store: any Store) throws {
        // Of events of one moment, the one stored last is the newest.
        _ = try store.write { writer in
            try writer.insert((0..<10).map { interaction("u", "i\($0)", Int64(100 - $0 / 2)) })
            try writer.upsert([Product(itemID: "i0", title: "Mug")])
        }
        for limit in [1, 3, 4, 20] {
            let history = try store.history(of: "u", limit: limit)
            let recent = try store.recentItems(of: "u", limit: limit)
            #expect(recent.items == history.map(\.itemID) && recent.items.count == min(limit, 10))
            #expect(recent.newest == history.last?.timestamp)
            #expect(recent.catalogueRevision == (try store.revision().catalogue) && recent.catalogueRevision > 0)
        }
        let none = try store.recentItems(of: "nobody", limit: 3)
        #expect(none == RecentItems(catalogueRevision: try store.revision().catalogue))
    }

    static func aFailedWriteLeavesNothing(_ store: any Store) throws {
        _ = try store.write { try $0.insert([interaction("kept", "kept", 1)]) }
        #expect(throws: Stop.self) {
            try store.write { writer -> Void in
                _ = try writer.insert([interaction("lost", "lost", 2)])
                throw Stop()
            }
        }
        #expect(try store.counts().interactions == 1)
        #expect(try store.counts().users == 1)
        // What the failed write had numbered must not be remembered.
        #expect(try store.write { try $0.insert([interaction("lost", "lost", 2)]) } == StoreChange(inserted: 1))
        #expect(try store.snapshot().users.identifiers == ["kept", "lost"])
    }

    static func oddIdentifiersSurvive(_ store: any Store) throws {
        let odd = ["a,b", "say \"hi\"", "line\nend", "用户", "🙂", " ", "'; DROP TABLE users; --"]
        _ = try store.write { try $0.insert(odd.enumerated().map { interaction($1, $1, Int64($0)) }) }
        #expect(try store.snapshot().users.identifiers == odd)
        for id in odd { #expect(try store.history(of: UserID(rawValue: id), limit: 9).map(\.itemID.rawValue) == [id]) }
    }

    static func theCatalogueIsReadWhole(_ store: any Store) throws {
        let products = [
            Product(
                itemID: "gone", title: "Gone", brand: "Acme", categories: [["A", "B"]], price: 5, available: false,
                attributes: ["colour": ["red"]]), Product(itemID: "silent"),
        ]
        _ = try store.write { try $0.upsert(products) }
        #expect(try store.catalogue() == products)
        _ = try store.write { try $0.upsert([Product(itemID: "gone", description: "Long.")]) }
        #expect(try store.catalogue() == products)
    }

    static func revisionsTellOfChanges(_ store: any Store) throws {
        let empty = try store.revision()
        _ = try store.write { try $0.insert([interaction("u", "a", 50)]) }
        let first = try store.revision()
        #expect(first.interactions > empty.interactions && first.catalogue == empty.catalogue)
        // Stored later, though it happened earlier.
        _ = try store.write { try $0.insert([interaction("u", "b", 10)]) }
        #expect(try store.history(of: "u", limit: 9, asOf: first).map(\.itemID) == ["a"])
        #expect(try store.history(of: "u", limit: 9).map(\.itemID) == ["b", "a"])
        _ = try store.write { try $0.upsert([Product(itemID: "a", price: 1)]) }
        let second = try store.revision()
        #expect(second.catalogue > first.catalogue)
        _ = try store.write { try $0.upsert([Product(itemID: "a", price: 1)]) }
        #expect(try store.revision() == second)
    }

    static func visitorsAreKnownByProfileAndQueries(_ store: any Store) throws {
        func query(_ words: String, _ user: UserID, _ item: ItemID?, _ time: Int64?) -> SearchQuery {
            SearchQuery(
                query: words, itemID: item, userID: user, timestamp: time.map { Timestamp(milliseconds: $0) })
        }
        let stored = [
            query("tent", "u", "a", 5), query("Tent", "v", "a", 6), query("tent", "w", "b", 7),
            query("bag", "u", nil, 9),
            query("mat", "u", nil, nil),
        ]
        _ = try store.write { writer in
            _ = try writer.upsert([User(userID: "u", attributes: ["country": ["DE"]])])
            return try writer.insert(stored)
        }
        #expect(try store.profile(of: "u")?.attributes == ["country": ["DE"]])
        #expect(try store.profile(of: "v") == nil)
        #expect(try store.queries(of: "u", limit: 9, asOf: nil).map(\.query) == ["bag", "tent", "mat"])
        #expect(try store.queries(of: "u", limit: 1, asOf: nil).map(\.query) == ["bag"])
        let before = try store.revision()
        _ = try store.write { try $0.insert([query("tent", "x", "b", 1), query("pot", "u", nil, 99)]) }
        #expect(try store.queries(of: "u", limit: 1, asOf: before).map(\.query) == ["bag"])
        let choices = try store.choices(after: "TENT", asOf: before)
        #expect(choices.map(\.item) == ["a", "b"] && choices.map(\.count) == [2, 1])
        #expect(try store.choices(after: "tent", asOf: nil).map(\.count) == [2, 2])
    }

    static func emptyStoreAnswers(_ store: any Store) throws {
        #expect(try store.counts() == StoreCounts())
        #expect(try store.snapshot().interactions.count == 0)
    }
}
