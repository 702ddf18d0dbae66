import CICU

/// The encoding of a page that is not UTF-8 and names no other: what its bytes look like, and what pages in its language
/// mostly had. Bounds come from some 6,000 pages of translated messages in 36 languages, 3 to 1,500 bytes beyond ASCII
/// each, in the encodings that the detector knows and in some that it does not (windows-1257, windows-1258, windows-874).
enum EncodingGuess {
    // As much as tells languages apart; the detector takes a millisecond for eight times as much.
    private static let sampled = 1 << 10
    // ASCII in front of the first other byte of a piece that still tells of its language.
    private static let context = 64
    // Below it the detector takes Thai for Chinese or Korean; what is Chinese, Japanese or Korean comes out above.
    private static let leastOfMultibyte: Int32 = 75
    // Right answers for Cyrillic are as low as this. With fewer letters to go by, single accents in German and dashes in
    // English become Polish or Russian, at any confidence.
    private static let leastOfSingleByte: Int32 = 20
    private static let fewestLetters = 8
    // Signs that nearly all encodings of Windows share, such as quotation marks, dashes and ©, are in no language.
    private static let signs = Set<UInt8>([0xA0, 0xA9, 0xAB, 0xAE, 0xB0, 0xB7, 0xBB])
        .union(0x80...0x89).union(0x91...0x99)

    /// The encoding of `bytes`, nil where neither they nor the language say enough.
    static func encoding(of bytes: [UInt8], language: String?) -> String? {
        let sample = sample(of: bytes)
        let usual = language.flatMap(encodings(forLanguage:)) ?? []
        let letterCount = sample.reduce(0) { $1 < 0x80 || signs.contains($1) ? $0 : $0 + 1 }
        guard letterCount >= fewestLetters || !usual.isEmpty else { return nil }
        let (detected, confidence) = detect(sample)
        if multibyte.contains(detected), confidence >= leastOfMultibyte { return detected }
        if let first = usual.first {
            return windowsVariant(of: usual.contains(detected) ? detected : first, in: sample)
        }
        guard isSingleByte(detected), confidence >= leastOfSingleByte else { return nil }
        return windowsVariant(of: detected, in: sample)
    }

    /// The encoding of UTF-16 without a byte order mark, by the zeros around the `<` that a page starts with.
    static func utf16(_ bytes: [UInt8]) -> String? {
        guard bytes.count >= 4, (bytes[0] == 0) != (bytes[1] == 0) else { return nil }
        let high = bytes[0] == 0 ? 0 : 1
        let low = 1 - high
        var index = 0
        while index + 4 <= bytes.count, bytes[index + high] == 0, bytes[index + low].isHTMLSpace { index += 2 }
        guard index + 4 <= bytes.count, bytes[index + high] == 0, bytes[index + low] == HTMLSyntax.lessThan,
            bytes[index + 2 + high] == 0, bytes[index + 2 + low] != 0
        else { return nil }
        return high == 0 ? "UTF-16BE" : "UTF-16LE"
    }

    // The texts and attributes with bytes beyond ASCII: scripts and styles in front of them, which are English, would be
    // all that the detector looks at. None of the bytes that part them is the second of a character in any encoding.
    private static func sample(of bytes: [UInt8]) -> [UInt8] {
        var sample: [UInt8] = []
        var start = 0
        var firstOther: Int?
        for index in 0...bytes.count where sample.count < sampled {
            guard index == bytes.count || isSeparator(bytes[index]) else {
                if bytes[index] >= 0x80, firstOther == nil { firstOther = index }
                continue
            }
            if let other = firstOther {
                sample += bytes[max(start, other - context)..<index].prefix(sampled - sample.count)
                sample.append(UInt8(ascii: "\n"))
            }
            (start, firstOther) = (index + 1, nil)
        }
        return sample
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        let separators: UInt64 = 1 << 0x0A | 1 << 0x22 | 1 << 0x27 | 1 << 0x3B | 1 << 0x3C | 1 << 0x3E
        return byte < 64 && separators >> UInt64(byte) & 1 != 0
    }

    private static func detect(_ sample: [UInt8]) -> (name: String, confidence: Int32) {
        var name = [CChar](repeating: 0, count: 64)
        let confidence = cicu_detect_encoding(sample, Int32(sample.count), &name, Int32(name.count))
        guard confidence >= 0 else { return ("", 0) }
        let label = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).lowercased()
        return (supersets[label] ?? label, confidence)
    }

    // ICU also answers UTF-16, EBCDIC and encodings with escape sequences, which are none of pages that come this far.
    private static func isSingleByte(_ label: String) -> Bool {
        label.hasPrefix("windows-") || label.hasPrefix("iso-8859-") || label.hasPrefix("koi8-")
    }

    private static let multibyte: Set<String> = ["big5", "euc-jp", "euc-kr", "gb18030", "shift_jis"]

    // What has the same letters and more.
    private static let supersets = [
        "iso-8859-1": "windows-1252", "iso-8859-8": "windows-1255", "iso-8859-8-i": "windows-1255",
        "iso-8859-9": "windows-1254", "koi8-r": "koi8-u",
    ]

    // Control characters are no text: such bytes are letters and quotation marks of Windows. In Greek A2 is one of its
    // capitals, in ISO 8859 a quotation mark that nobody types.
    private static func windowsVariant(of label: String, in sample: [UInt8]) -> String {
        switch label {
        case "iso-8859-2": sample.contains { 0x80..<0xA0 ~= $0 } ? "windows-1250" : label
        case "iso-8859-7": sample.contains { 0x80..<0xA0 ~= $0 || $0 == 0xA2 } ? "windows-1253" : label
        default: label
        }
    }

    private static func encodings(forLanguage tag: String) -> [String]? {
        let subtags = tag.split(separator: "-").prefix(2)
        return [subtags.joined(separator: "-"), subtags.first.map(String.init) ?? ""].lazy
            .compactMap { subtag in defaults.first { $0.languages.contains(subtag) }?.encodings }.first
    }

    // The HTML standard's suggested default encodings by locale, each with others that pages in these languages have;
    // "zh" alone and Serbian in Latin script are added.
    private static let defaults: [(encodings: [String], languages: Set<String>)] = [
        (
            ["windows-1251", "koi8-u", "iso-8859-5"],
            ["ba", "be", "bg", "kk", "ky", "mk", "ru", "sah", "sr", "tg", "tt", "uk"]
        ),
        (["windows-1250", "iso-8859-2"], ["cs", "hr", "sk", "sr-latn"]),
        (["iso-8859-2", "windows-1250"], ["hu", "pl", "sl"]),
        (["iso-8859-7", "windows-1253"], ["el"]),
        (["windows-1254"], ["az", "ku", "tr"]),
        (["windows-1255"], ["he", "iw"]),
        (["windows-1256"], ["ar", "fa"]),
        (["windows-1257"], ["et", "lt", "lv"]),
        (["windows-1258"], ["vi"]),
        (["windows-874"], ["th"]),
        (["shift_jis", "euc-jp"], ["ja"]),
        (["euc-kr"], ["ko"]),
        (["big5", "gb18030"], ["zh-hant", "zh-hk", "zh-mo", "zh-tw"]),
        (["gb18030", "big5"], ["zh"]),
    ]
}
