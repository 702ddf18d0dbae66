import Evaluation
import Testing

@Suite struct TextSplitTests {
    @Test func matchesThePublishedCheckValue() {
        #expect(TextSplit.crc32("123456789") == 0xCBF4_3926)
        #expect(TextSplit.crc32("") == 0)
    }

    @Test func foldsWhiteSpaceFirst() {
        #expect(TextSplit.folded("\u{FEFF} a \n\t b  ") == "a b")
        #expect(TextSplit.isTest(" good\n product ") == TextSplit.isTest("good product"))
    }

    @Test func holdsOutAboutAFifth() {
        let share = Double((0..<5_000).count { TextSplit.isTest("review \($0)") }) / 5_000
        #expect(abs(share - 0.2) < 0.03)
    }
}
