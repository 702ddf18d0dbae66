/// A source of candidates: which items might interest a user, judged by one kind of evidence.
///
/// A retriever sees item numbers and returns scores of its own scale; only their order within one user has a meaning.
public protocol Retriever: Sendable {
    /// Which kind of evidence this is.
    var source: RetrievalSource { get }

    /// Adds a score above zero for every item that this source relates to a user.
    /// - Parameter history: the user's items, oldest first; entries outside the items fitted are passed over.
    func score(_ history: ArraySlice<Int32>, into scores: inout ScoreAccumulator)
}

/// The kinds of evidence for candidates, in the order in which the ranker sees them.
public enum RetrievalSource: String, Codable, Sendable, CaseIterable {
    /// Items that follow the user's items in other histories, close by and in this order.
    case coVisitation = "co-visitation"
    /// Items that share users with the user's items.
    case itemKNN = "item-knn"
    /// Items that directly follow the user's newest items in other histories.
    case transition
    /// Items two steps of co-visitation away.
    case twoHop = "two-hop"
    /// Items that whole histories speak for, by the weights that rebuild histories best.
    case ease
    /// Items whose factors point the same way.
    case factors
    /// Items with the same attributes: brand, categories and whatever else the catalogue says.
    case attributes
    /// Items with the same words in title and description.
    case text
    /// Items that everything a user ever had speaks for, the oldest as much as the newest.
    case wholeHistory = "whole-history"
    /// What most users have.
    case popularity
    /// What users have had lately.
    case trending
    /// What the user had before and may want again.
    case repetition
}
