/// Character references of HTML: `&amp;`, `&#233;`, `&#xE9;`.
enum CharacterReferences {
    private static let ampersand = UInt8(ascii: "&")
    private static let longestName = 8

    /// `text` with its references decoded; what is none stays as it is.
    static func decoded(_ text: [UInt8]) -> String {
        guard text.contains(ampersand) else { return String(decoding: text, as: UTF8.self) }
        var result: [UInt8] = []
        text.withUnsafeBufferPointer { append($0, to: &result) }
        return String(decoding: result, as: UTF8.self)
    }

    /// Appends `text` with its references decoded.
    static func append(_ text: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]) {
        var start = 0
        while start < text.count {
            guard let reference = text[start...].firstIndex(of: ampersand) else {
                result.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
                return
            }
            result.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<reference]))
            if let (scalar, end) = scalar(at: reference + 1, in: text) {
                result.append(contentsOf: Array(String(Character(scalar)).utf8))
                start = end
            } else {
                result.append(ampersand)
                start = reference + 1
            }
        }
    }

    /// The character that the reference stands for whose name or number starts at `start`, and where the reference ends.
    static func scalar(at start: Int, in text: UnsafeBufferPointer<UInt8>) -> (Unicode.Scalar, Int)? {
        guard start < text.count else { return nil }
        if text[start] == UInt8(ascii: "#") { return number(at: start + 1, in: text) }
        var end = start
        while end < text.count, end - start < longestName, text[end].isASCIILetter || text[end].isASCIIDigit {
            end += 1
        }
        guard end > start else { return nil }
        guard let code = names[packed(text[start..<end])], let scalar = Unicode.Scalar(code) else { return nil }
        if end < text.count, text[end] == UInt8(ascii: ";") { return (scalar, end + 1) }
        // Without a semicolon only what HTML 2 knew counts, so that "&copy=1" in an address is safe with new names.
        return code < 256 && (end == text.count || text[end] != UInt8(ascii: "=")) ? (scalar, end) : nil
    }

    // A name of up to eight bytes as a number.
    private static func packed(_ name: some Sequence<UInt8>) -> UInt64 { name.reduce(0) { $0 << 8 | UInt64($1) } }

    private static func number(at start: Int, in text: UnsafeBufferPointer<UInt8>) -> (Unicode.Scalar, Int)? {
        var position = start
        let isHexadecimal = position < text.count && text[position] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { position += 1 }
        let first = position
        var value: UInt32 = 0
        while position < text.count, let digit = digit(text[position]), isHexadecimal || digit < 10 {
            value = min(value &* (isHexadecimal ? 16 : 10) &+ digit, 0x110000)
            position += 1
        }
        guard position > first else { return nil }
        if position < text.count, text[position] == UInt8(ascii: ";") { position += 1 }
        // Numbers 128 to 159 mean what windows-1252 has there.
        if let index = value.checkedIndex(from: 0x80, in: windows1252) { value = windows1252[index] }
        let scalar = value == 0 ? nil : Unicode.Scalar(value)
        return (scalar ?? "\u{FFFD}", position)
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        if byte.isASCIIDigit { return UInt32(byte - UInt8(ascii: "0")) }
        let letter = byte | 0x20
        return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "f")
            ? UInt32(letter - UInt8(ascii: "a")) + 10 : nil
    }

    private static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
        0x17E, 0x178,
    ]

    // The names of HTML 4: U+00A0 to U+00FF in their order, then the others with their code points.
    private static let latin = """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
        para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
        Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
        Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
        igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
        thorn yuml
        """
    private static let others = """
        quot 22 amp 26 lt 3C gt 3E apos 27 OElig 152 oelig 153 Scaron 160 scaron 161 Yuml 178 fnof 192 circ 2C6 tilde 2DC \
        ensp 2002 emsp 2003 thinsp 2009 zwnj 200C zwj 200D lrm 200E rlm 200F ndash 2013 mdash 2014 lsquo 2018 rsquo 2019 \
        sbquo 201A ldquo 201C rdquo 201D bdquo 201E dagger 2020 Dagger 2021 bull 2022 hellip 2026 permil 2030 prime 2032 \
        Prime 2033 lsaquo 2039 rsaquo 203A euro 20AC trade 2122 larr 2190 uarr 2191 rarr 2192 darr 2193 harr 2194 \
        infin 221E ne 2260 le 2264 ge 2265 asymp 2248 minus 2212 radic 221A star 2606 starf 2605 phone 260E check 2713 \
        nbhy 2011 numsp 2007 puncsp 2008 hairsp 200A sol 2F num 23 dollar 24 percnt 25 lpar 28 rpar 29 ast 2A plus 2B \
        comma 2C period 2E colon 3A semi 3B equals 3D quest 3F commat 40 lsqb 5B rsqb 5D lowbar 5F lcub 7B rcub 7D verbar 7C \
        Tab 9 NewLine A excl 21 bsol 5C hyphen 2010 dash 2010 AMP 26 LT 3C GT 3E QUOT 22 COPY A9 REG AE \
        ccaron 10D Ccaron 10C ecaron 11B Ecaron 11A rcaron 159 Rcaron 158 zcaron 17E Zcaron 17D ncaron 148 dcaron 10F \
        tcaron 165 uring 16F cacute 107 Cacute 106 sacute 15B zacute 17A nacute 144 lstrok 142 Lstrok 141 aogon 105 \
        eogon 119 zdot 17C Zdot 17B gbreve 11F inodot 131 scedil 15F Scedil 15E abreve 103 odblac 151 udblac 171 \
        alpha 3B1 beta 3B2 gamma 3B3 delta 3B4 Delta 394 epsilon 3B5 lambda 3BB mu 3BC pi 3C0 sigma 3C3 tau 3C4 phi 3C6 \
        omega 3C9 Omega 3A9
        """
    private static let names: [UInt64: UInt32] = {
        var names: [UInt64: UInt32] = [:]
        for (offset, name) in latin.split(separator: " ").enumerated() {
            names[packed(name.utf8)] = 0xA0 + UInt32(offset)
        }
        let pairs = others.split(separator: " ")
        for index in stride(from: 0, to: pairs.count - 1, by: 2) {
            names[packed(pairs[index].utf8)] = UInt32(pairs[index + 1], radix: 16)
        }
        return names
    }()
}

extension UInt32 {
    fileprivate func checkedIndex(from first: UInt32, in table: [UInt32]) -> Int? {
        self >= first && self < first + UInt32(table.count) ? Int(self - first) : nil
    }
}
