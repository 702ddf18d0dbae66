import TextAnalysis

/// A review cut into clauses: parts that hold one opinion each, between punctuation marks, line ends and words of contrast.
struct ReviewClauses {
    struct Word {
        /// The normalised form, by which words are the same.
        var form: String
        /// Bytes in the text.
        var range: Range<Int>
    }

    struct Clause {
        var words: [Word] = []
        /// Bytes in the text.
        var range: Range<Int>
        /// The sentence it stands in, bytes in the text.
        var sentence: Range<Int>
    }

    private(set) var clauses: [Clause] = []

    private static let sentenceEnds = Set(".!?…。！？\n\r".unicodeScalars)
    private static let clauseEnds = Set(".!?…。！？\n\r,;:，；：、()（）[]\"“”「」|~～/".unicodeScalars)
    // After these, an opinion may turn; one list for all languages, as none of the words means something else in another.
    private static let contrasts: Set<String> = [
        "but", "however", "although", "though", "except", "yet", "whereas", "aber", "jedoch", "pero", "aunque", "mais",
        "però", "mas", "porém", "maar", "ale", "но", "однако", "tapi", "tetapi", "namun", "sayangnya", "nhưng", "tuy",
        "ama", "fakat", "แต่", "但", "但是", "不过", "可是", "就是", "只是", "然而", "でも", "しかし", "ただ", "하지만", "그런데",
    ]

    init(_ text: String, _ analyzer: TextAnalyzer, _ tokens: inout [Token]) {
        var text = text
        text.withUTF8 { utf8 in
            analyzer.segment(utf8, into: &tokens)
            var clause = Clause(range: 0..<0, sentence: 0..<0)
            var sentenceStart = 0
            var firstOfSentence = 0
            func finish(at end: Int) {
                if !clause.words.isEmpty {
                    clause.range =
                        clause.words[0].range.lowerBound..<clause.words[clause.words.count - 1].range.upperBound
                    clauses.append(clause)
                }
                clause.words = []
            }
            func finishSentence(at end: Int) {
                for index in firstOfSentence..<clauses.count { clauses[index].sentence = sentenceStart..<end }
                firstOfSentence = clauses.count
                sentenceStart = end
            }
            for (index, token) in tokens.enumerated() {
                let range = Int(token.start)..<Int(token.end)
                let piece = UnsafeBufferPointer(rebasing: utf8[range])
                switch token.kind {
                case .whitespace, .punctuation:
                    let scalars = String(decoding: piece, as: UTF8.self).unicodeScalars
                    if scalars.contains(where: Self.clauseEnds.contains) { finish(at: range.lowerBound) }
                    // A dash between blanks parts clauses, one within a word does not.
                    let isLoose = index > 0 && tokens[index - 1].kind == .whitespace
                    if isLoose, scalars.first == "-" || scalars.first == "–" || scalars.first == "—" {
                        finish(at: range.lowerBound)
                    }
                    if scalars.contains(where: Self.sentenceEnds.contains) { finishSentence(at: range.upperBound) }
                case .word, .number, .kana, .ideographic, .symbol, .emoji:
                    var bytes: [UInt8] = []
                    analyzer.appendNormalized(piece, to: &bytes)
                    let form = String(decoding: bytes, as: UTF8.self)
                    if Self.contrasts.contains(form) { finish(at: range.lowerBound) }
                    clause.words.append(Word(form: form, range: range))
                }
            }
            finish(at: utf8.count)
            finishSentence(at: utf8.count)
        }
    }
}

extension ReviewClauses.Word {
    /// Whether it may name an aspect: letters, three at least, or two in scripts without blanks.
    var canBeTerm: Bool {
        var count = 0
        var isUnspaced = false
        for scalar in form.unicodeScalars {
            guard scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark else {
                return false
            }
            count += 1
            if (0x0E00...0x0EFF).contains(scalar.value) || (0x3040...0x9FFF).contains(scalar.value) {
                isUnspaced = true
            }
        }
        return count >= (isUnspaced ? 2 : 3)
    }
}
