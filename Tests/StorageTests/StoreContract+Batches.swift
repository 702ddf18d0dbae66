import DataModel
import Dispatch
import Storage
import Synchronization
import Testing

/// What holds for many rows and for every field, however a back end sends them to its database.
extension StoreContract {
    static func rowsOfOneBatchFollowEachOther(_ store: any Store) throws {
        let users = [
            User(userID: "u", attributes: ["city": ["Bonn"]]), User(userID: "u", attributes: ["city": ["Bonn"]]),
            User(userID: "u", attributes: ["age": ["9"]]), User(userID: "v"), User(userID: "v"),
        ]
        #expect(try store.write { try $0.upsert(users) } == StoreChange(inserted: 2, updated: 1, unchanged: 2))
        #expect(try store.profile(of: "u")?.attributes == ["city": ["Bonn"], "age": ["9"]])
        let reviews = [
            Review(reviewID: "r", text: "first", userID: "w"), Review(reviewID: "r", text: "second", userID: "x"),
            Review(reviewID: "r", text: "second", userID: "x"), Review(reviewID: "s", text: "other", itemID: "i"),
        ]
        #expect(try store.write { try $0.upsert(reviews) } == StoreChange(inserted: 2, updated: 1, unchanged: 1))
        #expect(try store.snapshot().reviews == [reviews[1], reviews[3]])
        // Whoever was named is known.
        #expect(try store.snapshot().users.identifiers == ["u", "v", "w", "x"])
        let sessions = [
            Session(sessionID: "b", userID: "y"), Session(sessionID: "a", purchased: false),
            Session(sessionID: "b", purchased: true),
        ]
        #expect(try store.write { try $0.upsert(sessions) } == StoreChange(inserted: 2, updated: 1))
        #expect(
            try store.snapshot(detailed: true).sessions
                == [Session(sessionID: "b", userID: "y", purchased: true), sessions[1]])
        #expect(try store.sessions(of: "y").map(\.sessionID) == ["b"])
        #expect(try store.counts().sessions == 2)
        for nothing in [
            try store.write { try $0.insert([Interaction]()) }, try store.write { try $0.upsert([Product]()) },
            try store.write { try $0.upsert([User]()) }, try store.write { try $0.upsert([Review]()) },
            try store.write { try $0.insert([SearchQuery]()) }, try store.write { try $0.upsert([Session]()) },
        ] { #expect(nothing == StoreChange()) }
    }

