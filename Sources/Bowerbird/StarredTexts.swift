import DataModel
import Evaluation
import TextClassification

/// Texts of reviews and the stars of each: what a classifier of stars learns from.
struct StarredTexts: Sendable {
    private(set) var texts: [String] = []
    private(set) var stars: [Double] = []
    /// Whether texts begin with headlines, as most reviews of some shops do.
    private(set) var haveHeadlines = false

    private init() {}

    /// Reviews with stars. Equal texts count once, at their first occurrence.
    init(_ snapshot: Snapshot) {
        haveHeadlines = snapshot.reviewsHaveHeadlines
        var seen = Set<String>()
        for review in snapshot.reviews {
            guard let rating = review.rating else { continue }
            let folded = TextSplit.folded(review.fullText)
            guard !folded.isEmpty, seen.insert(folded).inserted else { continue }
            add(folded, rating)
        }
    }

    /// Whether there is something to learn: enough texts, and not all with the same stars.
    var areEnough: Bool { texts.count >= StarClassifier.fewestTexts && stars.contains { $0 != stars[0] } }

    /// These texts with one of `count` parts held out (see ``TextSplit``).
    func split(fold: Int, of count: Int) -> (training: StarredTexts, test: StarredTexts) {
        var (training, test) = (StarredTexts(), StarredTexts())
        training.haveHeadlines = haveHeadlines
        for (text, rating) in zip(texts, stars) {
            if TextSplit.fold(of: text, count: count) == fold {
                test.add(text, rating)
            } else {
                training.add(text, rating)
            }
        }
        return (training, test)
    }

    private mutating func add(_ text: String, _ rating: Double) {
        texts.append(text)
        stars.append(rating)
    }
}
