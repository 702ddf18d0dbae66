import Foundation
import LinearAlgebra
import TextAnalysis

/// How often words and pairs of neighbouring words occur in reviews, and in how many of them.
struct TermStatistics {
    struct Count {
        var occurrences = 0
        var reviews = 0
    }

    private(set) var counts: [String: Count] = [:]
    private(set) var reviewCount = 0
    /// All words, each as often as it occurs.
    private(set) var wordCount = 0

    /// Counts words and pairs of `texts`, each language by itself: what is common in one is rare among all, and would look
    /// like something that is talked about.
    /// - Returns: statistics by language, those of texts in no known one among those of the language that most are in.
    static func byLanguage(of texts: [String], threads: Int) throws(TextAnalysisError) -> [String: TermStatistics] {
        _ = try TextAnalyzer()
        let parts = Parallel.mapChunks(of: texts.count, chunk: max(1_000, (texts.count + 7) / 8), threads: threads) {
            range in
            var part: [String: TermStatistics] = [:]
            guard let analyzer = try? TextAnalyzer() else {
                preconditionFailure("ICU's data went away during the run")
            }
            var tokens: [Token] = []
            for text in texts[range] {
                let review = ReviewClauses(text, analyzer, &tokens)
                part[LanguageGuess.of(text) ?? unknown, default: TermStatistics()].add(review)
            }
            return part
        }
        var sum: [String: TermStatistics] = [:]
        for part in parts { sum.merge(part) { $0.adding($1) } }
        if let main = main(of: sum), let rest = sum.removeValue(forKey: unknown) { sum[main] = sum[main]?.adding(rest) }
        return sum
    }

    /// The language that most reviews are in; `nil` where none is known.
    static func main(of statistics: [String: TermStatistics]) -> String? {
        statistics.filter { $0.key != unknown }
            .max { ($0.value.reviewCount, $1.key) < ($1.value.reviewCount, $0.key) }?.key
    }

    /// Stands for the language of texts in no known one (BCP 47).
    static let unknown = "und"

    private func adding(_ other: TermStatistics) -> TermStatistics {
        var sum = self
        sum.reviewCount += other.reviewCount
        sum.wordCount += other.wordCount
        sum.counts.merge(other.counts) { left, right in
            Count(occurrences: left.occurrences + right.occurrences, reviews: left.reviews + right.reviews)
        }
        return sum
    }

    /// Counts one review.
    mutating func add(_ review: ReviewClauses) {
        reviewCount += 1
        var own: [String: Int] = [:]
        for clause in review.clauses {
            wordCount += clause.words.count
            for (position, word) in clause.words.enumerated() {
                own[word.form, default: 0] += 1
                if position + 1 < clause.words.count {
                    own[word.form + " " + clause.words[position + 1].form, default: 0] += 1
                }
            }
        }
        for (form, count) in own {
            counts[form, default: Count()].occurrences += count
            counts[form, default: Count()].reviews += 1
        }
    }

    /// Residual inverse document frequency (Church and Gale, 1995), in bits: how much rarer reviews with the term are than
    /// if its occurrences were strewn by chance. What a review is about comes back in it; function words do not.
    func residualIDF(_ form: String) -> Double {
        guard let count = counts[form], reviewCount > 0 else { return 0 }
        let rate = Double(count.occurrences) / Double(reviewCount)
        return log2(Double(reviewCount) / Double(count.reviews)) + log2(1 - exp(-rate))
    }
}
