public import DataModel
public import LinearAlgebra

/// What a ranker learns from.
public struct RankingData: Sendable {
    /// Each user's items, oldest first.
    public var histories: Histories
    /// What is known of the items themselves.
    public var content: ItemContent
    /// Whether the histories know only the order of events, not their time.
    public var timeIsOrdinal: Bool
    /// Whether the histories keep repeats, as they should where people look at things again or buy them again.
    public var keepsRepeats: Bool

    /// Data from its parts; `content` describes the items of `histories`.
    public init(histories: Histories, content: ItemContent, timeIsOrdinal: Bool, keepsRepeats: Bool = false) {
        precondition(content.itemCount == histories.itemCount)
        self.histories = histories
        self.content = content
        self.timeIsOrdinal = timeIsOrdinal
        self.keepsRepeats = keepsRepeats
    }
}

/// What is known of the items themselves, whoever has had them.
public struct ItemContent: Sendable {
    /// Which attributes each item has: `[items × attributes]`, 1 where it has one.
    public var attributes: SparseMatrix
    /// The words of each item: TF-IDF rows of length 1, `[items × columns]`.
    public var text: SparseMatrix
    /// Prices and opinions.
    public var facts: ItemFacts

    /// Content from its parts, all with a row for each item.
    /// - Parameter facts: `nil` for nothing known.
    public init(attributes: SparseMatrix, text: SparseMatrix, facts: ItemFacts? = nil) {
        precondition(attributes.rows == text.rows)
        self.attributes = attributes
        self.text = text
        self.facts = facts ?? ItemFacts(itemCount: attributes.rows)
    }

    /// Nothing known of `itemCount` items.
    public init(itemCount: Int) {
        let nothing = SparseMatrix.empty(rows: itemCount, columns: 0)
        self.init(attributes: nothing, text: nothing)
    }

    /// How many items are described.
    public var itemCount: Int { attributes.rows }
}
