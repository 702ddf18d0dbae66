/// Which language a text seems to be written in, from its script and, for Latin letters, its commonest words.
///
/// Good enough to label output and group statistics; no model depends on it.
public enum LanguageGuess {
    /// The BCP 47 tag of the likeliest language of `text`, or `nil` without evidence.
    public static func of(_ text: String) -> String? {
        var text = text
        let guess: String?? = text.withUTF8 { ASCIIWords.cover($0) ? ASCIIWords.language(of: $0) : nil as String?? }
        return guess ?? ofAnyScript(text)
    }

    /// The same for a text of any script, the measure for ``of(_:)``.
    static func ofAnyScript(_ text: String) -> String? {
        var counts = [Int](repeating: 0, count: LanguageScript.allCases.count)
        for scalar in text.unicodeScalars.prefix(mostScalars) {
            if let script = LanguageScript(scalar) { counts[script.rawValue] += 1 }
        }
        // A Japanese text has more Han than kana at times, a Chinese one has no kana at all.
        if counts[LanguageScript.kana.rawValue] * 20 > counts[LanguageScript.han.rawValue],
            counts[LanguageScript.kana.rawValue] > 0,
            counts[LanguageScript.kana.rawValue] + counts[LanguageScript.han.rawValue]
                > counts[LanguageScript.latin.rawValue]
        {
            return "ja"
        }
        let commonest = LanguageScript.allCases.max { counts[$0.rawValue] < counts[$1.rawValue] }
        guard let commonest, counts[commonest.rawValue] > 0 else { return nil }
        switch commonest {
        case .cyrillic: return text.contains { "іїєґІЇЄҐ".contains($0) } ? "uk" : "ru"
        case .arabic: return text.contains { "پچژگ".contains($0) } ? "fa" : "ar"
        case .latin: return latinLanguage(of: text)
        default: return commonest.language
        }
    }

    private static func latinLanguage(of text: String) -> String? {
        // Letters with a hook or dot below, and horned o and u, are Vietnamese alone.
        if text.unicodeScalars.contains(where: {
            (0x1EA0...0x1EF9).contains($0.value) || "ơưđ".unicodeScalars.contains($0)
        }) {
            return "vi"
        }
        let words = text.lowercased().split { !$0.isLetter }.prefix(mostWords).map(String.init)
        var best: (language: String, hits: Int)?
        for (language, common) in commonWords {
            let hits = words.count { common.contains($0) }
            if hits > (best?.hits ?? 0) { best = (language, hits) }
        }
        return best?.language
    }

    /// So many characters and words say enough.
    static let mostScalars = 2_000
    static let mostWords = 400

    static let commonWords: [(language: String, words: Set<String>)] = [
        ("en", ["the", "and", "is", "it", "to", "of", "this", "for", "with", "was", "i", "not", "very", "my", "good"]),
        ("de", ["der", "die", "das", "und", "ist", "nicht", "ich", "mit", "sehr", "ein", "eine", "auf", "für", "gut"]),
        ("es", ["el", "la", "los", "que", "es", "muy", "y", "en", "no", "una", "para", "con", "por", "se", "bien"]),
        ("fr", ["le", "les", "et", "est", "une", "très", "pas", "pour", "avec", "je", "des", "ce", "dans", "bien"]),
        ("it", ["il", "che", "è", "molto", "non", "di", "una", "per", "con", "sono", "gli", "della", "bene"]),
        ("pt", ["o", "que", "é", "muito", "não", "uma", "para", "com", "os", "do", "da", "em", "bom"]),
        ("nl", ["het", "een", "en", "niet", "van", "is", "ik", "met", "zeer", "voor", "op", "goed", "heel"]),
        ("id", ["yang", "dan", "tidak", "ini", "sangat", "barang", "dengan", "untuk", "bagus", "sudah", "saya"]),
        ("tr", ["ve", "bir", "çok", "bu", "için", "değil", "güzel", "ile", "ürün", "ama", "gibi"]),
        ("pl", ["i", "nie", "jest", "się", "na", "to", "bardzo", "z", "do", "polecam", "ale"]),
    ]
}

/// The scripts that tell languages apart.
private enum LanguageScript: Int, CaseIterable {
    case latin, han, kana, hangul, thai, lao, khmer, burmese, arabic, hebrew, greek, cyrillic, devanagari, bengali,
        tamil

    init?(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: self = .latin
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x3FFFD: self = .han
        case 0x3041...0x30FF, 0xFF66...0xFF9F: self = .kana
        case 0x1100...0x11FF, 0xAC00...0xD7A3: self = .hangul
        case 0xE00...0xE7F: self = .thai
        case 0xE80...0xEFF: self = .lao
        case 0x1780...0x17FF: self = .khmer
        case 0x1000...0x109F: self = .burmese
        case 0x600...0x6FF, 0x750...0x77F: self = .arabic
        case 0x590...0x5FF: self = .hebrew
        case 0x370...0x3FF: self = .greek
        case 0x400...0x52F: self = .cyrillic
        case 0x900...0x97F: self = .devanagari
        case 0x980...0x9FF: self = .bengali
        case 0xB80...0xBFF: self = .tamil
        default: return nil
        }
    }

    var language: String? {
        switch self {
        case .han: "zh"
        case .kana: "ja"
        case .hangul: "ko"
        case .thai: "th"
        case .lao: "lo"
        case .khmer: "km"
        case .burmese: "my"
        case .hebrew: "he"
        case .greek: "el"
        case .devanagari: "hi"
        case .bengali: "bn"
        case .tamil: "ta"
        case .latin, .arabic, .cyrillic: nil
        }
    }
}
