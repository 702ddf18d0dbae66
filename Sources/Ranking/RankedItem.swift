/// An item of a list, by number.
public struct RankedItem: Sendable, Equatable {
    /// The item's number.
    public let item: Int32
    /// The scorer's output: only its order within a list has a meaning.
    public let score: Float
    /// Why it is here, largest part first; empty unless asked for.
    public let reasons: [RankingReason]
}

/// What one kind of evidence adds to a score. The weights of an item's reasons add up to its score less that of an
/// average candidate.
public struct RankingReason: Sendable, Equatable {
    /// The kind of evidence.
    public let evidence: Evidence
    /// What it adds; negative when it speaks against the item.
    public let weight: Float
    /// The item of the user's history that counted most in it, if it comes from the history.
    public let item: Int32?
}
