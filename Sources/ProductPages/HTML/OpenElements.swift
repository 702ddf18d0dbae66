/// Elements without their end tag yet, outermost first. What an end tag reaches is looked up, not searched for, so that no
/// nesting makes parsing slow.
struct OpenElements: ~Copyable {
    struct Entry {
        let node: Int32
        let tag: Tag
        // The next element outwards of the same name, or of a name in the same slot.
        fileprivate let outer: Int32
        fileprivate let slot: Int16
    }

    /// Elements that keep end tags and implied ends from reaching further out (HTML standard, 13.2.4.2).
    enum Barrier: Int {
        case special, scope, scopeOrButton, list, table, row
    }

    private var entries = GrowingBuffer<Entry>(capacity: 64)
    // The innermost element by tag; elements of unknown names by a hash of theirs, behind all tags.
    private var innermost = GrowingBuffer<Int32>(repeating: -1, count: Tag.allCases.count + unknownSlots)
    // The places of each kind of barrier, one behind the other for each depth: the innermost at or above it.
    private var barriers = GrowingBuffer<Int32>(capacity: 64 * barrierCount)
    private let unknownStart = Tag.allCases.count

    private static let unknownSlots = 64
    private static let barrierCount = 6

    var count: Int { entries.count }
    var isEmpty: Bool { entries.isEmpty }
    var last: Entry? { entries.last }

    subscript(index: Int) -> Entry { entries[index] }

    /// - Parameter nameHash: of elements of unknown names, a hash of theirs.
    mutating func push(_ node: Int32, _ tag: Tag, nameHash: Int) {
        let slot = slot(tag, nameHash)
        let place = Int32(entries.count)
        let stands = Self.stands(tag)
        for kind in 0..<Self.barrierCount {
            let outer = entries.isEmpty ? -1 : barriers[barriers.count - Self.barrierCount]
            barriers.append(stands[kind] ? place : outer)
        }
        entries.append(Entry(node: node, tag: tag, outer: innermost[slot], slot: Int16(slot)))
        innermost[slot] = place
    }

    mutating func popLast() -> Entry? {
        guard let last = entries.popLast() else { return nil }
        innermost[Int(last.slot)] = last.outer
        for _ in 0..<Self.barrierCount { _ = barriers.popLast() }
        return last
    }

    /// Where the innermost element of a name is, or -1; of unknown names one that may have the name.
    func place(of tag: Tag, nameHash: Int = 0) -> Int { Int(innermost[slot(tag, nameHash)]) }

    /// The next candidate for a name outwards of the one at `place`, or -1.
    func place(outOf place: Int) -> Int { Int(entries[place].outer) }

    /// Where the innermost barrier of a kind is, or -1.
    func innermost(_ barrier: Barrier) -> Int {
        entries.isEmpty ? -1 : Int(barriers[barriers.count - Self.barrierCount + barrier.rawValue])
    }

    private func slot(_ tag: Tag, _ nameHash: Int) -> Int {
        tag == .other ? unknownStart + nameHash & (Self.unknownSlots - 1) : Int(tag.rawValue)
    }

    // Whether an element is a barrier of each kind, in their order.
    @inline(__always)
    private static func stands(_ tag: Tag) -> InlineArray<6, Bool> {
        let traits = tag.traits
        let isSpecial = traits.contains(.special)
        let isScope = traits.contains(.scope)
        let isTable = tag == .table || tag == .template
        let isInList = tag == .address || tag == .div || tag == .p || tag == .dd || tag == .dt
        return [isSpecial, isScope, isScope || tag == .button, isSpecial && !isInList, isTable, isTable || tag == .tr]
    }
}
