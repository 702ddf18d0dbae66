import Answers
import Bowerbird
import Hummingbird

extension Service {
    /// Gorse's API as far as its clients use it: feedback, items, users, lists, health.
    var gorseEndpoints: [Endpoint] { gorseFeedback + gorseItems + gorseUsers + gorseLists }

    private var gorseFeedback: [Endpoint] {
        let user = Endpoint.Parameter.path("user", "Whose.")
        let item = Endpoint.Parameter.path("item", "With what.")
        let ofUser = [user, .path("type", "Which type of feedback.")]
        let listing = [GorseRoute.count, GorseRoute.cursor]
        return [
            gorseWrite(.post, "/api/feedback", "gorseInsertFeedback", Interaction.self) { $0.interactions = $1 },
            gorseWrite(.put, "/api/feedback", "gorseUpsertFeedback", Interaction.self) { $0.interactions = $1 },
            gorseRead("/api/feedback", "gorseListFeedback", listing, .object, scope: .admin) { [self] _, query in
                let limit = try query.integer("n", in: 0...1000) ?? 10
                let rows = try shop.store.interactions(
                    after: try GorseCursor.position(query.text("cursor")), limit: limit)
                return .record([
                    "Cursor": .string(rows.count < limit ? "" : rows.last.map { "\($0.position)" } ?? ""),
                    "Feedback": .array(rows.map { GorseValue.feedback($0.interaction) }),
                ])
            },
            gorseRead(
                "/api/user/{user}/feedback/{type}", "gorseFeedbackOfUser", ofUser, .list(.object), scope: .admin
            ) { [self] call, _ in
                let type = try call.parameter("type").lowercased()
                let history = try shop.store.history(of: UserID(rawValue: call.parameter("user")), limit: .max)
                return .array(history.filter { $0.eventType == type }.map(GorseValue.feedback))
            },
            gorseErase("/api/feedback/{user}/{item}", "gorseDeleteFeedback", [user, item]) { writer, call in
                try writer.eraseInteractions(
                    of: UserID(rawValue: call.parameter("user")), with: ItemID(rawValue: call.parameter("item")))
            },
        ]
    }

    private var gorseItems: [Endpoint] {
        let item = Endpoint.Parameter.path("item", "The item.")
        let listing = [GorseRoute.count, GorseRoute.cursor, .query("q", "Only items with this text.", .text)]
        return [
            gorseWrite(.post, "/api/item", "gorseInsertItem", Product.self) { $0.products = $1 },
            gorseWrite(.post, "/api/items", "gorseInsertItems", Product.self) { $0.products = $1 },
            gorseWrite(.patch, "/api/item/{item}", "gorseUpdateItem", Product.self, parameter: item) {
                $0.products = $1
            },
            gorseRead("/api/item/{item}", "gorseGetItem", [item], .object, problems: [.notFound]) { [self] call, _ in
                let id = ItemID(rawValue: try call.parameter("item"))
                guard let product = try shop.store.product(id), product != Product(itemID: id, available: false) else {
                    throw Problem(.notFound, "unknown-item", "the catalogue has no item '\(id)'")
                }
                return GorseValue.item(product)
            },
            gorseRead("/api/items", "gorseListItems", listing, .object) { [self] _, query in
                let limit = try query.integer("n", in: 0...1000) ?? 10
                let products = try shop.store.products(
                    after: query.text("cursor").map { ItemID(rawValue: $0) }, limit: limit,
                    matching: query.text("q"))
                return .record([
                    "Cursor": .string(products.count < limit ? "" : products.last?.itemID.rawValue ?? ""),
                    "Items": .array(products.map(GorseValue.item)),
                ])
            },
            gorseErase("/api/item/{item}", "gorseDeleteItem", [item]) { writer, call in
                try writer.eraseItem(ItemID(rawValue: call.parameter("item"))) ? 1 : 0
            },
        ]
    }

    private var gorseUsers: [Endpoint] {
        let user = Endpoint.Parameter.path("user", "The user.")
        let listing = [GorseRoute.count, GorseRoute.cursor]
        return [
            gorseWrite(.post, "/api/user", "gorseInsertUser", User.self) { $0.users = $1 },
            gorseWrite(.post, "/api/users", "gorseInsertUsers", User.self) { $0.users = $1 },
            gorseWrite(.patch, "/api/user/{user}", "gorseUpdateUser", User.self, parameter: user) { $0.users = $1 },
            gorseRead("/api/user/{user}", "gorseGetUser", [user], .object, scope: .admin, problems: [.notFound]) {
                [self] call, _ in
                let id = UserID(rawValue: try call.parameter("user"))
                // Who is known from feedback alone is a user without labels.
                let isKnown = try !shop.store.history(of: id, limit: 1).isEmpty
                guard let profile = try shop.store.profile(of: id) ?? (isKnown ? User(userID: id) : nil) else {
                    throw Problem(.notFound, "unknown-user", "nothing is stored of '\(id)'")
                }
                return GorseValue.user(profile)
            },
            gorseRead("/api/users", "gorseListUsers", listing, .object, scope: .admin) { [self] _, query in
                let limit = try query.integer("n", in: 0...1000) ?? 10
                let users = try shop.store.users(
                    after: query.text("cursor").map { UserID(rawValue: $0) }, limit: limit)
                return .record([
                    "Cursor": .string(users.count < limit ? "" : users.last?.userID.rawValue ?? ""),
                    "Users": .array(users.map(GorseValue.user)),
                ])
            },
            gorseErase("/api/user/{user}", "gorseDeleteUser", [user]) { [experiments] writer, call in
                let user = UserID(rawValue: try call.parameter("user"))
                experiments.forget(user)
                return try writer.erase(user).wasKnown ? 1 : 0
            },
        ]
    }
}
