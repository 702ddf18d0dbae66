import DataModel

/// What two items have in common, in the words of the catalogue.
enum SharedContent {
    /// How much is named at most.
    static let mostNamed = 3

    /// The brand, the deepest category and the attributes that both items have, as `name: value`.
    static func attributes(of catalogue: Catalogue, _ item: Int32, _ other: Int32) -> [String] {
        guard let mine = catalogue.products[Int(item)], let theirs = catalogue.products[Int(other)] else { return [] }
        var shared: [String] = []
        if let brand = mine.brand, brand == theirs.brand { shared.append("brand: \(brand)") }
        let common = mine.categories.flatMap { path in
            theirs.categories.map { zip(path, $0).prefix { $0.0 == $0.1 }.map(\.0) }
        }.max { $0.count < $1.count }
        if let deepest = common?.last { shared.append("category: \(deepest)") }
        for name in mine.attributes.keys.sorted() {
            let values = theirs.attributes[name] ?? []
            if let value = mine.attributes[name]?.first(where: values.contains) { shared.append("\(name): \(value)") }
        }
        return Array(shared.prefix(mostNamed))
    }
}
