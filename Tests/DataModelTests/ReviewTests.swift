import DataModel
import Testing

@Suite struct ReviewTests {
    @Test(arguments: [(1.0, Sentiment.negative), (2, .negative), (3, .neutral), (4, .positive), (5, .positive)])
    func starsGiveAPolarity(rating: Double, expected: Sentiment) {
        #expect(Review(text: "x", rating: rating).sentiment == expected)
    }

    @Test func aLabelOverrulesTheStars() {
        #expect(Review(text: "x", rating: 5, label: .negative).sentiment == .negative)
        #expect(Review(text: "x").sentiment == nil)
    }

    @Test func fullTextJoinsHeadlineAndText() {
        #expect(Review(text: "Works.", title: "Good").fullText == "Good. Works.")
        #expect(Review(text: "Works.", title: "").fullText == "Works.")
    }
}
