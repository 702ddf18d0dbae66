import Bowerbird

extension Service {
    /// A user's list with its reasons, and what it was made from.
    func userPage(_ name: String?) async throws -> ConsolePage {
        let form = ConsolePage.form("/console/user", "user", "User", name)
        guard let name else { return ConsolePage(title: "Users", body: form) }
        let user = UserID(rawValue: name)
        let model = try live.requireModel()
        let list = try model.recommend(for: user, ListOptions(top: 10, explained: true))
        let profile = try shop.store.profile(of: user)
        let attributes = (profile?.attributes ?? [:]).sorted { $0.key < $1.key }.map {
            ($0.key, $0.value.joined(separator: ", "))
        }
        let history = try shop.store.history(of: user, limit: 50).reversed().map { event -> [HTML] in
            [
                "\(event.timestamp.isOrdinal ? "" : event.timestamp.iso8601)", "\(event.eventType)",
                Self.link(event.itemID, try shop.store.product(event.itemID)?.title),
            ]
        }
        let searches = try shop.store.queries(of: user, limit: 20, asOf: nil).map { query -> [HTML] in
            ["\(query.query)", "\(query.category ?? "")"]
        }
        let note: HTML =
            list.isColdStart
            ? "<p class=\"note\">Nothing is known that this user did: the list is the one for newcomers.</p>" : ""
        return ConsolePage(
            title: name,
            body: """
                \(form)
                \(attributes.isEmpty ? "" : ConsolePage.facts(attributes))
                \(note)
                \(Self.listTable("List", list.items))
                \(try await predictionTable(user, model))
                \(ConsolePage.table("History, newest first", ["When", "What", "Item"], Array(history)))
                \(ConsolePage.table("Searches, newest first", ["Query", "Category"], searches))
                """)
    }

    /// A list and why each item is in it.
    static func listTable(_ caption: String, _ items: [RecommendedItem]) -> HTML {
        ConsolePage.table(
            caption, ["", "Item", "Score", "Why"],
            items.map { item in
                let reasons = item.reasons.prefix(4).map { reason -> HTML in
                    let sign = reason.weight < 0 ? "against" : "for"
                    return
                        "<li>\(reason.text) <span class=\"\(sign)\">\(reason.weight < 0 ? "" : "+")\(rounded(Double(reason.weight)))</span></li>"
                }
                return [
                    "\(item.rank)", link(item.itemID, item.title), "\(rounded(Double(item.score)))",
                    "<ul>\(HTML(joining: reasons))</ul>",
                ]
            })
    }

    /// An item's page, by its title.
    static func link(_ item: ItemID, _ title: String?) -> HTML {
        "<a href=\"\(HTML.path("/console/product?item=", item.rawValue))\">\(title ?? item.rawValue)</a>"
    }
}
