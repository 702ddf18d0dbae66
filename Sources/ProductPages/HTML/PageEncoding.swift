import CICU
import Foundation

/// Finds out how a page is encoded and makes UTF-8 of it, in the order of the HTML standard's "determining the character
/// encoding": byte order mark, what the server says, `<meta>`, then what the bytes look like.
enum PageEncoding {
    // Pages name their encoding early; the standard looks at 1,024 bytes, real pages want more.
    private static let prescanned = 8192
    // A page that says it is UTF-8 and has no more ill-formed bytes than this is a damaged one. As many make a word in
    // another encoding, which too stands more than once in its page.
    private static let mostDamaged = 3

    /// The page in UTF-8; ill-formed bytes become U+FFFD, and so do zeros, which end strings in C.
    static func utf8(_ bytes: [UInt8], charset: String? = nil) -> [UInt8] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return repaired(Array(bytes[3...])) }
        if bytes.starts(with: [0xFE, 0xFF]) { return decoded(Array(bytes[2...]), as: "UTF-16BE") }
        if bytes.starts(with: [0xFF, 0xFE]) { return decoded(Array(bytes[2...]), as: "UTF-16LE") }
        if let encoding = EncodingGuess.utf16(bytes) { return decoded(bytes, as: encoding) }
        // A page that is UTF-8 throughout is UTF-8 whatever it says: other encodings do not look like it by chance.
        if UTF8Validity.holds(bytes) { return withoutZeros(bytes) }
        let start = bytes.prefix(prescanned)
        let labels = [charset?.lowercased(), declared(start)].compactMap { $0 }.filter { !$0.isEmpty }
        if let label = labels.first, !isUTF8(label), let page = decode(bytes, label: label) { return page }
        if isDamagedUTF8(bytes, isDeclared: labels.contains(where: isUTF8)) { return decoded(bytes, as: "utf-8") }
        // A server may say UTF-8 of all its pages, and a page know better.
        if let label = labels.last, !isUTF8(label), let page = decode(bytes, label: label) { return page }
        return decoded(bytes, as: EncodingGuess.encoding(of: bytes, language: language(start)) ?? "windows-1252")
    }

    // Short Korean in EUC-KR has as many well-formed sequences as ill-formed ones, by chance; others have fewer.
    private static func isDamagedUTF8(_ bytes: [UInt8], isDeclared: Bool) -> Bool {
        let (wellFormed, illFormed) = UTF8Validity.counts(bytes)
        return wellFormed >= (isDeclared ? 2 : 4) * illFormed || isDeclared && illFormed <= mostDamaged
    }

    private static func isUTF8(_ label: String) -> Bool { (names[label] ?? label) == "utf-8" }

    /// The encoding that the start of a page names, in lower case.
    static func declared(_ start: ArraySlice<UInt8>) -> String? {
        let text = lowercased(start)
        for mark in [charset, declaration] {
            guard var position = end(of: mark, in: text[...]) else { continue }
            if mark == declaration {
                guard let found = end(of: encoding, in: text[position...].prefix { $0 != UInt8(ascii: ">") }) else {
                    continue
                }
                position = found
            }
            let label = text[position...].drop(while: isBeforeLabel).prefix(while: isPartOfLabel)
            if !label.isEmpty { return String(decoding: label, as: UTF8.self) }
        }
        return nil
    }

    // The language that the element `html` names, in lower case.
    private static func language(_ start: ArraySlice<UInt8>) -> String? {
        let text = lowercased(start)
        guard let position = end(of: root, in: text[...]) else { return nil }
        let attributes = text[position...].prefix { $0 != HTMLSyntax.greaterThan }
        return end(of: lang, in: attributes).map { value in
            let tag = attributes[value...].drop(while: isBeforeLabel).prefix(while: isPartOfLabel)
            return String(decoding: tag, as: UTF8.self)
        }
    }

    private static func lowercased(_ start: ArraySlice<UInt8>) -> [UInt8] {
        start.map { $0 < 0x80 ? $0.lowercasedASCII : UInt8(ascii: "?") }
    }

    private static let root = Array("<html".utf8)
    private static let lang = Array("lang=".utf8)
    private static let charset = Array("charset".utf8)
    private static let declaration = Array("<?xml".utf8)
    private static let encoding = Array("encoding".utf8)

    // Where the first `mark` ends in a text.
    private static func end(of mark: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
        guard text.count >= mark.count else { return nil }
        let first = mark[0]
        let starts = text.startIndex...text.endIndex - mark.count
        return starts.first { text[$0] == first && text[$0...].starts(with: mark) }.map { $0 + mark.count }
    }

    private static func isBeforeLabel(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "\"")
            || byte == UInt8(ascii: "'")
    }

    private static func isPartOfLabel(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
    }

    private static func decoded(_ bytes: [UInt8], as label: String) -> [UInt8] {
        decode(bytes, label: label) ?? decode(bytes, label: "windows-1252")
            ?? withoutZeros(Array(String(decoding: bytes, as: UTF8.self).utf8))
    }

    private static func decode(_ bytes: [UInt8], label: String) -> [UInt8]? {
        let encoding = names[label] ?? label
        var capacity = bytes.count + bytes.count / 2 + 16
        while true {
            var needed: Int32 = 0
            let result = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                needed = cicu_decode(encoding, bytes, Int32(bytes.count), buffer.baseAddress, Int32(capacity))
                count = max(0, min(Int(needed), capacity))
            }
            if needed < 0 { return nil }
            if Int(needed) <= capacity { return withoutZeros(result) }
            capacity = Int(needed)
        }
    }

    private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        UTF8Validity.holds(bytes) ? withoutZeros(bytes) : decoded(bytes, as: "utf-8")
    }

    // U+FFFD is EF BF BD.
    private static func withoutZeros(_ bytes: [UInt8]) -> [UInt8] {
        let hasZero = bytes.withUnsafeBytes { bytes in
            bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false
        }
        guard hasZero else { return bytes }
        let zeros = bytes.reduce(0) { $1 == 0 ? $0 + 1 : $0 }
        return [UInt8](unsafeUninitializedCapacity: bytes.count + 2 * zeros) { result, count in
            for byte in bytes {
                if byte == 0 {
                    (result[count], result[count + 1], result[count + 2]) = (0xEF, 0xBF, 0xBD)
                    count += 3
                } else {
                    result[count] = byte
                    count += 1
                }
            }
        }
    }

    // Where the Encoding standard means more than the label says, or ICU's converter of that name is another one.
    private static let names: [String: String] = [
        "ascii": "windows-1252", "us-ascii": "windows-1252", "iso-8859-1": "windows-1252", "latin1": "windows-1252",
        "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "shift_jis": "windows-31j",
        "shift-jis": "windows-31j", "sjis": "windows-31j", "x-sjis": "windows-31j", "ks_c_5601-1987": "windows-949",
        "euc-kr": "windows-949", "big5": "big5-hkscs", "iso-8859-9": "windows-1254", "tis-620": "windows-874",
        "iso-8859-11": "windows-874", "utf8": "utf-8", "unicode": "utf-8", "utf-16": "utf-8", "utf-16le": "utf-8",
        "utf-16be": "utf-8",
    ]
}
