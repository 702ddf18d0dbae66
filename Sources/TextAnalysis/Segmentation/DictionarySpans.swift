import CICU

/// Segments whose words only a dictionary knows (Han, kana, Thai, Lao, Khmer, Burmese), cut by ICU.
///
/// Each such segment stands between two boundaries of the rules, and what the dictionary makes of it depends on nothing
/// outside it. So the Han and kana of a text are set one below the other, with a line end between them that joins nothing,
/// and ICU is called once for all of them, in UTF-16, which it reads fastest. Thai, Lao, Khmer and Burmese stay in UTF-8:
/// ICU counts in units of the text when it weighs short words of these, and cuts some otherwise in UTF-16.
struct DictionarySpans {
    /// A token that is still to be cut, and what the rules say of it.
    struct Uncut {
        var token: Int
        var status: UInt8
        /// Whether it has characters of Thai, Lao, Khmer or Burmese.
        var isComplex: Bool
    }

    // So many units are cut at once, unless one segment alone is longer.
    private static let batchUnits = 1 << 14

    private var units: [UInt16] = []
    // Where in the text each unit starts; −1 for a line end between segments.
    private var offsets: [Int32] = []
    private var ends = [Int32](repeating: 0, count: 4096)
    private var statuses = [UInt8](repeating: 0, count: 4096)
    private var whole: [Token] = []

    /// Replaces the tokens at `uncut` by those that the dictionary finds in them.
    mutating func cut(
        _ uncut: [Uncut], of bytes: UnsafePointer<UInt8>, table: WordTable, segmenter: OpaquePointer,
        tokens: inout [Token]
    ) {
        swap(&whole, &tokens)
        tokens.removeAll(keepingCapacity: true)
        let describer = TokenDescriber(table: table, bytes: bytes)
        var copied = 0
        var next = 0
        while next < uncut.count {
            if uncut[next].isComplex {
                append(uncut[next], &copied, describer, segmenter, into: &tokens)
                next += 1
                continue
            }
            let first = next
            units.removeAll(keepingCapacity: true)
            offsets.removeAll(keepingCapacity: true)
            repeat {
                append(whole[uncut[next].token], of: bytes)
                next += 1
            } while next < uncut.count && !uncut[next].isComplex && units.count < Self.batchUnits
            append(uncut[first..<next], &copied, describer, segmenter, into: &tokens)
        }
        tokens += whole[copied...]
    }

    private mutating func append(_ token: Token, of bytes: UnsafePointer<UInt8>) {
        var position = Int(token.start)
        let end = Int(token.end)
        while position < end {
            let scalar = UTF8Decoding.scalar(bytes, at: position, end: end)
            if scalar.codePoint < 0x10000 {
                units.append(UInt16(truncatingIfNeeded: scalar.codePoint))
            } else {
                units.append(UInt16(truncatingIfNeeded: 0xD7C0 &+ (scalar.codePoint >> 10)))
                offsets.append(Int32(truncatingIfNeeded: position))
                units.append(UInt16(truncatingIfNeeded: 0xDC00 | (scalar.codePoint & 0x3FF)))
            }
            offsets.append(Int32(truncatingIfNeeded: position))
            position &+= scalar.length
        }
        units.append(0x0A)
        offsets.append(-1)
    }

    private mutating func append(
        _ batch: ArraySlice<Uncut>, _ copied: inout Int, _ describer: TokenDescriber, _ segmenter: OpaquePointer,
        into tokens: inout [Token]
    ) {
        // ICU reads the units while it walks.
        let units = units
        units.withUnsafeBufferPointer { units in
            let isStarted = cicu_segmenter_start_utf16(segmenter, units.baseAddress, Int32(units.count)) == 0
            precondition(isStarted, "ICU cannot start on \(units.count) units of text")
            var number = batch.startIndex
            var start = whole[batch[number].token].start
            tokens += whole[copied..<batch[number].token]
            var isLineEnd = false
            while number < batch.endIndex {
                let count = Int(cicu_segments(segmenter, &ends, &statuses, Int32(ends.count)))
                precondition(count > 0, "ICU stopped before the end of \(units.count) units of text")
                for index in 0..<count {
                    if isLineEnd {
                        isLineEnd = false
                        continue
                    }
                    let uncut = batch[number]
                    let offset = offsets[Int(ends[index])]
                    let end = offset >= 0 ? offset : whole[uncut.token].end
                    tokens.append(describer.token(from: Int(start), to: Int(end), status: uncut.status))
                    start = end
                    guard offset < 0 else { continue }
                    isLineEnd = true
                    copied = uncut.token + 1
                    number += 1
                    guard number < batch.endIndex else { break }
                    tokens += whole[copied..<batch[number].token]
                    start = whole[batch[number].token].start
                }
            }
        }
    }

    private mutating func append(
        _ uncut: Uncut, _ copied: inout Int, _ describer: TokenDescriber, _ segmenter: OpaquePointer,
        into tokens: inout [Token]
    ) {
        let token = whole[uncut.token]
        tokens += whole[copied..<uncut.token]
        copied = uncut.token + 1
        let isStarted =
            cicu_segmenter_start(segmenter, describer.bytes + Int(token.start), token.end - token.start) == 0
        precondition(isStarted, "ICU cannot start on \(token.end - token.start) bytes of text")
        var start = token.start
        while start < token.end {
            let count = Int(cicu_segments(segmenter, &ends, &statuses, Int32(ends.count)))
            precondition(count > 0, "ICU stopped before the end of \(token.end - token.start) bytes of text")
            for end in ends[..<count] {
                tokens.append(
                    describer.token(from: Int(start), to: Int(token.start + end), status: uncut.status))
                start = token.start + end
            }
        }
    }
}