    static func largeBatchesKeepTheirOrder(_ store: any Store) throws {
        let count = 45_000
        // Names in an order that is not theirs, all at one time, so that only the order of storing is left.
        let rows = (0..<count).map { interaction("u\($0 * 7919 % 9973)", "i\($0 * 31 % 997)", 5) }
        let unique = Set(rows).count
        #expect(
            try store.write { try $0.insert(rows + rows.prefix(10)) }
                == StoreChange(inserted: unique, unchanged: count + 10 - unique))
        let snapshot = try store.snapshot()
        var users: [String] = []
        var seen: Set<String> = []
        for row in rows where seen.insert(row.userID.rawValue).inserted { users.append(row.userID.rawValue) }
        #expect(snapshot.users.identifiers == users)
        #expect(snapshot.interactions.count == unique)
        #expect(try store.interactions(after: 0, limit: 3).map(\.interaction) == Array(rows.prefix(3)))
        let products = (0..<count).map {
            Product(itemID: ItemID(rawValue: "p\($0 % 30_000)"), price: Double($0 % 30_000))
        }
        #expect(
            try store.write { try $0.upsert(products) } == StoreChange(inserted: 30_000, unchanged: count - 30_000))
        #expect(try store.catalogue().prefix(30_000).map(\.itemID) == products.prefix(30_000).map(\.itemID))
    }

    static func everyFieldComesBack(_ store: any Store) throws {
        let long = String(repeating: "Länge 长度 🙂 ", count: 20_000)
        var event = interaction("u", "i", -5, value: -0.0)
        event.eventType = "purchase"
        event.quantity = -2.5
        event.price = 1e-300
        event.currency = ""
        event.dwellSeconds = .greatestFiniteMagnitude
        event.sessionID = long
        event.query = "tent\u{1}\t\\N\n\r"
        let product = Product(
            itemID: "i", title: long, description: "", brand: "\"B\"", categories: [["A > B", "C|D"], ["E"]],
            price: 0.1, currency: "EUR", imageURL: "https://example.org/?a=b&c", language: "de-AT", available: false,
            createdAt: Timestamp(milliseconds: .max), attributes: ["a\0b": ["", "\0", "{}"], "": ["x"]])
        let user = User(userID: "u", attributes: ["größe": ["1", "2"]])
        let review = Review(
            reviewID: "r", text: long, title: "", rating: 4.5, label: .neutral, userID: "u", itemID: "i",
            timestamp: Timestamp(milliseconds: .min), language: "zh")
        let query = SearchQuery(
            query: long, category: "A > B", itemID: "i", userID: "u", timestamp: Timestamp(milliseconds: 1),
            language: "en")
        let session = Session(
            sessionID: "s", userID: "u", timestamp: Timestamp(milliseconds: 2), purchased: false,
            attributes: ["pages": ["3"]])
        _ = try store.write { writer in
            _ = try writer.insert([event])
            _ = try writer.upsert([product])
            _ = try writer.upsert([user])
            _ = try writer.upsert([review])
            _ = try writer.insert([query])
            return try writer.upsert([session])
        }
        #expect(try store.history(of: "u", limit: .max) == [event])
        #expect(try store.interactions(after: 0, limit: .max).map(\.interaction) == [event])
        #expect(try store.product("i") == product)
        #expect(try store.profile(of: "u") == user)
        #expect(try store.reviews(of: "u") == [review])
        #expect(try store.queries(of: "u", limit: .max, asOf: nil) == [query])
        #expect(try store.sessions(of: "u") == [session])
        #expect(try store.choices(after: long, asOf: nil).map(\.item) == ["i"])
        let snapshot = try store.snapshot(detailed: true)
        #expect(snapshot.products == [product] && snapshot.userProfiles == [user])
        #expect(snapshot.reviews == [review] && snapshot.queries == [query] && snapshot.sessions == [session])
        #expect(snapshot.details?.quantities == [-2.5] && snapshot.details?.currencyNames == [""])
        for change in try store.write({ writer in
            [
                try writer.insert([event]), try writer.upsert([product]), try writer.upsert([user]),
                try writer.upsert([review]), try writer.insert([query]), try writer.upsert([session]),
            ]
        }) { #expect(change == StoreChange(unchanged: 1)) }
    }

    static func namesAreOrderedByTheirBytes(_ store: any Store) throws {
        let names = ["B", "_", "a", "a b", "ab", "Ä", "ä", "用户", "🙂"]
        _ = try store.write { writer in
            _ = try writer.upsert(names.reversed().map { User(userID: UserID(rawValue: $0)) })
            _ = try writer.insert([SearchQuery(query: "Ä Tent", itemID: "i")])
            return try writer.upsert(names.reversed().map { Product(itemID: ItemID(rawValue: $0), title: $0) })
        }
        #expect(try store.users(after: nil, limit: 99).map(\.userID.rawValue) == names)
        #expect(try store.users(after: "ab", limit: 2).map(\.userID.rawValue) == ["Ä", "ä"])
        #expect(try store.products(after: nil, limit: 99, matching: nil).map(\.itemID.rawValue) == names)
        // Only A to Z and a to z are the same.
        #expect(try store.products(after: nil, limit: 99, matching: "Ä").map(\.itemID.rawValue) == ["Ä"])
        #expect(try store.products(after: nil, limit: 99, matching: "A").map(\.itemID.rawValue) == ["a", "a b", "ab"])
        #expect(try store.choices(after: "Ä tENT", asOf: nil).count == 1)
        #expect(try store.choices(after: "ä tent", asOf: nil).isEmpty)
    }

    static func manyThreadsReadAndWrite(_ store: any Store) throws {
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 60) { turn in
            do {
                if turn.isMultiple(of: 3) {
                    _ = try store.write { try $0.insert([interaction("u\(turn)", "i", Int64(turn))]) }
                } else {
                    _ = try store.history(of: UserID(rawValue: "u\(turn)"), limit: 5)
                    _ = try store.revision()
                }
            } catch {
                failures.withLock { $0.append("\(turn): \(error)") }
            }
        }
        #expect(failures.withLock { $0 } == [])
        #expect(try store.counts().interactions == 20)
    }
}
