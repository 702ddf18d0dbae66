public import LinearAlgebra

/// At most so many items of one group (a brand, a category) in a list.
public struct GroupCap: Sendable, Equatable {
    /// How many items of a group a list may hold.
    public let limit: Int
    /// The groups of each item, by item number; an item without groups is never held back.
    public let groups: [[Int32]]

    /// A cap of `limit` items for each of `groups`.
    public init(limit: Int, groups: [[Int32]]) {
        precondition(limit > 0, "a cap of \(limit) items")
        self.limit = limit
        self.groups = groups
    }
}

/// Chooses a list from ranked candidates: by score alone, or trading score for variety, and within caps.
///
/// With a diversity λ above 0 the next item is the one with the largest `(1 − λ) · relevance − λ · likeness`, where likeness
/// is that to the most similar item chosen so far: maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998). Scores of
/// different lists have different scales, so relevance is the place by score: 1 for the first candidate, falling evenly to 0.
public struct ListArrangement: Sendable {
    /// λ, in [0, 1]: 0 for score alone, 1 for variety alone.
    public var diversity: Float
    /// All of them hold.
    public var caps: [GroupCap]

    /// An arrangement; without arguments, by score alone.
    public init(diversity: Float = 0, caps: [GroupCap] = []) {
        precondition((0...1).contains(diversity), "a diversity of \(diversity)")
        self.diversity = diversity
        self.caps = caps
    }

    /// Whether the first candidates are the list.
    public var isByScoreAlone: Bool { diversity == 0 && caps.isEmpty }

    /// The next `count` items of a list; fewer when the caps allow no more. Equal merit goes to the better score, equal scores
    /// to the earlier candidate.
    /// - Parameters:
    ///   - ranked: the candidates, best first.
    ///   - chosen: what the list holds already; these are not chosen again.
    ///   - likeness: how alike two items are, in [0, 1].
    /// - Complexity: O(count · candidates) calls of `likeness` with a diversity above 0, O(candidates) otherwise.
    public func choose(
        _ count: Int, from ranked: [TopK.Entry], after chosen: [Int32] = [], likeness: (Int32, Int32) -> Float
    ) -> [TopK.Entry] {
        var room = GroupRoom(caps: caps)
        for item in chosen { room.take(item) }
        let held = Set(chosen)
        if diversity == 0 {
            var list: [TopK.Entry] = []
            for entry in ranked where list.count < count && !held.contains(entry.item) && room.admits(entry.item) {
                room.take(entry.item)
                list.append(entry)
            }
            return list
        }
        return chooseDiverse(count, ranked, chosen, held, &room, likeness)
    }

    private func chooseDiverse(
        _ count: Int, _ ranked: [TopK.Entry], _ chosen: [Int32], _ held: Set<Int32>, _ room: inout GroupRoom,
        _ likeness: (Int32, Int32) -> Float
    ) -> [TopK.Entry] {
        var isOpen = ranked.map { !held.contains($0.item) }
        var nearest = ranked.map { entry in chosen.reduce(Float(0)) { max($0, likeness(entry.item, $1)) } }
        let steps = Float(max(ranked.count - 1, 1))
        var list: [TopK.Entry] = []
        while list.count < count {
            var best: (place: Int, merit: Float)?
            for place in ranked.indices where isOpen[place] {
                guard room.admits(ranked[place].item) else {
                    isOpen[place] = false
                    continue
                }
                let relevance = 1 - Float(place) / steps
                let merit = (1 - diversity) * relevance - diversity * nearest[place]
                if merit > best?.merit ?? -.infinity { best = (place, merit) }
            }
            guard let best else { break }
            let next = ranked[best.place]
            isOpen[best.place] = false
            room.take(next.item)
            list.append(next)
            for place in ranked.indices where isOpen[place] {
                nearest[place] = max(nearest[place], likeness(ranked[place].item, next.item))
            }
        }
        return list
    }
}

/// How much room is left in the groups of a list that is being made.
private struct GroupRoom {
    let caps: [GroupCap]
    private var taken: [[Int32: Int]]

    init(caps: [GroupCap]) {
        self.caps = caps
        taken = caps.map { _ in [:] }
    }

    func admits(_ item: Int32) -> Bool {
        caps.indices.allSatisfy { index in
            caps[index].groups[Int(item)].allSatisfy { taken[index][$0, default: 0] < caps[index].limit }
        }
    }

    mutating func take(_ item: Int32) {
        for index in caps.indices {
            for group in caps[index].groups[Int(item)] { taken[index][group, default: 0] += 1 }
        }
    }
}
