import Testing

@testable import ProductPages

@Suite struct TextTests {
    @Test func blocksPartWordsWhereTheyStartAndWhereTheyEnd() {
        let page = PageTree(Array("<p><span>a<div>b</div>c</span><i>d</i>&nbsp;e&#x20;&amp;<br>f</p>".utf8))
        #expect(String(decoding: page.textBytes, as: UTF8.self) == "a b cd e & f")
    }

    @Test(arguments: [
        ("<div>\n  <p>a</p>\n\t<p>b</p>\n</div>\n", "<div><p>a</p><p>b</p></div>"),
        ("<ul>\r\n<li> <b>a</b>\n<li>b </ul> <hr> c", "<ul><li><b>a</b>\n<li>b </ul><hr> c"),
        ("<td>a<br> \n <i>b</i></td>", "<td>a<br><i>b</i></td>"),
    ])
    func indentationMakesNoNodes(_ indented: String, _ minified: String) {
        let (indented, minified) = (PageTree(Array(indented.utf8)), PageTree(Array(minified.utf8)))
        #expect(indented.nodes.array.map(\.tag) == minified.nodes.array.map(\.tag))
        #expect(indented.textBytes == minified.textBytes)
    }

    @Test(arguments: [
        ("<p><b>a</b> <i>b</i></p>", "a b"), ("<p>a<!-- --> <!-- --><i>b</i></p>", "a b"),
        ("<span>a<noscript><div>x</div></noscript> <b>b</b></span>", "a b"), ("<p><b>a </b>\n<i>b</i>", "a b"),
        ("<p>a<noembed>b</noembed> <i>c</i>", "ab c"), ("<b>a</b> \n", "a"),
    ])
    func whiteSpaceBetweenWordsPartsThem(_ html: String, _ text: String) {
        #expect(String(decoding: PageTree(Array(html.utf8)).textBytes, as: UTF8.self) == text)
    }

    @Test func textIsCountedBeforeItIsBuilt() {
        let page = PageTree(Array("<div><p>12345</p><script>much more than that</script></div>".utf8))
        #expect(page.text(of: 0, most: 5) == "12345")
        #expect(page.text(of: 0, most: 4) == nil)
    }

    @Test(arguments: [
        ("", true), ("plain", true), (String(repeating: "a", count: 40) + "é", true), ("緑茶 🍵", true),
    ])
    func wellFormedUTF8(_ text: String, _ isWellFormed: Bool) {
        #expect(UTF8Validity.holds(Array(text.utf8)) == isWellFormed)
    }

    @Test(
        arguments: [
            [0xC0, 0x80], [0xE0, 0x9F, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5], [0x80], [0xC3],
            [0xE2, 0x82], [0xF0, 0x9F, 0x8D],
        ] as [[UInt8]])
    func illFormedUTF8(_ bytes: [UInt8]) {
        #expect(!UTF8Validity.holds(bytes))
        #expect(!UTF8Validity.holds([UInt8](repeating: 0x61, count: 37) + bytes))
    }

    @Test func namesAreFoundInAnyCase() {
        let table = NameTable([("price", 1), ("data-product-id", 2), ("a", 3), ("price", 4), ("data-product_id", 5)])
        func value(_ name: String) -> Int? {
            var name = name
            return name.withUTF8 { table.value(of: $0) }
        }
        #expect(value("PRICE") == 4)
        #expect(value("Data-Product-ID") == 2)
        #expect(value("data-product_id") == 5)
        #expect(value("data-produkt-id") == nil)
        #expect(value("A") == 3)
        #expect(value("") == nil)
    }

    @Test func lowerCaseIsNeverLonger() {
        #expect(String(decoding: Letters.lowercased("ÀÉ ЖЯ ΣΩ TÜKENDİ ẞ 緑"), as: UTF8.self) == "àé жя σω tükendi ß 緑")
        let long = "Ⱥ"
        #expect(Letters.lowercased(long).count <= long.utf8.count)
    }

    @Test func titlesAreComparedByTheirWords() {
        #expect(TitleWords("Lamp – Nova, 2 m").key == TitleWords("lamp nova 2m").key)
        #expect(TitleWords("Lamp Nova red").overlap(TitleWords("nova lamp")) == 1)
        #expect(TitleWords("Lamp Nova").overlap(TitleWords("Lamp Luna")) == 0.5)
        #expect(TitleWords("").overlap(TitleWords("x")) == 0)
    }
}
