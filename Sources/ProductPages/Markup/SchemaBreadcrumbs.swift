/// Breadcrumb trails in the schema.org vocabulary and in its forerunner, data-vocabulary.org.
enum SchemaBreadcrumbs {
    /// The trails that a thing has or is.
    static func trails(_ item: SchemaItem) -> [[Breadcrumb]] {
        if item.isA("BreadcrumbList")
            || item.isA("ItemList")
                && item.items("itemListElement").allSatisfy({
                    $0.isA("ListItem") && !$0.items("item").isEmpty
                        && $0.items("item").allSatisfy { $0.types.isEmpty || ($0.isA("WebPage") || $0.isA("Thing")) }
                }) && !item.items("itemListElement").isEmpty
        {
            let trail = list(item)
            return trail.isEmpty ? [] : [trail]
        }
        return item.items("breadcrumb", "mainEntity", "mainEntityOfPage").flatMap(trails)
    }

    // What is longer is another list.
    private static let mostLevels = 100

    private static func list(_ item: SchemaItem) -> [Breadcrumb] {
        let elements = item.items("itemListElement").prefix(mostLevels).enumerated().map { offset, element in
            (
                position: element.text("position").flatMap(Double.init) ?? Double(offset), offset: offset,
                element: element
            )
        }
        return elements.sorted { ($0.position, $0.offset) < ($1.position, $1.offset) }.map { entry in
            let target = entry.element.items("item").first
            let plain = entry.element.properties["item"]?.first?.plain
            let isAddress =
                plain.map { $0.utf8.contains(UInt8(ascii: "/")) && !$0.utf8.contains(UInt8(ascii: " ")) } ?? false
            let name = entry.element.text("name") ?? target?.text("name") ?? (isAddress ? nil : plain)
            let url = entry.element.text("url") ?? target?.id ?? target?.text("url") ?? (isAddress ? plain : nil)
            return Breadcrumb(name: name, url: url)
        }.filter { $0.name != nil || $0.url != nil }
    }
}

extension SchemaValue {
    fileprivate var plain: String? { isThing ? nil : text }
}
