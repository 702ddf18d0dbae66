import DataModel
import LinearAlgebra
import Ranking
import Retrieval

/// Says why the items of one list are in it.
struct ReasonWriter {
    let maker: ListMaker
    let pool: RankedPool

    /// The reasons of an item; their weights add up to its score.
    func reasons(for entry: TopK.Entry) throws -> [Reason] {
        let parts = try parts(of: entry)
        // An average candidate's score is a reason too, so that the weights add up to the score.
        let base = entry.score - parts.reduce(0) { $0 + $1.weight }
        let isFiller = pool.candidates?.isFiller(entry.item) ?? false
        guard base != 0 || isFiller else { return parts }
        let text = isFiller ? ReasonText.filler : ReasonText.base
        return parts + [Reason(kind: ReasonText.baseKind, text: text, itemID: nil, weight: base)]
    }

    private func parts(of entry: TopK.Entry) throws -> [Reason] {
        let newItems = maker.catalogue.newItems
        if newItems.neighbors[entry.item]?.isEmpty == false {
            return likenesses(of: entry.item)
        }
        guard let candidates = pool.candidates else {
            guard entry.score > 0, let cold = pool.cold, Int(entry.item) < cold.scores.count else {
                return [
                    Reason(kind: ReasonText.newItemKind, text: ReasonText.untried, itemID: nil, weight: entry.score)
                ]
            }
            return cold.parts.map { part in
                Reason(kind: part.kind, text: part.text, itemID: nil, weight: part.shares[Int(entry.item)])
            }.filter { $0.weight != 0 }.sorted { $0.weight > $1.weight }
        }
        return try candidates.reasons(for: entry.item).map { reason in
            let text: String
            if let item = reason.item, reason.weight > 0 {
                text = ReasonText.text(
                    reason.evidence, about: name(of: item), weight: reason.weight,
                    shared: try shared(reason.evidence, entry.item, item))
            } else {
                text = ReasonText.text(reason.evidence, about: nil, weight: reason.weight, shared: [])
            }
            return Reason(
                kind: reason.evidence.name, text: text, itemID: reason.item.map(maker.catalogue.id(of:)),
                weight: reason.weight)
        }
    }

    // A new item has its score from those it is like.
    private func likenesses(of item: Int32) -> [Reason] {
        let parts: [(item: Int32, part: Float)]
        if let candidates = pool.candidates {
            let lowest = candidates.lowestScore
            parts = maker.catalogue.newItems.parts(of: item, base: candidates.baseScore) {
                candidates.score(of: $0) ?? lowest
            }
        } else {
            let scores = pool.cold?.scores ?? []
            parts = maker.catalogue.newItems.parts(of: item, base: 0) { scores[Int($0)] }
        }
        return parts.sorted { ($0.part, $1.item) > ($1.part, $0.item) }.map { part in
            Reason(
                kind: ReasonText.newItemKind, text: ReasonText.new(like: name(of: part.item), weight: part.part),
                itemID: maker.catalogue.id(of: part.item), weight: part.part)
        }
    }

    private func shared(_ evidence: Evidence, _ item: Int32, _ other: Int32) throws -> [String] {
        switch evidence {
        case .retriever(.attributes):
            return SharedContent.attributes(of: maker.catalogue, item, other)
        case .retriever(.text):
            return try maker.catalogue.words?.shared(by: item, and: other) {
                try maker.model.store.product(maker.catalogue.id(of: $0))
            } ?? []
        default: return []
        }
    }

    private func name(of item: Int32) -> String {
        maker.catalogue.titles[Int(item)] ?? maker.catalogue.items[item]
    }
}
