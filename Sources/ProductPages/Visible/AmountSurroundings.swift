/// What the elements around an amount are and are called, gathered in one walk from it to the page's body.
struct AmountSurroundings {
    /// What elements up to two levels away hint at.
    private(set) var close: Hint = []
    /// The same up to four levels away.
    private(set) var around: Hint = []
    /// The same up to eight levels away.
    private(set) var wide: Hint = []
    /// Whether an element strikes the amount through, by its name or by the style that it asks for.
    private(set) var isStruck = false
    /// Whether an element sets the amount apart from the text around it.
    private(set) var isEmphasised = false
    /// Whether an element asks for large letters.
    private(set) var isLarge = false
    /// Whether the amount stands in a link, which leads to another product.
    private(set) var isInsideLink = false

    private static let closeLevels = 2
    private static let aroundLevels = 4
    private static let wideLevels = 8
    // Beyond these, elements hold more than the amount.
    private static let ownLevels = 3
    private static let emphasisLevels = 2
    private static let largePixels = 20.0

    /// - Parameter leaf: the amount's run of text.
    init(of leaf: Int, _ survey: PageSurvey, _ page: PageTree) {
        var node = leaf
        for level in 0...Self.wideLevels {
            add(survey.hints[node], at: level)
            if level <= Self.ownLevels { look(at: node, level, page) }
            // The whole page says nothing of one amount.
            guard let parent = page.parent(of: node), page.nodes[parent].tag != .body else { return }
            node = parent
        }
    }

    /// Whether it is a price that no longer counts.
    var isOld: Bool { isStruck || close.contains(.oldPrice) && !close.contains(.currentPrice) }

    private mutating func add(_ hints: Hint, at level: Int) {
        if level <= Self.closeLevels { close.formUnion(hints) }
        if level <= Self.aroundLevels { around.formUnion(hints) }
        wide.formUnion(hints)
    }

    private mutating func look(at node: Int, _ level: Int, _ page: PageTree) {
        let tag = page.nodes[node].tag
        let mayBeLarge = level <= Self.emphasisLevels
        if Self.strikes(tag) { isStruck = true }
        if tag == .a { isInsideLink = true }
        if mayBeLarge, Self.emphasises(tag) { isEmphasised = true }
        if let style = page.rawAttribute(.style, of: node) {
            if page.bytes[style].holds("line-through") { isStruck = true }
            if mayBeLarge, let size = FontSize.pixels(page.bytes[style]), size >= Self.largePixels { isLarge = true }
        }
        if mayBeLarge, tag == .font, let size = page.attribute(.size, of: node), FontSize.isLarge(step: size) {
            isLarge = true
        }
    }

    /// Whether an element of this name strikes its text through.
    static func strikes(_ tag: Tag) -> Bool { tag == .del || tag == .s || tag == .strike }

    private static func emphasises(_ tag: Tag) -> Bool {
        switch tag {
        case .b, .strong, .big, .h1, .h2, .h3, .h4, .ins, .em: true
        default: false
        }
    }
}
