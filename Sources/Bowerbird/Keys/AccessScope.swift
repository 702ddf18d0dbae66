/// What a key may do.
public enum AccessScope: String, Sendable, CaseIterable {
    /// Ask for lists, sentiments and categories.
    case read
    /// Store events, reviews, products and pages.
    case write
    /// Everything, also to export and erase users and to train.
    case admin
}
