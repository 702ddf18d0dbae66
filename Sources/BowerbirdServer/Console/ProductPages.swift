import Answers
import Bowerbird
import DataModel

extension Service {
    /// What is known of a product, and what goes with it.
    func productPage(_ name: String?) async throws -> ConsolePage {
        let form = ConsolePage.form("/console/product", "item", "Item", name)
        guard let name else {
            let newest = try shop.store.products(after: nil, limit: 20, matching: nil).map { product -> [HTML] in
                [
                    Self.link(product.itemID, product.title),
                    "\(product.categories.first?.joined(separator: " > ") ?? "")",
                ]
            }
            return ConsolePage(
                title: "Products",
                body: "\(form)\(ConsolePage.table("The first twenty by id", ["Product", "Category"], newest))")
        }
        let item = ItemID(rawValue: name)
        let product = try shop.store.product(item)
        let model = try live.requireModel()
        let similar = try model.similar(to: item, ListOptions(top: 10, explained: true))
        guard let product else {
            return ConsolePage(
                title: name,
                body: """
                    \(form)
                    <p class="note">The catalogue does not describe this item.</p>
                    \(Self.listTable(try model.knows(anyOf: [item])
                        ? "What goes with it" : "Nothing is known of it; what is popular", similar))
                    """)
        }
        var facts: [(String, String)] = [("Item", name)]
        if let brand = product.brand { facts.append(("Brand", brand)) }
        if let price = product.price { facts.append(("Price", "\(price) \(product.currency ?? "")")) }
        for path in product.categories { facts.append(("Category", path.joined(separator: " > "))) }
        if let available = product.available { facts.append(("Available", available ? "yes" : "no")) }
        facts.append(("In the catalogue since", Self.day(product.createdAt)))
        facts += product.attributes.sorted { $0.key < $1.key }.map { ($0.key, $0.value.joined(separator: ", ")) }
        return ConsolePage(
            title: product.title ?? name,
            body: """
                \(form)
                \(ConsolePage.facts(facts))
                <p>\(product.description ?? "")</p>
                \(try priceSection(item))
                \(Self.listTable("What goes with it", similar))
                \(try await reviewSections(item, model))
                """)
    }

    // What it has cost, newest first; nothing where that never changed.
    private func priceSection(_ item: ItemID) throws -> HTML {
        let prices = try shop.store.prices(of: item, limit: 50)
        guard prices.count > 1 else { return "" }
        let rows = prices.reversed().map { change -> [HTML] in
            ["\(change.since.iso8601)", "\(JSONValue.number(change.price).cell) \(change.currency ?? "")"]
        }
        return ConsolePage.table("Prices, newest first", ["Since", "Price"], rows)
    }
}
