/// Lower case and kinds of characters in UTF-8, looked up for those that pages mostly consist of.
enum Letters {
    /// What a character does to words.
    enum Kind: UInt8, Sendable {
        /// Parts words.
        case sign
        /// Letters and digits of all scripts.
        case word
        /// Belongs to the character before it, such as an accent of its own.
        case mark
    }

    // Latin, Greek, Cyrillic, Armenian and Hebrew letters are below.
    private static let tableSize: UInt32 = 0x600
    private static let kinds: [Kind] = (0..<tableSize).map { computedKind($0) }
    private static let lowers: [UInt16] = (0..<tableSize).map { UInt16(computedLower($0)) }

    // The scripts of Asia and Africa, Greek and Latin letters with several accents, signs: made when a page needs them.
    private static let wideSize: UInt32 = 0x3100
    private static let wideKinds: [Kind] = (tableSize..<wideSize).map { computedKind($0) }
    private static let wideLowers: [UInt16] = (tableSize..<wideSize).map { UInt16(computedLower($0)) }

    static func kind(_ scalar: UInt32) -> Kind {
        if scalar < 0x80 {
            let byte = UInt8(scalar)
            return byte.isASCIILetter || byte.isASCIIDigit ? .word : .sign
        }
        if scalar < tableSize { return kinds[Int(scalar)] }
        // Blanks, dashes, quotation marks and points; currencies; arrows and symbols; signs between Han letters, and full-width
        // ones.
        if 0x2000..<0x2070 ~= scalar || 0x20A0..<0x20D0 ~= scalar || 0x2190..<0x2460 ~= scalar
            || 0x2500..<0x2776 ~= scalar || 0x3000..<0x3005 ~= scalar || 0x3008..<0x3021 ~= scalar
            || 0xFF01..<0xFF10 ~= scalar || 0xFF1A..<0xFF21 ~= scalar
        {
            return .sign
        }
        // Han, kana, and Hangul syllables.
        if 0x3400..<0x4DC0 ~= scalar || 0x4E00..<0x9FFF ~= scalar || 0x3041..<0x3097 ~= scalar
            || 0x30A1..<0x30FB ~= scalar
            || 0xAC00..<0xD7A4 ~= scalar
        {
            return .word
        }
        // Full-width digits and letters, half-width kana and Hangul letters.
        if 0xFF10..<0xFF1A ~= scalar || 0xFF21..<0xFF3B ~= scalar || 0xFF41..<0xFF5B ~= scalar
            || 0xFF66..<0xFFBF ~= scalar
        {
            return .word
        }
        // For private use, and what stands for what cannot be read.
        if 0xE000..<0xF900 ~= scalar || 0xFFF0...0xFFFF ~= scalar { return .sign }
        return scalar < wideSize ? wideKinds[Int(scalar - tableSize)] : computedKind(scalar)
    }

