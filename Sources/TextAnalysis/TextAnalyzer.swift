import CICU

/// Cuts text into tokens and normalises them.
///
/// Boundaries are those of ICU's word iterator (UAX #29, with dictionaries for Chinese, Japanese, Thai, Khmer, Lao and
/// Burmese). ICU's own compiled rules are walked here, over UTF-8; ICU itself is called for what needs a dictionary.
///
/// An analyzer holds an ICU iterator and scratch memory; use one a thread.
public final class TextAnalyzer {
    private let segmenter: OpaquePointer
    private let table: WordTable
    // nil when the rules of this ICU cannot be read; ICU is called for everything then.
    private let automaton: WordAutomaton?
    private var spans = DictionarySpans()
    private var uncut: [DictionarySpans.Uncut] = []
    private var ends = [Int32](repeating: 0, count: 1024)
    private var statuses = [UInt8](repeating: 0, count: 1024)

    /// An analyzer for text in `language` (BCP 47); the default suits mixed languages.
    /// - Throws: ``TextAnalysisError/noWordRules(language:)`` when ICU's data is missing.
    public init(language: String? = nil) throws(TextAnalysisError) {
        guard let opened = cicu_segmenter_open(language ?? "") else {
            throw TextAnalysisError.noWordRules(language: language ?? "root")
        }
        guard let table = WordTable.of(language: language ?? "") else {
            cicu_segmenter_close(opened)
            throw TextAnalysisError.noWordRules(language: language ?? "root")
        }
        segmenter = opened
        self.table = table
        automaton = WordAutomaton(table)
    }

    deinit { cicu_segmenter_close(segmenter) }

    /// Replaces `tokens` by the segments of `utf8`, in order and without gaps: blanks and punctuation too.
    ///
    /// Ill-formed bytes are taken for U+FFFD, each maximal ill-formed part for one; NUL is a control character like any
    /// other. At most 2 GiB.
    /// - Returns: how many ill-formed parts there were.
    /// - Complexity: O(bytes), without a call to ICU where no dictionary is needed.
    @discardableResult
    public func segment(_ utf8: UnsafeBufferPointer<UInt8>, into tokens: inout [Token]) -> Int {
        precondition(utf8.count <= Int32.max, "\(utf8.count) bytes of text; cut it into pieces of less than 2 GiB")
        tokens.removeAll(keepingCapacity: true)
        guard let automaton, let bytes = utf8.baseAddress else {
            segmentWithICU(utf8, into: &tokens)
            return UTF8Decoding.illFormedParts(utf8)
        }
        uncut.removeAll(keepingCapacity: true)
        let isWellFormed = automaton.run(utf8, into: &tokens, uncut: &uncut)
        if !uncut.isEmpty { spans.cut(uncut, of: bytes, table: table, segmenter: segmenter, tokens: &tokens) }
        return isWellFormed ? 0 : UTF8Decoding.illFormedParts(utf8)
    }

    /// Replaces `tokens` by those of `utf8` that carry meaning: everything but blanks and punctuation.
    /// - Returns: how many ill-formed parts there were, each taken for U+FFFD.
    @discardableResult
    public func tokenize(_ utf8: UnsafeBufferPointer<UInt8>, into tokens: inout [Token]) -> Int {
        let illFormedParts = segment(utf8, into: &tokens)
        tokens.removeAll { $0.kind == .whitespace || $0.kind == .punctuation }
        return illFormedParts
    }

    /// The tokens of `text` that carry meaning: everything but blanks and punctuation.
    public func tokens(in text: String) -> [Token] {
        var tokens: [Token] = []
        var text = text
        text.withUTF8 { _ = tokenize($0, into: &tokens) }
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

    /// The segments as ICU's iterator gives them: the measure for ``segment(_:into:)``.
    func segmentWithICU(_ utf8: UnsafeBufferPointer<UInt8>, into tokens: inout [Token]) {
        guard let bytes = utf8.baseAddress, cicu_segmenter_start(segmenter, bytes, Int32(utf8.count)) == 0 else {
            return
        }
        let describer = TokenDescriber(table: table, bytes: bytes)
        var start = 0
        while true {
            let count = Int(cicu_segments(segmenter, &ends, &statuses, Int32(ends.count)))
            if count <= 0 { return }
            for index in 0..<count {
                let end = Int(ends[index])
                tokens.append(describer.token(from: start, to: end, status: statuses[index]))
                start = end
            }
        }
    }
}
