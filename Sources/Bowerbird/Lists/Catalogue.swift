import DataModel
import Ranking
import Storage

/// The items that lists can be made of, at one revision of the catalogue: those the model was trained with, by their number,
/// then those that came later.
struct Catalogue: Sendable {
    let revision: Int64
    /// The model's items, then later ones in the order of storing.
    let items: IdentifierIndex
    /// How many of them the model was trained with.
    let knownCount: Int
    /// What is known of each, without descriptions.
    let products: [Product?]
    /// Their titles, by number: a list reads these for every item and every reason.
    let titles: [String?]
    /// What nobody had by the end of the training.
    let newItems: NewItems
    /// The words of the products' texts; `nil` for a model without texts.
    let words: ItemWords?

    init(_ model: Model, _ ranking: RankingModel, revision: Int64) throws {
        var items = model.items
        knownCount = items.count
        let stored = try model.store.catalogue()
        for product in stored { _ = items.insert(product.itemID.rawValue) }
        var products = [Product?](repeating: nil, count: items.count)
        for product in stored {
            if let number = items.number(of: product.itemID.rawValue) { products[Int(number)] = product }
        }
        self.revision = revision
        self.items = items
        self.products = products
        titles = products.map { $0?.title }
        newItems = try NewItems(model, ranking, items: items, products: products)
        words = model.contentEncoder.map { ItemWords($0.words) }
    }

    /// The item of a number.
    func id(of item: Int32) -> ItemID { ItemID(rawValue: items[item]) }

    /// How many items of one brand and of one category an arrangement allows.
    func caps(_ options: ListOptions) -> [GroupCap] {
        var caps: [GroupCap] = []
        if let limit = options.mostPerBrand {
            caps.append(GroupCap(limit: limit, groups: groups { $0.brand.map { [$0] } ?? [] }))
        }
        if let limit = options.mostPerCategory {
            caps.append(
                GroupCap(limit: limit, groups: groups { $0.categories.map { $0.joined(separator: " > ") } }))
        }
        return caps
    }

    private func groups(_ names: (Product) -> [String]) -> [[Int32]] {
        var numbers = IdentifierIndex()
        return products.map { product in product.map { names($0).map { numbers.insert($0) } } ?? [] }
    }
}
