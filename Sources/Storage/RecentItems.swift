public import DataModel

/// A user's newest items, and how far the catalogue had come when they were read: what a list starts from.
public struct RecentItems: Sendable, Equatable {
    /// The items of the newest interactions, oldest first.
    public var items: [ItemID]
    /// When the newest of them was had; `nil` without any.
    public var newest: Timestamp?
    /// ``StoreRevision/catalogue`` at the same moment.
    public var catalogueRevision: Int64

    /// Items from their parts.
    public init(items: [ItemID] = [], newest: Timestamp? = nil, catalogueRevision: Int64 = 0) {
        self.items = items
        self.newest = newest
        self.catalogueRevision = catalogueRevision
    }
}
