import DataModel
import Evaluation

/// Texts and the label of each: what a text classifier learns from.
struct LabelledTexts: Sendable {
    private(set) var texts: [String] = []
    private(set) var labels: [String] = []
    /// Texts of another kind that speak for a label; they are learned from, never tested.
    private(set) var evidence: (texts: [String], labels: [String]) = ([], [])
    /// Whether texts begin with headlines, as most reviews of some shops do.
    private(set) var haveHeadlines = false

    // More titles than this cost time and add little to what queries say.
    private static let mostEvidence = 20_000

    /// Reviews with stars or a label. Equal texts count once, at their first occurrence.
    static func reviews(of snapshot: Snapshot) -> LabelledTexts {
        var result = LabelledTexts()
        result.append(snapshot.reviews.lazy.map { ($0.fullText, $0.sentiment?.rawValue) })
        result.haveHeadlines = snapshot.reviewsHaveHeadlines
        return result
    }

    /// Search queries with a category, or with the item that was chosen, whose first category then counts. The titles of
    /// products are evidence for the categories of queries that they stand in.
    static func queries(of snapshot: Snapshot) -> LabelledTexts {
        var result = LabelledTexts()
        result.append(
            snapshot.queries.lazy.map { query in
                if let category = query.category { return (query.query, category) }
                let product = query.itemID.flatMap { snapshot.items.number(of: $0.rawValue) }
                    .flatMap { snapshot.products[Int($0)] }
                return (query.query, product?.categories.first?.joined(separator: " > "))
            })
        result.addEvidence(snapshot.products)
        return result
    }

    // A title speaks for the deepest label on one of its product's paths. Where there are very many titles, those with
    // the lowest CRC-32 stand for all.
    private mutating func addEvidence(_ products: [Product?]) {
        let known = Set(labels)
        var rows: [(order: UInt32, title: String, label: String)] = []
        for case let product? in products {
            guard let title = product.title.map(TextSplit.folded), !title.isEmpty else { continue }
            let label = product.categories.lazy.compactMap { path in
                (0..<path.count).lazy.map { path.dropLast($0).joined(separator: " > ") }.first(where: known.contains)
            }.first
            if let label { rows.append((TextSplit.crc32(title), title, label)) }
        }
        rows.sort { ($0.order, $0.title, $0.label) < ($1.order, $1.title, $1.label) }
        var last: (title: String, label: String)?
        for row in rows where last.map({ $0 != (row.title, row.label) }) ?? true {
            guard evidence.texts.count < Self.mostEvidence else { break }
            evidence.texts.append(row.title)
            evidence.labels.append(row.label)
            last = (row.title, row.label)
        }
    }

    /// These texts, divided into those to learn from and those held out (see ``TextSplit``).
    func split() -> (training: LabelledTexts, test: LabelledTexts) { split(fold: 0, of: TextSplit.parts) }

    /// These texts with one of `count` parts held out.
    func split(fold: Int, of count: Int) -> (training: LabelledTexts, test: LabelledTexts) {
        var training = LabelledTexts()
        training.evidence = evidence
        training.haveHeadlines = haveHeadlines
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

    mutating func append(_ rows: some Sequence<(String, String?)>) {
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

extension Snapshot {
    /// Whether at least half of the reviews have a headline.
    var reviewsHaveHeadlines: Bool { 2 * reviews.count { $0.title?.isEmpty == false } >= max(reviews.count, 1) }
}
