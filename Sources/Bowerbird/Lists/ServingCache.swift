import DataModel
import LinearAlgebra
import Ranking
import Storage
import Synchronization

/// What lists need beside the model, kept until the catalogue changes.
final class ServingCache: Sendable {
    private struct State {
        var catalogue: Catalogue?
        var filtered: (filter: ListFilter, items: FilteredItems)?
    }

    // Whoever takes one out has it alone until it is put back.
    private struct Loan: @unchecked Sendable {
        let scoring: CandidateScoring
    }

    private let state = Mutex(State())
    private let scorings = Mutex<[Loan]>([])

    private static let mostScorings = 16

    /// Lends memory for scoring candidates of the model that this cache belongs to: setting it up anew takes as long as
    /// making a short list.
    func withScoring<Result>(_ ranking: RankingModel, _ body: (CandidateScoring) -> Result) -> Result {
        let loan = scorings.withLock { $0.popLast() } ?? Loan(scoring: CandidateScoring(ranking))
        defer {
            scorings.withLock { scorings in
                if scorings.count < Self.mostScorings { scorings.append(loan) }
            }
        }
        return body(loan.scoring)
    }

    /// The catalogue as it is now.
    /// - Parameter revision: the store's, where it was just read.
    func catalogue(_ model: Model, _ ranking: RankingModel, revision: Int64? = nil) throws -> Catalogue {
        try state.withLock { state in
            if let known = state.catalogue, known.revision == revision { return known }
            // What was read before may be behind the catalogue that is kept.
            let current = try model.store.revision().catalogue
            if let known = state.catalogue, known.revision == current { return known }
            let catalogue = try Catalogue(model, ranking, revision: current)
            state = State(catalogue: catalogue)
            return catalogue
        }
    }

    /// What a filter leaves of a catalogue; the last one asked for is kept.
    func items(_ filter: ListFilter, of catalogue: Catalogue) -> FilteredItems {
        state.withLock { state in
            if let known = state.filtered, known.filter == filter, state.catalogue?.revision == catalogue.revision {
                return known.items
            }
            let items = FilteredItems(filter, catalogue)
            if state.catalogue?.revision == catalogue.revision { state.filtered = (filter, items) }
            return items
        }
    }
}

/// What a filter leaves of a catalogue.
struct FilteredItems: Sendable {
    /// By number, the model's items only.
    let isAllowed: [Bool]
    /// Allowed items that nobody had by the end of the training, rising.
    let newItems: [Int32]
    /// Items that are not allowed, but that new ones are compared with, rising.
    let compared: [Int32]
    /// How many items are allowed.
    let count: Int

    // Each costs as much as a candidate.
    private static let mostCompared = 300

    init(_ filter: ListFilter, _ catalogue: Catalogue) {
        let admitted = catalogue.products.indices.map { index in
            filter.admits(catalogue.id(of: Int32(index)), catalogue.products[index])
        }
        isAllowed = Array(admitted.prefix(catalogue.knownCount))
        count = admitted.count { $0 }
        newItems = catalogue.newItems.numbers.filter { admitted[Int($0)] }
        var others = Set<Int32>()
        for item in newItems {
            for neighbor in catalogue.newItems.neighbors[item] ?? [] where !admitted[Int(neighbor.item)] {
                if others.count < Self.mostCompared { others.insert(neighbor.item) }
            }
        }
        compared = others.sorted()
    }
}
