/// What a list may contain, as on the command line.
public struct ListQuery: Sendable {
    /// How many items at most.
    public var top: Int
    /// Only items in one of these categories or below, written `A > B`.
    public var categories: [String] = []
    /// Only items of one of these brands.
    public var brands: [String] = []
    /// Only items with all of these values of attributes.
    public var attributes: [(name: String, value: String)] = []
    /// Only items that cost at least this.
    public var lowestPrice: Double?
    /// Only items that cost at most this.
    public var highestPrice: Double?
    /// Items to leave out.
    public var excluded: [String] = []
    /// Whether items that the user has had may come again; `nil` for what validation found right.
    public var includesSeen: Bool?
    /// Whether what comes right after the newest item is asked for.
    public var isWithinVisit = false
    /// How much variety counts beside the score, 0 to 1.
    public var diversity: Double?
    /// At most so many items of one brand.
    public var mostPerBrand: Int?
    /// At most so many items of one category.
    public var mostPerCategory: Int?
    /// Whether to say why each item is there.
    public var isExplained: Bool
    /// Whether to answer with the cursor of the next page.
    public var isPaged = false
    /// The page that follows the one with this cursor.
    public var cursor: String?

    /// Lists of `top` items, without any filter.
    public init(top: Int = 10, explained: Bool = false) {
        self.top = top
        isExplained = explained
    }

    var items: [(String, String)] {
        var items = [("top", "\(top)")]
        items += categories.map { ("category", $0) } + brands.map { ("brand", $0) }
        items += attributes.map { ("where", "\($0.name)=\($0.value)") } + excluded.map { ("exclude", $0) }
        func add(_ name: String, _ value: (some CustomStringConvertible)?) {
            if let value { items.append((name, value.description)) }
        }
        add("min_price", lowestPrice)
        add("max_price", highestPrice)
        add("include_seen", includesSeen)
        add("within_visit", isWithinVisit ? true : nil)
        add("diversity", diversity)
        add("max_per_brand", mostPerBrand)
        add("max_per_category", mostPerCategory)
        add("explain", isExplained ? true : nil)
        add("page", isPaged ? true : nil)
        add("cursor", cursor)
        return items
    }
}
