/// Elements without their end tag yet, outermost first. What an end tag reaches is looked up, not searched for, so that no
/// nesting makes parsing slow.
struct OpenElements: ~Copyable {
    struct Entry {
        let node: Int32
        let tag: Tag
        let traits: Tag.Traits
        // The next element outwards of the same name, or of a name in the same slot.
        fileprivate let outer: Int32
        fileprivate let slot: Int16
        fileprivate let barriers: Barriers
    }

    /// Where the innermost barrier of each kind is, at an element or outwards of it; -1 where none is.
    fileprivate struct Barriers {
        var special: Int32 = -1
        var scope: Int32 = -1
        var scopeOrButton: Int32 = -1
        var list: Int32 = -1
        var table: Int32 = -1
        var row: Int32 = -1

        /// Puts in what an element at `place` is a barrier of.
        @inline(__always)
        mutating func stand(_ tag: Tag, _ traits: Tag.Traits, at place: Int32) {
            guard traits.contains(.special) else { return }
            special = place
            if traits.contains(.scope) { (scope, scopeOrButton) = (place, place) }
            switch tag {
            case .address, .div, .p, .dd, .dt: return
            case .button: scopeOrButton = place
            case .table, .template: (table, row) = (place, place)
            case .tr: row = place
            default: break
            }
            list = place
        }
    }

    /// Elements that keep end tags and implied ends from reaching further out (HTML standard, 13.2.4.2).
    enum Barrier {
        case special, scope, scopeOrButton, list, table, row
    }

    private var entries = GrowingBuffer<Entry>(capacity: 64)
    // The innermost element by tag; elements of unknown names by a hash of theirs, behind all tags.
    private var innermost = GrowingBuffer<Int32>(repeating: -1, count: Tag.allCases.count + unknownSlots)
    private let unknownStart = Tag.allCases.count

    private static let unknownSlots = 64

    var count: Int { entries.count }
    var isEmpty: Bool { entries.isEmpty }
    var last: Entry? { entries.last }

    subscript(index: Int) -> Entry { entries[index] }

    /// - Parameter nameHash: of elements of unknown names, a hash of theirs.
    mutating func push(_ node: Int32, _ tag: Tag, _ traits: Tag.Traits, nameHash: Int) {
        let slot = slot(tag, nameHash)
        let place = Int32(entries.count)
        var barriers = entries.last?.barriers ?? Barriers()
        barriers.stand(tag, traits, at: place)
        entries.append(
            Entry(
                node: node, tag: tag, traits: traits, outer: innermost[slot], slot: Int16(slot), barriers: barriers))
        innermost[slot] = place
    }

    mutating func popLast() -> Entry? {
        guard let last = entries.popLast() else { return nil }
        innermost[Int(last.slot)] = last.outer
        return last
    }

    /// Where the innermost element of a name is, or -1; of unknown names one that may have the name.
    func place(of tag: Tag, nameHash: Int = 0) -> Int { Int(innermost[slot(tag, nameHash)]) }

    /// The next candidate for a name outwards of the one at `place`, or -1.
    func place(outOf place: Int) -> Int { Int(entries[place].outer) }

    /// Where the innermost barrier of a kind is, or -1.
    func innermost(_ barrier: Barrier) -> Int {
        guard let barriers = entries.last?.barriers else { return -1 }
        return switch barrier {
        case .special: Int(barriers.special)
        case .scope: Int(barriers.scope)
        case .scopeOrButton: Int(barriers.scopeOrButton)
        case .list: Int(barriers.list)
        case .table: Int(barriers.table)
        case .row: Int(barriers.row)
        }
    }

    private func slot(_ tag: Tag, _ nameHash: Int) -> Int {
        tag == .other ? unknownStart + nameHash & (Self.unknownSlots - 1) : Int(tag.rawValue)
    }
}
