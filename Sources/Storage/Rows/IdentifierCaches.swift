/// Row ids of names that were written lately, so that most rows need no look-up. Bounded: when a cache is full it is
/// emptied.
struct IdentifierCaches {
    /// How many users had been erased: whether what is remembered still holds.
    var erasures: Int64 = 0
    var users = IdentifierCache()
    var items = IdentifierCache()
    var eventTypes = IdentifierCache()
}

struct IdentifierCache {
    private var ids: [String: Int64] = [:]
    private static let capacity = 200_000

    subscript(name: String) -> Int64? { ids[name] }

    mutating func remember(_ name: String, _ id: Int64) {
        if ids.count >= Self.capacity { ids.removeAll(keepingCapacity: true) }
        ids[name] = id
    }
}
