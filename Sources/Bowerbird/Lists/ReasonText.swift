import Ranking
import Retrieval

/// The wording of reasons.
enum ReasonText {
    /// The kind of the reason that every candidate starts from, so that weights add up to the score.
    static let baseKind = "base"
    static let base = "what every candidate starts from"
    static let filler = "too little matches what you had, so that popular things fill the list"
    static let untried = "nobody has had it yet"
    /// The kind of the reasons of an item that nobody had when the model was trained.
    static let newItemKind = "new-item"

    /// The kind of the reasons that come from what a user searched for.
    static let queryKind = "query"
    /// The kind of the reasons that come from what users of the same kind have had.
    static let segmentKind = "segment"

    static func searched(_ query: String) -> String { "fits the search '\(query)'" }

    static func segment(_ name: String) -> String {
        let parts = name.split(separator: "=", maxSplits: 1)
        return parts.count == 2
            ? "popular where \(parts[0]) is \(parts[1])" : "popular where \(name)"
    }

    static func popular(ofLate: Bool) -> String { ofLate ? "popular lately" : "popular with everybody" }

    static func new(like item: String, weight: Float) -> String {
        weight > 0 ? "new here, and like '\(item)'" : "like '\(item)', which suits you less"
    }

    /// A kind of evidence in words. `item` is the item of the user's history that counted most in it; evidence of
    /// negative weight is worded as what the item lacks beside other candidates. `shared` are words or attributes that
    /// both items have.
    static func text(_ evidence: Evidence, about item: String?, weight: Float, shared: [String]) -> String {
        switch evidence {
        case .retriever(let source): text(source, about: item, weight: weight, shared: shared)
        case .price: weight < 0 ? "priced unlike what you have" : "priced like what you have"
        case .opinion: weight < 0 ? "others think less of it" : "well spoken of in reviews"
        }
    }

    private static func text(
        _ source: RetrievalSource, about item: String?, weight: Float, shared: [String]
    ) -> String {
        if weight < 0 { return lack(of: source) }
        if let item, !shared.isEmpty {
            if source == .text { return "same words as '\(item)': " + shared.joined(separator: ", ") }
            if source == .attributes { return "like '\(item)', same " + shared.joined(separator: ", same ") }
        }
        return switch source {
        case .coVisitation: item.map { "others took this after '\($0)'" } ?? "others with a like history took this"
        case .itemKNN: item.map { "had by the same people as '\($0)'" } ?? "had by people with the same items"
        case .transition: item.map { "often comes right after '\($0)'" } ?? "often comes next"
        case .twoHop: item.map { "goes with things that go with '\($0)'" } ?? "goes with things that go with yours"
        case .ease: item.map { "goes with all you had, '\($0)' first of all" } ?? "goes with all you had"
        case .factors: item.map { "liked by the same kind of people as '\($0)'" } ?? "liked by people like you"
        case .attributes: item.map { "same brand, category or attributes as '\($0)'" } ?? "the kind of thing you had"
        case .text: item.map { "described with the same words as '\($0)'" } ?? "described with the same words"
        case .wholeHistory:
            item.map { "goes with everything you ever had, '\($0)' most" } ?? "goes with everything you ever had"
        case .popularity: "popular with everybody"
        case .trending: "popular lately"
        case .repetition: "you had it before"
        }
    }

    private static func lack(of source: RetrievalSource) -> String {
        switch source {
        case .coVisitation: "less often taken after what you had"
        case .itemKNN: "less often had by the same people"
        case .transition: "seldom the very next thing"
        case .twoHop: "farther from what you had"
        case .ease: "goes less with all you had"
        case .factors: "less liked by the same kind of people"
        case .attributes: "another brand, category or kind"
        case .text: "described with other words"
        case .wholeHistory: "goes less with everything you ever had"
        case .popularity: "less known than others"
        case .trending: "less asked for lately"
        case .repetition: "not among what you had before"
        }
    }
}
