/// The word boundary rules of UAX #29, written down one by one: slow, and independent of ICU and of the code they test.
enum WordBreakRules {
    enum Class: CaseIterable {
        case carriageReturn, lineFeed, newline, extend, format, zeroWidthJoiner, regionalIndicator, hebrewLetter
        case letter, singleQuote, doubleQuote, midNumLet, midLetter, midNum, numeric, extendNumLet, space
        case pictograph, other

        /// A character of the class whose class no version of ICU changes.
        var scalar: Unicode.Scalar {
            switch self {
            case .carriageReturn: "\r"
            case .lineFeed: "\n"
            case .newline: "\u{85}"
            case .extend: "\u{301}"
            case .format: "\u{AD}"
            case .zeroWidthJoiner: "\u{200D}"
            case .regionalIndicator: "\u{1F1E9}"
            case .hebrewLetter: "א"
            case .letter: "é"
            case .singleQuote: "'"
            case .doubleQuote: "\""
            case .midNumLet: "."
            case .midLetter: "·"
            case .midNum: ","
            case .numeric: "7"
            case .extendNumLet: "_"
            case .space: " "
            case .pictograph: "\u{1F6D1}"
            case .other: "!"
            }
        }

        var isLineEnd: Bool { self == .carriageReturn || self == .lineFeed || self == .newline }
        var isIgnored: Bool { self == .extend || self == .format || self == .zeroWidthJoiner }
        var isLetter: Bool { self == .letter || self == .hebrewLetter }
        var isMidLetterOrQuote: Bool { self == .midLetter || self == .midNumLet || self == .singleQuote }
        var isMidNumberOrQuote: Bool { self == .midNum || self == .midNumLet || self == .singleQuote }
    }

    /// Whether there is a boundary between the characters at `position` − 1 and `position`.
    static func hasBoundary(_ classes: [Class], at position: Int) -> Bool {
        let before = classes[position - 1]
        let after = classes[position]
        if before == .carriageReturn, after == .lineFeed { return false }  // WB3
        if before.isLineEnd || after.isLineEnd { return true }  // WB3a, WB3b
        if before == .zeroWidthJoiner, after == .pictograph { return false }  // WB3c
        if before == .space, after == .space { return false }  // WB3d
        if after.isIgnored { return false }  // WB4

        // From here on, what WB4 ignores is passed over, except after an end of a line.
        let earlier = kept(classes[..<position])
        let later = classes[position...].filter { !$0.isIgnored }
        guard let left = earlier.last else { return true }
        let beforeLeft = earlier.dropLast().last
        let right = later[0]
        let afterRight = later.dropFirst().first

        if left.isLetter, right.isLetter { return false }  // WB5
        if left.isLetter, right.isMidLetterOrQuote, afterRight?.isLetter == true { return false }  // WB6
        if beforeLeft?.isLetter == true, left.isMidLetterOrQuote, right.isLetter { return false }  // WB7
        if left == .hebrewLetter, right == .singleQuote { return false }  // WB7a
        if left == .hebrewLetter, right == .doubleQuote, afterRight == .hebrewLetter { return false }  // WB7b
        if beforeLeft == .hebrewLetter, left == .doubleQuote, right == .hebrewLetter { return false }  // WB7c
        if left == .numeric, right == .numeric { return false }  // WB8
        if left.isLetter, right == .numeric { return false }  // WB9
        if left == .numeric, right.isLetter { return false }  // WB10
        if beforeLeft == .numeric, left.isMidNumberOrQuote, right == .numeric { return false }  // WB11
        if left == .numeric, right.isMidNumberOrQuote, afterRight == .numeric { return false }  // WB12
        if left.isLetter || left == .numeric || left == .extendNumLet, right == .extendNumLet { return false }  // WB13a
        if left == .extendNumLet, right.isLetter || right == .numeric { return false }  // WB13b
        if left == .regionalIndicator, right == .regionalIndicator {  // WB15, WB16
            return earlier.reversed().prefix { $0 == .regionalIndicator }.count % 2 == 0
        }
        return true  // WB999
    }

    // Marks at the start of a text or after an end of a line have nothing to belong to: the first stands for itself.
    private static func kept(_ classes: ArraySlice<Class>) -> [Class] {
        var result: [Class] = []
        for (index, current) in zip(classes.indices, classes) {
            let hasBase = index > classes.startIndex && !classes[index - 1].isLineEnd
            if !current.isIgnored || !hasBase { result.append(current) }
        }
        return result
    }
}
