/// Whether a currency is named in a short run of text or in one of its neighbours; looked up where somebody asks.
struct NearCurrency {
    private let texts: LeafTexts
    private let longest: Int
    // Whether each run names one; `nil` until it was looked up.
    private var isNamed: [Bool?]

    private static let neighbours = 2

    init(_ texts: LeafTexts, longest: Int) {
        self.texts = texts
        self.longest = longest
        isNamed = Array(repeating: nil, count: texts.nodes.count)
    }

    mutating func holds(at position: Int) -> Bool {
        for near in max(0, position - Self.neighbours)...min(isNamed.count - 1, position + Self.neighbours) {
            let known =
                isNamed[near]
                ?? (texts.count(at: near) <= longest && texts.withLowerText(at: near) { Currency.isNamed(in: $0) })
            isNamed[near] = known
            if known { return true }
        }
        return false
    }
}
