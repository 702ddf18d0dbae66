/// What becomes of rows that are stored one after the other under keys.
struct RowMerge<Key: Hashable, Row: Equatable> {
    private var known: [Key: Row]
    private var changedKeys: [Key] = []
    private var seen: Set<Key> = []
    private(set) var change = StoreChange()

    /// - Parameter known: what is stored.
    init(_ known: [Key: Row]) { self.known = known }

    init(stored: [Row], by key: (Row) -> Key) {
        self.init(Dictionary(stored.map { (key($0), $0) }) { $1 })
    }

    /// Stores a row as it is where nothing is known, and otherwise what `merging` makes of what is known.
    /// - Returns: whether that changed anything.
    @discardableResult
    mutating func add(_ row: Row, as key: Key, merging: (Row) -> Row) -> Bool {
        let before = known[key]
        let after = before.map(merging) ?? row
        if before == after {
            change.unchanged += 1
            return false
        }
        known[key] = after
        if seen.insert(key).inserted { changedKeys.append(key) }
        if before == nil { change.inserted += 1 } else { change.updated += 1 }
        return true
    }

    /// What is to be written, each key once, in the order of their first change.
    var changed: [Row] { changedKeys.compactMap { known[$0] } }
}
