/// How much a page's readers of breadcrumbs look at: what is called a trail may stand in another, and so may all of a page.
struct TrailBudget {
    private var trails = 200
    private var levels: Int
    private var nodes: Int
    private var bytes: Int

    init(_ page: PageTree) {
        levels = min(400, 60 + page.nodes.count / 32)
        nodes = 2 * page.nodes.count + 3000
        bytes = 2 * page.bytes.count + 30_000
    }

    var isSpent: Bool { trails <= 0 || levels <= 0 || nodes <= 0 || bytes <= 0 }

    mutating func takeTrail() { trails -= 1 }
    mutating func takeLevel() { levels -= 1 }
    mutating func take(nodes count: Int) { nodes -= count }
    mutating func take(bytes count: Int) { bytes -= count }
}
