import LinearAlgebra
import Testing

@testable import ProductPages

/// What is looked at eight bytes at a time says the same as what is looked at byte by byte.
@Suite struct EightBytesTests {
    // Pages' most frequent bytes, and all others.
    private static func texts(_ count: Int) -> [[UInt8]] {
        var generator = SeededGenerator(seed: 7)
        let frequent = Array("aZ @[`{09 &  \n\t~\u{7F}é€字".utf8)
        return (0..<count).map { round in
            (0..<round % 40).map { _ in
                let draw = Int(truncatingIfNeeded: generator.next() >> 16)
                return draw % 3 == 0 ? UInt8(truncatingIfNeeded: draw >> 8) : frequent[draw % frequent.count]
            }
        }
    }

    @Test func tellsOfEachByte() {
        func told(_ result: UInt64) -> [Bool] { (0..<8).map { result >> UInt64(8 * $0 + 7) & 1 == 1 } }
        for text in Self.texts(4000) where text.count >= 8 {
            let first = Array(text.prefix(8))
            let eight = text.withUnsafeBufferPointer { EightBytes.load($0, 0) }
            #expect(told(EightBytes.equal(eight, 0x20)) == first.map { $0 == 0x20 })
            #expect(told(EightBytes.equal(eight, 0xE2)) == first.map { $0 == 0xE2 })
            #expect(told(EightBytes.below(eight, 0x20)) == first.map { $0 < 0x20 })
            #expect(told(EightBytes.letters(eight, from: 0x61)) == first.map { 0x61...0x7A ~= $0 })
            #expect(told(EightBytes.digits(eight)) == first.map { $0.isASCIIDigit })
            #expect(EightBytes.before(EightBytes.equal(eight, 0x20)) == first.firstIndex(of: 0x20) ?? 8)
        }
    }

    @Test(arguments: 0..<20)
    func wordsOfNamesEndWhereverTheyStand(_ offset: Int) {
        func hint(_ name: String) -> Hint {
            var reader = HintReader()
            return Array(name.utf8).withUnsafeBufferPointer { reader.hint($0) }
        }
        let before = String(repeating: "z", count: offset)
        for name in ["\(before)Breadcrumb", "\(before)-breadcrumb", "breadcrumb9\(before)", "\(before) BREADCRUMB_x"] {
            #expect(hint(name) == .breadcrumb, "\(name)")
        }
        for name in ["\(before)zbreadcrumb", "breadcrumbz\(before)", "Z\(before)ZBREADCRUMB"] {
            #expect(hint(name) == [], "\(name)")
        }
    }

    @Test(arguments: 0..<20)
    func foldersOfBrandsAreFoundWhereverTheyStand(_ offset: Int) throws {
        func brand(_ address: String) throws -> String? {
            let bytes = Array("<h1>Desk lamp</h1><p class=price>$39</p><a href=\(address)>Nova</a>".utf8)
            return try ProductPage.read(bytes, fileName: "lamp.html").brand
        }
        let folder = String(repeating: "z", count: offset)
        #expect(try brand("/\(folder)/brand/nova") == "Nova")
        #expect(try brand("/\(folder)?brand=nova") == "Nova")
        #expect(try brand("/\(folder)zbrand/nova") == nil)
    }

    @Test func textsAreFoldedAsByteByByte() {
        for text in Self.texts(4000) {
            let text = Array(String(decoding: text, as: UTF8.self).utf8)
            let folded = text.withUnsafeBufferPointer { TextFolder.folded($0, decoding: false) }
            let words = String(decoding: text, as: UTF8.self).unicodeScalars.split {
                $0.properties.isWhitespace || $0.value == 0x200B || $0.value == 0xFEFF
            }
            let expected = words.map { String($0) }.joined(separator: " ")
            // The separators of lines and groups are signs to pages, not white space.
            if !text.contains(where: { $0 < 0x09 || (0x0E..<0x20).contains($0) }) {
                #expect(folded == Array(expected.utf8), "\(text)")
                #expect(Whitespace.folded(String(decoding: text, as: UTF8.self)) == expected, "\(text)")
            }
        }
    }

    @Test func lettersAreLoweredAsOneByOne() {
        for text in Self.texts(4000) {
            let text = Array(String(decoding: text, as: UTF8.self).utf8)
            var expected: [UInt8] = []
            text.withUnsafeBufferPointer { text in
                var index = 0
                while index < text.count { Letters.append(Letters.lower(Letters.next(text, &index)), to: &expected) }
            }
            #expect(text.withUnsafeBufferPointer { Letters.lowercased($0) } == expected)
        }
    }

    @Test func kindsAndNumbersAreUnicodes() throws {
        for value in UInt32(0x80)..<0x30000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let isNumber = scalar.properties.numericType != nil
            #expect(Letters.isNumeric(value) == isNumber, "\(value)")
            if value > 0xFF {
                let isWord = scalar.properties.isAlphabetic || isNumber
                #expect((Letters.kind(value) == .word) == isWord, "\(value)")
            }
            if !scalar.properties.isUppercase { #expect(Letters.lower(value) == value, "\(value)") }
            if scalar.properties.isUppercase, scalar.properties.lowercaseMapping.utf8.count <= UTF8.width(scalar),
                scalar.properties.lowercaseMapping.unicodeScalars.count == 1
            {
                #expect(Letters.lower(value) == scalar.properties.lowercaseMapping.unicodeScalars.first?.value)
            }
        }
    }
}
