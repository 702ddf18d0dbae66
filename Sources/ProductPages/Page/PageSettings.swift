/// How pages are read, and how much of them.
public struct PageSettings: Sendable, Equatable {
    /// Pages above this are refused unread, in bytes.
    public var mostBytes: Int
    /// Elements nested deeper than this become siblings of those at this depth, as in browsers.
    public var deepest: Int
    /// The rest of a page with more elements and runs of text than this is left unread.
    public var mostNodes: Int
    /// Tells which of the amounts that can be seen is the price.
    public var priceScorer = PriceScorer.standard

    /// Settings; the defaults are several times what the largest product pages have.
    public init(mostBytes: Int = 16 << 20, deepest: Int = 512, mostNodes: Int = 500_000) {
        self.mostBytes = mostBytes
        self.deepest = deepest
        self.mostNodes = mostNodes
    }
}
