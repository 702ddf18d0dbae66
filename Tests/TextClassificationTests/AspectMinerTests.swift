import Testing
import TextAnalysis

@testable import TextClassification

@Suite struct AspectMinerTests {
    private let classifier: TextClassifier

    init() throws {
        var (texts, labels) = PlantedTexts.reviews(200)
        // Said by friend and foe alike, so that the words themselves are no opinion.
        for number in 0..<36 {
            texts.append(["the bag", "a tent", "weekend trip"][number / 2 % 3] + " no \(number / 2)")
            labels.append(number % 2 == 0 ? "positive" : "negative")
        }
        classifier = try TextClassifier.train(texts: texts, labels: labels).classifier
    }

    private let tent = [
        "The bag broken. A bag like this, broken and late! The tent are strong and dry.",
        "I say the tent: light, tent comfortable. But the bag leaks, the bag is broken.",
        "We took tent that are strong, strong tent.", "It is so so. The bag is what it is, a bag, broken.",
    ].enumerated().map { AspectSource(reviewID: "r\($0)", text: $1) }
    private let rest = (0..<20).map { "The lamp number \($0) is for him, so they had it and it is light." }

    private func aspects(_ reviews: [AspectSource], top: Int = 5) throws -> [Aspect] {
        try AspectMiner(classifier: classifier, shopReviews: reviews.map(\.text) + rest, threads: 2)
            .aspects(of: reviews, top: top)
    }

    @Test func findsWhatIsPraisedAndWhatIsNot() throws {
        let found = try aspects(tent)
        let bag = try #require(found.first { $0.term == "bag" })
        let tent = try #require(found.first { $0.term == "tent" })
        #expect(bag.reviewCount == 3)
        #expect(bag.negative == 3)
        #expect(bag.positive == 0)
        #expect(tent.positive == 3)
        #expect(tent.negative == 0)
        #expect(!found.contains { ["the", "broken", "strong", "is"].contains($0.term) })
    }

    /// What every German says is no topic of this product, though few in the shop write German.
    @Test func functionWordsOfFewAreNoTopics() throws {
        let german = (0..<12).map { "Die Lampe Nummer \($0) ist da, das kann man nicht anders sagen." }
        let own = [
            "Das Gestänge kann man nicht biegen, es ist da.", "Die Farbe ist gut, das Gestänge kann man nicht sehen.",
            "Ich kann nicht anders: das Gestänge ist da.",
        ].map { AspectSource(text: $0) }
        let found = try AspectMiner(
            classifier: classifier, shopReviews: own.map(\.text) + german + rest + rest, threads: 1
        ).aspects(of: own, top: 3).map { $0.term.lowercased() }
        #expect(found.contains("gestänge"))
        #expect(Set(found).isDisjoint(with: ["das", "kann", "nicht", "ist", "man"]), "\(found)")
    }

    @Test func examplesAreSentencesOfTheirReviews() throws {
        for aspect in try aspects(tent) {
            for example in aspect.examples {
                let review = try #require(tent.first { $0.reviewID == example.reviewID })
                #expect(review.text.contains(example.sentence))
                #expect(example.sentence.lowercased().contains(aspect.term))
                #expect(abs(example.opinion) >= 0.5)
            }
        }
    }

    @Test func aWordOfContrastPartsClauses() throws {
        var tokens: [Token] = []
        let clauses = ReviewClauses("屏幕很好但是物流太慢。Nice screen but slow, really", try TextAnalyzer(), &tokens).clauses
        #expect(clauses.count == 5)
        #expect(clauses[1].words.map(\.form).contains("物流"))
        #expect(clauses[0].sentence == clauses[1].sentence)
        #expect(clauses[2].sentence != clauses[1].sentence)
        #expect(clauses[3].words.map(\.form) == ["but", "slow"])
    }

    @Test func aPairThatStandsTogetherIsOneTerm() throws {
        let reviews = ["weekend trip light, weekend trip", "weekend trip broken. weekend trip", "xem weekend trip"].map
        {
            AspectSource(text: $0)
        }
        let terms = try aspects(reviews).map(\.term)
        #expect(terms.contains("weekend trip"))
        #expect(!terms.contains("weekend"))
    }

    @Test func fewOrEmptyReviewsHaveNoAspects() throws {
        #expect(try aspects([]).isEmpty)
        #expect(try aspects([AspectSource(text: ""), AspectSource(text: "?!")]).isEmpty)
        #expect(try aspects([AspectSource(text: "bag bag broken")]).isEmpty)
    }
}
