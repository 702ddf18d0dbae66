import Foundation
public import TextAnalysis

/// Finds what the reviews of an item praise and complain about, in any language.
///
/// Terms are mined, not listed: words and pairs of words that come back within reviews (residual IDF), are more frequent for
/// this item than in other reviews of their language, and carry no opinion by themselves. Whether a clause with a term is for or
/// against it is what the sentiment classifier makes of the clause alone: the log-odds of positive against negative less
/// those of an empty text, which is the sum of its tokens' contributions.
public struct AspectMiner: Sendable {
    private let classifier: TextClassifier
    private let statistics: [String: TermStatistics]
    private let mainLanguage: String
    private let positive: Int?
    private let negative: Int?
    private let emptyOpinion: Float

    // An opinion of less than this counts as none, in nats.
    private static let leastOpinion: Float = 0.5
    // A word that by itself says more than this, in nats, and more than this share of what the strongest word says, is an
    // opinion and not what the opinion is about.
    private static let mostOwnOpinion: Float = 2
    private static let mostShareOfStrongest: Float = 1 / 8
    // Terms are in at least this share of an item's reviews, and in two of them.
    private static let leastShare = 0.03
    // What is in every other review of the shop is a function word.
    private static let mostShare = 0.5
    private static let examplesOfEach = 2

    /// A miner for a shop.
    /// - Parameters:
    ///   - classifier: knows the labels `positive` and `negative`.
    ///   - shopReviews: all reviews of the shop, with which an item's are compared.
    /// - Throws: ``TextAnalysisError`` when ICU's data is missing.
    public init(classifier: TextClassifier, shopReviews: [String], threads: Int) throws(TextAnalysisError) {
        self.classifier = classifier
        statistics = try TermStatistics.byLanguage(of: shopReviews, threads: threads)
        mainLanguage = TermStatistics.main(of: statistics) ?? TermStatistics.unknown
        positive = classifier.labels.firstIndex(of: "positive")
        negative = classifier.labels.firstIndex(of: "negative")
        emptyOpinion = Self.logOdds(classifier.predict([""])[0], positive, negative)
    }

    /// The aspects of an item, most talked about first.
    /// - Parameters:
    ///   - reviews: those of the item, which were among the shop's.
    ///   - top: how many at most.
    public func aspects(of reviews: [AspectSource], top: Int) -> [Aspect] {
        guard let analyzer = try? TextAnalyzer() else { preconditionFailure("ICU's data went away during the run") }
        var tokens: [Token] = []
        let parsed = reviews.map { ReviewClauses($0.text, analyzer, &tokens) }
        var own: [String: TermStatistics] = [:]
        for (review, source) in zip(parsed, reviews) {
            let language = LanguageGuess.of(source.text) ?? mainLanguage
            own[language, default: TermStatistics()].add(review)
        }
        let terms = terms(own, reviewCount: reviews.count, top: top)
        let mentions = mentions(of: terms, in: parsed)
        let clauses = mentions.map { mention in
            Self.text(reviews[mention.review].text, parsed[mention.review].clauses[mention.clause].range)
        }
        let opinions = opinions(of: clauses)
        return terms.indices.map { term in
            let own = mentions.indices.filter { mentions[$0].term == term }
            return aspect(terms[term], own.map { (mentions[$0], opinions[$0]) }, reviews, parsed)
        }
    }

    private struct Mention {
        var term: Int
        var review: Int
        var clause: Int
        var range: Range<Int>
    }

    // The best terms by reviews · (residual IDF + half the log-ratio of the item's share to the rest of the shop's).
    private func terms(_ own: [String: TermStatistics], reviewCount: Int, top: Int) -> [String] {
        let least = max(2, Int((Self.leastShare * Double(reviewCount)).rounded(.up)))
        var scores: [String: Double] = [:]
        for (language, own) in own {
            guard let shop = statistics[language] else { continue }
            // Where two languages write a term alike, that of the better score counts.
            scores.merge(Self.scores(own, shop, least: least)) { max($0, $1) }
        }
        var candidates = scores.map { (form: $0.key, score: $0.value) }
        let absorbed = Set(
            candidates.flatMap { $0.form.contains(" ") ? $0.form.split(separator: " ").map(String.init) : [] })
        candidates.removeAll { absorbed.contains($0.form) }
        candidates.sort { ($1.score, $0.form) < ($0.score, $1.form) }
        // Twice as many as asked for are looked at, as some turn out to be opinions.
        let best = candidates.prefix(2 * top).map(\.form)
        let bare = opinions(of: best)
        let words = Set(own.values.flatMap(\.counts.keys)).filter { !$0.contains(" ") }.sorted()
        let strongest = opinions(of: words).map(abs).max() ?? 0
        let bound = max(Self.mostOwnOpinion, Self.mostShareOfStrongest * strongest)
        return Array(zip(best, bare).filter { abs($0.1) <= bound }.map(\.0).prefix(top))
    }

