/// How much of a page its markup may be read again: things refer to one another, and properties stand in properties.
struct ReadingBudget {
    private var nodes: Int
    private var bytes: Int

    init(_ page: PageTree) {
        nodes = 8 * page.nodes.count + 1000
        bytes = 2 * page.bytes.count + 10_000
    }

    /// Whether one more node may be looked at.
    mutating func takeNode() -> Bool {
        nodes -= 1
        return nodes > 0
    }

    /// What an attribute says, as long as there is room for it.
    mutating func taking(_ text: String) -> String {
        bytes -= text.utf8.count
        return bytes > 0 ? text : ""
    }

    /// The text of a node, as long as there is room for it.
    mutating func text(of node: Int, most: Int, _ page: PageTree) -> String {
        let count = page.seenText(in: node..<Int(page.nodes[node].end))
        bytes -= count
        nodes -= page.inside(node).count
        guard bytes > 0, nodes > 0, count <= most else { return "" }
        return page.text(of: node)
    }
}
