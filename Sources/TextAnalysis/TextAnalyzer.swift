import CICU

/// Cuts text into tokens and normalises them.
///
/// Boundaries are those of ICU's word iterator (UAX #29, with dictionaries for Chinese, Japanese, Thai, Khmer, Lao and
/// Burmese). Spans of plain ASCII are cut by table, which gives the same boundaries without calling ICU.
///
/// An analyzer holds an ICU iterator and scratch memory; use one a thread.
public final class TextAnalyzer {
    private let segmenter: OpaquePointer
    private var ends = [Int32](repeating: 0, count: 1024)
    private var kinds = [UInt8](repeating: 0, count: 1024)

    /// An analyzer for text in `language` (BCP 47); the default suits mixed languages.
    /// - Throws: ``TextAnalysisError/noWordRules(language:)`` when ICU's data is missing.
    public init(language: String? = nil) throws(TextAnalysisError) {
        guard let opened = cicu_segmenter_open(language ?? "") else {
            throw TextAnalysisError.noWordRules(language: language ?? "root")
        }
        segmenter = opened
    }

    deinit { cicu_segmenter_close(segmenter) }

    /// Replaces `tokens` by the segments of `utf8`, in order and without gaps: blanks and punctuation too.
    ///
    /// Ill-formed bytes are taken for U+FFFD, each maximal ill-formed part for one.
    public func segment(_ utf8: UnsafeBufferPointer<UInt8>, into tokens: inout [Token]) {
        tokens.removeAll(keepingCapacity: true)
        var position = 0
        while position < utf8.count {
            let asciiEnd = Self.endOfASCII(utf8, from: position)
            if asciiEnd == utf8.count {
                ASCIISegmenter.segment(utf8, from: position, to: asciiEnd, into: &tokens)
                return
            }
            let cut = Self.lastSafeCut(utf8, from: position, to: asciiEnd)
            ASCIISegmenter.segment(utf8, from: position, to: cut, into: &tokens)
            let next = Self.nextSafeCut(utf8, after: asciiEnd)
            segmentWithICU(utf8, from: cut, to: next, into: &tokens)
            position = next
        }
    }

    /// Replaces `tokens` by those of `utf8` that carry meaning: everything but blanks and punctuation.
    public func tokenize(_ utf8: UnsafeBufferPointer<UInt8>, into tokens: inout [Token]) {
        segment(utf8, into: &tokens)
        tokens.removeAll { $0.kind == .whitespace || $0.kind == .punctuation }
    }

    /// The tokens of `text` that carry meaning: everything but blanks and punctuation.
    public func tokens(in text: String) -> [Token] {
        var tokens: [Token] = []
        var text = text
        text.withUTF8 { tokenize($0, into: &tokens) }
        return tokens
    }

    /// Appends the NFKC case-folded form of `utf8` to `result` (Unicode's NFKC_Casefold).
    public func appendNormalized(_ utf8: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]) {
        if Normalization.appendFast(utf8, to: &result) { return }
        Normalization.appendWithICU(utf8, to: &result)
    }

    /// `text` in NFKC case-folded form.
    public func normalized(_ text: String) -> String {
        var bytes: [UInt8] = []
        var text = text
        text.withUTF8 { appendNormalized($0, to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    // ICU alone, with its offsets moved by `start`.
    func segmentWithICU(_ utf8: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, into tokens: inout [Token]) {
        guard end > start, cicu_segmenter_start(segmenter, utf8.baseAddress! + start, Int32(end - start)) == 0 else {
            return
        }
        let capacity = Int32(ends.count)
        var previous = Int32(start)
        ends.withUnsafeMutableBufferPointer { ends in
            kinds.withUnsafeMutableBufferPointer { kinds in
                while true {
                    let count = cicu_segments(segmenter, ends.baseAddress, kinds.baseAddress, capacity)
                    if count <= 0 { return }
                    for index in 0..<Int(count) {
                        let boundary = ends[index] + Int32(start)
                        let kind = TokenKind(rawValue: kinds[index]) ?? .punctuation
                        tokens.append(Token(start: previous, end: boundary, kind: kind))
                        previous = boundary
                    }
                }
            }
        }
    }

    private static func endOfASCII(_ utf8: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var position = start
        let base = UnsafeRawPointer(utf8.baseAddress!)
        while position + 8 <= utf8.count {
            let word = base.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            if word & 0x8080_8080_8080_8080 != 0 { break }
            position += 8
        }
        while position < utf8.count, utf8[position] < 0x80 { position += 1 }
        return position
    }

    // Between a blank and an ASCII letter or digit there is a boundary whatever stands further off: no rule of UAX #29
    // joins the two, and none that looks further reaches across a blank.
    @inline(__always)
    private static func isSafeCut(_ utf8: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
        let before = utf8[position - 1]
        guard before == 0x20 || before == 0x0A || before == 0x09 else { return false }
        let after = utf8[position]
        return (after | 0x20) &- 0x61 < 26 || after &- 0x30 < 10
    }

    private static func lastSafeCut(_ utf8: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
        var position = end - 1
        while position > start {
            if isSafeCut(utf8, at: position) { return position }
            position -= 1
        }
        return start
    }

    // A short ASCII word between others is left to ICU: each call has a fixed cost.
    private static func nextSafeCut(_ utf8: UnsafeBufferPointer<UInt8>, after start: Int) -> Int {
        let worthwhile = 32
        var position = start
        while position < utf8.count {
            guard utf8[position] < 0x80 else {
                position += 1
                continue
            }
            let asciiEnd = endOfASCII(utf8, from: position)
            if asciiEnd - position >= worthwhile || asciiEnd == utf8.count {
                var cut = position + 1
                while cut < asciiEnd {
                    if isSafeCut(utf8, at: cut) { return cut }
                    cut += 1
                }
            }
            position = asciiEnd
        }
        return utf8.count
    }
}