    // Of the item's reviews in one language, beside those of the shop in it.
    private static func scores(_ own: TermStatistics, _ shop: TermStatistics, least: Int) -> [String: Double] {
        var scores: [String: Double] = [:]
        for (form, count) in own.counts where count.reviews >= least {
            guard isTerm(form, in: shop), let all = shop.counts[form],
                Double(all.reviews) <= mostShare * Double(max(shop.reviewCount, 4))
            else { continue }
            let share = Double(count.occurrences) / Double(max(own.wordCount, 1))
            let rest =
                Double(all.occurrences - count.occurrences + 1) / Double(max(shop.wordCount - own.wordCount, 0) + 1)
            let ratio = min(max(log(share / rest), 0), 4)
            let score = Double(count.reviews) * (max(shop.residualIDF(form), 0) + ratio / 2)
            if score > 0 { scores[form] = score }
        }
        return scores
    }

    // A pair is a term where, in the whole shop, each of its words mostly stands in it.
    private static func isTerm(_ form: String, in shop: TermStatistics) -> Bool {
        let words = form.split(separator: " ").map(String.init)
        guard words.allSatisfy({ ReviewClauses.Word(form: $0, range: 0..<0).canBeTerm }) else { return false }
        let pair = shop.counts[form]?.occurrences ?? 0
        return words.count == 1 || words.allSatisfy { 2 * pair >= shop.counts[$0]?.occurrences ?? 0 }
    }

    private func mentions(of terms: [String], in reviews: [ReviewClauses]) -> [Mention] {
        let number = Dictionary(uniqueKeysWithValues: terms.enumerated().map { ($1, $0) })
        var mentions: [Mention] = []
        for (review, parsed) in reviews.enumerated() {
            for (index, clause) in parsed.clauses.enumerated() {
                for (position, word) in clause.words.enumerated() {
                    if let term = number[word.form] {
                        mentions.append(Mention(term: term, review: review, clause: index, range: word.range))
                    }
                    guard position + 1 < clause.words.count else { continue }
                    let next = clause.words[position + 1]
                    if let term = number[word.form + " " + next.form] {
                        let range = word.range.lowerBound..<next.range.upperBound
                        mentions.append(Mention(term: term, review: review, clause: index, range: range))
                    }
                }
            }
        }
        return mentions
    }

    private func aspect(
        _ form: String, _ mentions: [(mention: Mention, opinion: Float)], _ reviews: [AspectSource],
        _ parsed: [ReviewClauses]
    ) -> Aspect {
        var opinionOfReview: [Int: Float] = [:]
        var spellings: [String: Int] = [:]
        var clearest: [Int: (mention: Mention, opinion: Float)] = [:]
        for (mention, opinion) in mentions {
            opinionOfReview[mention.review, default: 0] += opinion
            spellings[Self.text(reviews[mention.review].text, mention.range), default: 0] += 1
            if abs(opinion) > abs(clearest[mention.review]?.opinion ?? 0) {
                clearest[mention.review] = (mention, opinion)
            }
        }
        // One example a review.
        let sorted = clearest.values.sorted { ($1.opinion, $0.mention.review) < ($0.opinion, $1.mention.review) }
        let praise = sorted.prefix(Self.examplesOfEach).filter { $0.opinion >= Self.leastOpinion }
        let complaints = sorted.suffix(Self.examplesOfEach).reversed().filter { $0.opinion <= -Self.leastOpinion }
        let examples = (praise + complaints).map { mention, opinion in
            let source = reviews[mention.review]
            let sentence = Self.text(source.text, parsed[mention.review].clauses[mention.clause].sentence)
            return Aspect.Example(
                sentence: sentence.trimmingCharacters(in: .whitespacesAndNewlines), reviewID: source.reviewID,
                opinion: opinion)
        }
        return Aspect(
            term: spellings.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? form,
            reviewCount: opinionOfReview.count,
            positive: opinionOfReview.values.count { $0 >= Self.leastOpinion },
            negative: opinionOfReview.values.count { $0 <= -Self.leastOpinion }, examples: examples)
    }

    private func opinions(of texts: [String]) -> [Float] {
        classifier.predict(texts).map { Self.logOdds($0, positive, negative) - emptyOpinion }
    }

    private static func logOdds(_ probabilities: [Float], _ positive: Int?, _ negative: Int?) -> Float {
        guard let positive, let negative else { return 0 }
        return log(max(probabilities[positive], 1e-15) / max(probabilities[negative], 1e-15))
    }

    private static func text(_ text: String, _ range: Range<Int>) -> String {
        String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    }
}
