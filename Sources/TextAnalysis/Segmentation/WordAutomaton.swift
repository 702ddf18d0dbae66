import CICU

/// Walks ICU's own word rules over UTF-8, without ICU.
///
/// The longest match from a boundary on is the next segment, as in ICU's rule-based iterator (longest match, no
/// lookahead). Where a segment holds characters whose words are found by dictionary, it is handed to `dictionary`.
struct WordAutomaton {
    private let states: UnsafePointer<UInt16>
    private let startState: Int
    private let table: WordTable
    // The entries of ASCII, one step instead of two.
    private let ascii: UnsafePointer<UInt32>

    /// `nil` when this ICU's rules cannot be read.
    init?(_ table: WordTable) {
        guard let states = table.states else { return nil }
        self.states = states
        startState = table.startState
        self.table = table
        // The blocks of ASCII are the first two, stored one after the other.
        guard table.blocks[0] == 0, table.blocks[1] == 1 else { return nil }
        ascii = table.characters
    }

    /// Appends the segments of `utf8` to `tokens`, those for the dictionary uncut, and says of these which they are.
    /// - Returns: whether every byte was well formed.
    func run(
        _ utf8: UnsafeBufferPointer<UInt8>, into tokens: inout [Token], uncut: inout [DictionarySpans.Uncut]
    ) -> Bool {
        guard let bytes = utf8.baseAddress else { return true }
        let end = utf8.count
        var isWellFormed = true
        var position = 0
        while position < end {
            let segment = next(bytes, from: position, end: end, &isWellFormed)
            let describer = TokenDescriber(table: table, bytes: bytes)
            if segment.seen & UInt32(CICU_DICTIONARY) != 0 {
                uncut.append(
                    DictionarySpans.Uncut(
                        token: tokens.count, status: segment.status,
                        isComplex: segment.seen & UInt32(CICU_COMPLEX) != 0))
            }
            tokens.append(
                describer.token(from: position, to: segment.end, status: segment.status, first: segment.first))
            position = segment.end
        }
        return isWellFormed
    }

    private struct Segment {
        var end: Int
        var status: UInt8
        var first: CharacterEntry
        // The entries of its characters, joined; 0 for a character alone, which no dictionary can cut.
        var seen: UInt32
    }

    @inline(__always)
    private func next(
        _ bytes: UnsafePointer<UInt8>, from start: Int, end: Int, _ isWellFormed: inout Bool
    ) -> Segment {
        var position = start
        var entry = take(bytes, &position, end, &isWellFormed)
        let first = entry
        let firstEnd = position
        var state = Int(states[startState &+ entry.column])
        // Where no rule matches, a character is a segment.
        var segment = Segment(end: position, status: 0, first: first, seen: 0)
        var seen = entry.bits
        while state != 0 {
            let ending = states[state]
            if ending != 0 {
                segment.end = position
                segment.status = UInt8(truncatingIfNeeded: ending &- 1)
                segment.seen = position > firstEnd ? seen : 0
            }
            guard position < end else { break }
            // Most of a text is runs of letters, which leave the state as it is.
            if Int(states[state &+ entry.column]) == state {
                let run = position
                while position < end, bytes[position] < 0x80, ascii[Int(bytes[position])] == entry.bits {
                    position &+= 1
                }
                if position > run {
                    if ending != 0 { segment.end = position }
                    guard position < end else { break }
                }
            }
            entry = take(bytes, &position, end, &isWellFormed)
            seen |= entry.bits
            state = Int(states[state &+ entry.column])
        }
        return segment
    }

    @inline(__always)
    private func take(
        _ bytes: UnsafePointer<UInt8>, _ position: inout Int, _ end: Int, _ isWellFormed: inout Bool
    ) -> CharacterEntry {
        let byte = bytes[position]
        if byte < 0x80 {
            position &+= 1
            return CharacterEntry(bits: ascii[Int(byte)])
        }
        let scalar = UTF8Decoding.scalar(bytes, at: position, end: end)
        position &+= scalar.length
        if scalar.isIllFormed { isWellFormed = false }
        return table.entry(scalar.codePoint)
    }
}
