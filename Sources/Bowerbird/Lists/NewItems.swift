import DataModel
import LinearAlgebra
import Ranking

/// Items that nobody had by the end of the training. What they are worth to a user is told from the items most like them in
/// words and attributes.
struct NewItems: Sendable {
    /// Their numbers in the catalogue, rising.
    let numbers: [Int32]
    /// The items of the model's most like each, by number of the new item, most alike first.
    let neighbors: [Int32: [TopK.Entry]]
    let index: ContentIndex

    /// How many neighbours an item is compared with.
    static let neighborCount = 5
    // Less than this is alike by chance.
    private static let leastLikeness: Float = 0.1
    // What has been there this long without anybody having it is not new.
    private static let days: Int64 = 60

    init(_ model: Model, _ ranking: RankingModel, items: IdentifierIndex, products: [Product?]) throws {
        // With their descriptions, which the catalogue in memory lacks.
        let later = try products[model.items.count...].map { try $0.flatMap { try model.store.product($0.itemID) } }
        let encoder = model.contentEncoder
        let rows = try encoder?.content(later)
        index = ContentIndex(
            ranking,
            later: rows.map { ItemContent(attributes: ranking.weightedAttributes($0.attributes), text: $0.text) }
                ?? ItemContent(itemCount: later.count, ranking.contentColumns))
        let popularity = ranking.popularity
        let oldest = ranking.trainedUntil - Self.days * 86_400_000
        numbers = (0..<Int32(items.count)).filter { number in
            guard let product = products[Int(number)] else { return false }
            if Int(number) >= model.items.count { return true }
            guard popularity[Int(number)] == 0 else { return false }
            return ranking.timeIsOrdinal || product.createdAt.map { $0.milliseconds >= oldest } ?? true
        }
        let index = index
        let found = Parallel.mapChunks(of: numbers.count, chunk: 16, threads: 2) { [numbers] range in
            range.map { position in
                index.neighbors(of: numbers[position], count: Self.neighborCount) {
                    Int($0) < popularity.count && popularity[Int($0)] > 0
                }.filter { $0.score >= Self.leastLikeness }
            }
        }
        neighbors = Dictionary(uniqueKeysWithValues: zip(numbers, found.flatMap { $0 }))
    }

    /// Whether nobody had `item`.
    func contains(_ item: Int32) -> Bool { neighbors[item] != nil }

    /// What each neighbour adds to a new item's score, over what an average candidate has: the mean of the neighbours' scores,
    /// each weighted by the square of its likeness. Empty when nothing is like the item.
    /// - Parameter score: the score of an item of the model's.
    func parts(of item: Int32, base: Float, score: (Int32) -> Float) -> [(item: Int32, part: Float)] {
        let alike = neighbors[item] ?? []
        let total = alike.reduce(Float(0)) { $0 + $1.score * $1.score }
        return alike.map { ($0.item, $0.score * $0.score / total * (score($0.item) - base)) }
    }
}

extension ItemContent {
    /// Nothing known of `itemCount` items, in the columns of a model.
    fileprivate init(itemCount: Int, _ columns: (attributes: Int, text: Int)) {
        func nothing(_ columns: Int) -> SparseMatrix {
            SparseMatrix(
                rows: itemCount, columns: columns, rowOffsets: Array(repeating: 0, count: itemCount + 1),
                columnIndices: [], values: [])
        }
        self.init(attributes: nothing(columns.attributes), text: nothing(columns.text))
    }
}
