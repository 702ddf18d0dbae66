import LinearAlgebra
import Testing

@testable import ProductPages

@Suite struct RobustnessTests {
    private let html = "<title>茶</title><h1>緑茶 ティー</h1><p class=price>￥500</p>"

    // The two characters 緑 and 茶, and the rest of the page, as the encodings' tables have them.
    @Test(
        arguments: [
            ("shift_jis", [0x97, 0xCE, 0x92, 0x83]), ("euc-jp", [0xCE, 0xD0, 0xC3, 0xE3]),
            ("gb18030", [0xBE, 0x76, 0xB2, 0xE8]), ("big5", [0xBA, 0xF1, 0xAF, 0xF9]),
        ] as [(String, [UInt8])])
    func declaredEncodings(_ label: String, _ tea: [UInt8]) throws {
        let expected = label == "gb18030" ? "緑茶" : label == "big5" ? "綠茶" : "緑茶"
        let bytes =
            Array("<html><head><meta charset=\"\(label)\"></head><h1>".utf8) + tea
            + Array("</h1><b class=price>$5</b>".utf8)
        let page = try ProductPage.read(bytes, fileName: "tea")
        #expect(page.title == expected)
    }

    @Test func undeclaredEncodings() throws {
        let latin = Array("<h1>Caf".utf8) + [0xE9] + Array("</h1><b class=price>5 ".utf8) + [0x80] + Array("</b>".utf8)
        let page = try ProductPage.read(latin, fileName: "x")
        #expect(page.title == "Café")
        #expect(page.currency == "EUR")
        var utf16: [UInt8] = [0xFF, 0xFE]
        for unit in html.utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        #expect(try ProductPage.read(utf16, fileName: "x").title == "緑茶 ティー")
        // What says one thing and is another is read as what it is.
        let lying = Array("<meta charset=iso-8859-1>\(html)".utf8)
        #expect(try ProductPage.read(lying, fileName: "x").title == "緑茶 ティー")
    }

    @Test func brokenUTF8AndZerosAreReplaced() throws {
        let bytes =
            Array("<meta charset=utf-8><h1>Te".utf8) + [0xFF, 0x00] + Array("nt</h1><b class=price>$5</b>".utf8)
        #expect(try ProductPage.read(bytes, fileName: "x").title == "Te\u{FFFD}\u{FFFD}nt")
    }

    // One U+FFFD for each maximal part of an ill-formed sequence, as the Encoding standard has it.
    @Test(
        arguments: [
            ([0xC3, 0x28], "\u{FFFD}("), ([0xE2, 0x82, 0x2E], "\u{FFFD}."), ([0xF0, 0x9F, 0x98], "\u{FFFD}"),
            ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"),
            ([0x00, 0xFF, 0x00], "\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xC3, 0xA9, 0xFF], "é\u{FFFD}"),
        ] as [([UInt8], String)])
    func illFormedSequencesAreReplaced(_ bytes: [UInt8], _ text: String) {
        for read in [PageEncoding.utf8(bytes, charset: "UTF-8"), PageEncoding.utf8([0xEF, 0xBB, 0xBF] + bytes)] {
            #expect(String(decoding: read, as: UTF8.self) == text)
        }
    }

    @Test func anUnknownEncodingFallsBack() throws {
        let bytes = Array("<meta charset=klingon><h1>T".utf8) + [0xE9] + Array("</h1><b class=price>$5</b>".utf8)
        #expect(try ProductPage.read(bytes, fileName: "x").title == "Té")
    }

    @Test func aPageOf50MiBIsRefusedUnread() {
        let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 50 << 20)
        #expect(throws: ProductPageError.tooLarge(limit: 16 << 20)) {
            try ProductPage.read(bytes, fileName: "x")
        }
    }

    @Test func deepNestingIsFlattened() throws {
        let head =
            "<script type=\"application/ld+json\">{\"@type\":\"Product\",\"name\":\"Deep\",\"sku\":\"d\"}</script>"
        let page = try page(head + String(repeating: "<div>", count: 100_000) + "<h1>Deep</h1><b class=price>$7</b>")
        #expect(page.itemID == "d")
        #expect(page.price == 7)
        #expect(page.isCut)
    }

    // A review at the deepest level whose end lay before the end of what was in it.
    @Test func whatIsTooDeepStandsBehindTheDeepest() throws {
        let tree = PageTree(Array("<p><div><i><b>x<u>y</u></b></i>".utf8), settings: PageSettings(deepest: 2))
        #expect(tree.isCut)
        for node in tree.nodes.indices {
            guard let parent = tree.parent(of: node) else { continue }
            #expect(tree.nodes[node].end <= tree.nodes[parent].end)
            #expect(tree.inside(parent).contains(node))
        }
        let head = "<h1>Deep</h1><b class=price>$7</b>" + String(repeating: "<div>", count: 509)
        let review = "<div class=review><p class=rating>4/5</p><span><p>Bright and warm light, all evening."
        for count in 0..<4 {
            let page = try page(head + String(repeating: "<div>", count: count) + review)
            #expect(page.price == 7)
        }
    }

    @Test func whatIsNoProductPageSaysSo() {
        #expect(throws: ProductPageError.empty) { try page("") }
        #expect(throws: ProductPageError.notHTML) { try page("just words") }
        #expect(throws: ProductPageError.self) { try page("<h1>About us</h1><p>We sell things.</p>") }
    }

    @Test func textOutsideOfEveryElementIsNoTrap() throws {
        let page = try page("<meta property=\"product:price:amount\" content=\"5\">\n<p>Tea</p>\n only $7 ")
        #expect(page.price == 5)
    }

    @Test func noiseNeverCrashes() {
        var generator = SeededGenerator(seed: 5)
        let pieces = [
            "<", ">", "</", "<div ", "itemscope", "itemprop=name", "\"", "&#x110000;", "&amp", "<!--", "{", "]]>", "é",
        ]
        for _ in 0..<300 {
            var bytes: [UInt8] = []
            for _ in 0..<200 {
                let draw = generator.next()
                if draw % 3 == 0 {
                    bytes.append(UInt8(truncatingIfNeeded: draw >> 8))
                } else {
                    bytes += Array(pieces[Int(draw >> 8) % pieces.count].utf8)
                }
            }
            let page = try? ProductPage.read(bytes, fileName: "noise")
            #expect(page?.itemID.isEmpty != true)
        }
    }

    @Test func threadsReadPagesSideBySide() throws {
        let alone = try page(html)
        let together = Parallel.map(64, threads: 4) { _ in try? page(html) }
        #expect(together.allSatisfy { $0 == alone })
    }
}
