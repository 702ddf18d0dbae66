import LinearAlgebra
import Ranking

/// What a user has had, as the model can read it.
struct ListHistory {
    /// Items of the model's, oldest first.
    let numbers: [Int32]
    /// What the user has had, by number in the catalogue.
    let seen: Set<Int32>
    /// Whether items stand in for others, so that being in `numbers` does not mean having been had.
    let hasStandIns: Bool
    /// Days since the newest item; 0 within a visit.
    let idleDays: Float
    /// Whether this is the session of somebody whose history was no part of the training.
    let isOpenSession: Bool

    /// Of items nobody had before the training the model knows nothing: those most like them stand in.
    private static let standIns = 3

    /// - Parameter items: by number in the catalogue, oldest first.
    init(
        _ items: some Sequence<Int32>, idleDays: Float, isOpenSession: Bool = false, _ catalogue: Catalogue
    ) {
        let items = Array(items)
        seen = Set(items)
        self.idleDays = idleDays
        self.isOpenSession = isOpenSession
        var numbers: [Int32] = []
        var taken = Set(items.filter { !catalogue.newItems.contains($0) })
        var hasStandIns = false
        for item in items {
            guard let alike = catalogue.newItems.neighbors[item] else {
                if Int(item) < catalogue.knownCount { numbers.append(item) }
                continue
            }
            // The most alike counts most, which is the newest.
            for neighbor in alike.prefix(Self.standIns).reversed() where taken.insert(neighbor.item).inserted {
                numbers.append(neighbor.item)
                hasStandIns = true
            }
        }
        self.numbers = numbers
        self.hasStandIns = hasStandIns
    }
}
