import DataModel
import Evaluation

/// Texts and the label of each: what a text classifier learns from.
struct LabelledTexts: Sendable {
    private(set) var texts: [String] = []
    private(set) var labels: [String] = []

    /// Reviews with stars or a label. Equal texts count once, at their first occurrence.
    static func reviews(of snapshot: Snapshot) -> LabelledTexts {
        var result = LabelledTexts()
        result.append(snapshot.reviews.lazy.map { ($0.fullText, $0.sentiment?.rawValue) })
        return result
    }

    /// Search queries with a category, or with the item that was chosen, whose first category then counts.
    static func queries(of snapshot: Snapshot) -> LabelledTexts {
        var result = LabelledTexts()
        result.append(
            snapshot.queries.lazy.map { query in
                if let category = query.category { return (query.query, category) }
                let product = query.itemID.flatMap { snapshot.items.number(of: $0.rawValue) }
                    .flatMap { snapshot.products[Int($0)] }
                return (query.query, product?.categories.first?.joined(separator: " > "))
            })
        return result
    }

    /// These texts, divided into those to learn from and those held out (see ``TextSplit``).
    func split() -> (training: LabelledTexts, test: LabelledTexts) { split(fold: 0, of: TextSplit.parts) }

    /// These texts with one of `count` parts held out.
    func split(fold: Int, of count: Int) -> (training: LabelledTexts, test: LabelledTexts) {
        var training = LabelledTexts()
        var test = LabelledTexts()
        for (text, label) in zip(texts, labels) {
            if TextSplit.fold(of: text, count: count) == fold {
                test.add(text, label)
            } else {
                training.add(text, label)
            }
        }
        return (training, test)
    }

    /// Every label that occurs, sorted.
    var distinctLabels: [String] { Set(labels).sorted() }

    private mutating func append(_ rows: some Sequence<(String, String?)>) {
        var seen = Set<String>()
        for (text, label) in rows {
            let folded = TextSplit.folded(text)
            guard let label, !folded.isEmpty, seen.insert(folded).inserted else { continue }
            add(folded, label)
        }
    }

    private mutating func add(_ text: String, _ label: String) {
        texts.append(text)
        labels.append(label)
    }
}
