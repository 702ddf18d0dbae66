import Testing

@testable import BowerbirdServer

@Suite struct PercentEncodingTests {
    @Test(arguments: [
        ("plain-text_1.x~", "plain-text_1.x~"), ("", ""), ("a+b", "a b"), ("a%2Bb", "a+b"), ("%C3%A9%20", "é "),
        ("é", "é"),
        ("100%", nil), ("%C3", nil), ("a%00b", nil), ("a\0b", nil),
    ])
    func decodesQueries(_ text: String, _ decoded: String?) {
        #expect(PercentEncoding.decoded(text, plusIsBlank: true) == decoded)
    }

    @Test func aPlusInAPathIsItself() {
        #expect(PercentEncoding.decoded("a+b%20c", plusIsBlank: false) == "a+b c")
    }
}