    private static func computedKind(_ scalar: UInt32) -> Kind {
        guard let scalar = Unicode.Scalar(scalar) else { return .sign }
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil { return .word }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
        default: return .sign
        }
    }

    /// Whether a character stands for a number: digits of all scripts, fractions, numerals of Han.
    static func isNumeric(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return scalar &- 0x30 < 10 }
        // Latin letters from À on, Greek, Cyrillic, Hebrew, kana, Hangul syllables, signs between words.
        if 0xC0..<0x660 ~= scalar || 0x2000..<0x2070 ~= scalar || 0x20A0..<0x2150 ~= scalar
            || 0x3000..<0x3007 ~= scalar || 0x3041..<0x3100 ~= scalar || 0xAC00..<0xD7A4 ~= scalar
            || 0xFF01..<0xFF10 ~= scalar || 0xFF1A...0xFFFF ~= scalar
        {
            return false
        }
        if 0x4E00..<0xA000 ~= scalar { return hanNumerals[Int(scalar - 0x4E00)] }
        return computedIsNumeric(scalar)
    }

    private static func computedIsNumeric(_ scalar: UInt32) -> Bool {
        Unicode.Scalar(scalar)?.properties.numericType != nil
    }

    // Made when a page needs them.
    private static let hanNumerals: [Bool] = (UInt32(0x4E00)..<0xA000).map { computedIsNumeric($0) }

    static func lower(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 { return UInt32(UInt8(scalar).lowercasedASCII) }
        // Signs, Semitic and Indian scripts, those of China and Japan, and Hangul syllables have no cases.
        if 0x2000..<0x2100 ~= scalar || 0x2190..<0x24B6 ~= scalar || 0x2500..<0x2C00 ~= scalar
            || 0xE000..<0xF900 ~= scalar || 0xFB07..<0xFF21 ~= scalar || 0xFF3B...0xFFFF ~= scalar
        {
            return scalar
        }
        if 0x600..<0x10A0 ~= scalar || 0x2E80..<0xA640 ~= scalar || 0xAC00..<0xD7A4 ~= scalar { return scalar }
        if scalar < tableSize { return UInt32(lowers[Int(scalar)]) }
        return scalar < wideSize ? UInt32(wideLowers[Int(scalar - tableSize)]) : computedLower(scalar)
    }

    // The Turkish dotted I is an I to whoever compares; other letters whose lower case is longer stay as they are.
    private static func computedLower(_ scalar: UInt32) -> UInt32 {
        if scalar == 0x130 { return 0x69 }
        guard let known = Unicode.Scalar(scalar), known.properties.isUppercase else { return scalar }
        let mapped = known.properties.lowercaseMapping.unicodeScalars
        guard mapped.count == 1, let lower = mapped.first, UTF8.width(lower) <= UTF8.width(known) else { return scalar }
        return lower.value
    }

    /// Reads the character that starts at `index` and moves behind it; U+FFFD for what is none.
    @inline(__always)
    static func next(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32 {
        let first = bytes[index]
        index += 1
        return first < 0x80 ? UInt32(first) : continued(first, bytes, &index)
    }

    private static func continued(_ first: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32 {
        let count = first < 0xC2 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
        guard count > 0, index + count <= bytes.count else { return 0xFFFD }
        var scalar = UInt32(first) & (0x3F >> UInt32(count))
        for _ in 0..<count {
            scalar = scalar << 6 | UInt32(bytes[index] & 0x3F)
            index += 1
        }
        return scalar
    }

    /// Appends a character as UTF-8.
    @inline(__always)
    static func append(_ scalar: UInt32, to result: inout [UInt8]) {
        if scalar < 0x80 {
            result.append(UInt8(scalar))
        } else if scalar < 0x800 {
            result.append(UInt8(0xC0 | scalar >> 6))
            result.append(UInt8(0x80 | scalar & 0x3F))
        } else if scalar < 0x10000 {
            result.append(UInt8(0xE0 | scalar >> 12))
            result.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            result.append(UInt8(0x80 | scalar & 0x3F))
        } else {
            result.append(UInt8(0xF0 | scalar >> 18 & 7))
            result.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            result.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            result.append(UInt8(0x80 | scalar & 0x3F))
        }
    }

    /// `text` in lower case, which is never longer.
    static func lowercased(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: text.count) { target, count in writeLower(text, to: target, &count) }
    }

    /// Writes `text` in lower case behind the first `count` bytes of `target`.
    static func writeLower(
        _ text: UnsafeBufferPointer<UInt8>, to target: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int
    ) {
        let raw = UnsafeMutableRawBufferPointer(target)
        var index = 0
        var end = count
        while index < text.count {
            if index + EightBytes.count <= text.count {
                let word = EightBytes.load(text, index)
                if word & EightBytes.upperBits == 0 {
                    let lower = EightBytes.lowercasedASCII(word).littleEndian
                    raw.storeBytes(of: lower, toByteOffset: end, as: UInt64.self)
                    index += EightBytes.count
                    end += EightBytes.count
                    continue
                }
            }
            let byte = text[index]
            if byte < 0x80 {
                target[end] = byte.lowercasedASCII
                index += 1
                end += 1
            } else {
                put(lower(next(text, &index)), target, &end)
            }
        }
        count = end
    }

    /// Writes a character as UTF-8 behind the first `count` bytes of `target`.
    @inline(__always)
    static func put(_ scalar: UInt32, _ target: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int) {
        func put(_ byte: UInt32) {
            target[count] = UInt8(truncatingIfNeeded: byte)
            count += 1
        }
        if scalar < 0x80 { return put(scalar) }
        if scalar < 0x800 {
            put(0xC0 | scalar >> 6)
        } else {
            if scalar < 0x10000 {
                put(0xE0 | scalar >> 12)
            } else {
                put(0xF0 | scalar >> 18 & 7)
                put(0x80 | scalar >> 12 & 0x3F)
            }
            put(0x80 | scalar >> 6 & 0x3F)
        }
        put(0x80 | scalar & 0x3F)
    }

    /// A text's bytes in lower case.
    static func lowercased(_ text: String) -> [UInt8] {
        var text = text
        return text.withUTF8 { lowercased($0) }
    }

    /// Whether a text has a letter or a digit of any script.
    static func holdsWord(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < text.count { if kind(next(text, &index)) == .word { return true } }
        return false
    }

    /// How many characters a text has, marks counted with them.
    static func count(_ text: some Sequence<UInt8>) -> Int { text.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) } }

    /// The whole characters among the first `most` bytes of `text`.
    static func prefix(_ text: UnsafeBufferPointer<UInt8>, most: Int) -> UnsafeBufferPointer<UInt8> {
        var end = min(text.count, most)
        while end > 0, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
        return UnsafeBufferPointer(rebasing: text[..<end])
    }
}
