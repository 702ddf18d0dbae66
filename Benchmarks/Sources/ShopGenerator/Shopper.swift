import LinearAlgebra

/// What a user likes, drawn anew from the seed at each visit, so that nothing is held for a million users.
struct Shopper {
    private let first: Int
    private let second: Int
    private let third: Int

    init(_ user: Int, _ catalogue: Catalogue, seed: UInt64) {
        var generator = SeededGenerator(seed: seed ^ 0x5348_4F50, stream: UInt64(user))
        let count = catalogue.categories.count
        first = generator.below(count)
        second = generator.below(count)
        third = generator.below(count)
    }

    /// A category at random: six times in ten the favourite one.
    func category(_ generator: inout SeededGenerator) -> Int {
        switch generator.below(10) {
        case 0..<6: first
        case 6..<9: second
        default: third
        }
    }
}
