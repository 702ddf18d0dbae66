/// The hash that turns n-grams into buckets. It is part of the format of every model: it never changes.
///
/// FNV-1a with 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv) over the normalised UTF-8 of the n-gram, starting from a
/// state of its own for each family of n-grams, then the finaliser of MurmurHash3 (Appleby), because the buckets are
/// taken from the top bits, which FNV-1a mixes poorly.
enum FrozenHash {
    /// Where a word starts.
    static let word: UInt64 = 0xCBF2_9CE4_8422_2325
    /// Where a character n-gram starts.
    static let characters: UInt64 = 0x9AE1_6A3B_2F90_404F

    private static let prime: UInt64 = 0x0000_0100_0000_01B3

    /// One more byte.
    @inline(__always)
    static func adding(_ byte: UInt8, to state: UInt64) -> UInt64 { (state ^ UInt64(byte)) &* prime }

    /// The state of a word n-gram, one more word (given by its own state) added.
    @inline(__always)
    static func joining(_ word: UInt64, to state: UInt64) -> UInt64 { (state &* 0x9E37_79B9_7F4A_7C15 ^ word) &* prime }

    /// The state of a word n-gram as one of a text's opening.
    @inline(__always)
    static func opening(_ state: UInt64) -> UInt64 { (state ^ 0xC2B2_AE3D_27D4_EB4F) &* prime }

    /// The upper half of the finished hash, which is where buckets come from: the finaliser's last shift leaves it as it is.
    @inline(__always)
    static func upperHalf(_ state: UInt64) -> UInt64 {
        var hash = state
        hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return hash >> 32
    }

    /// The finished hash.
    @inline(__always)
    static func finished(_ state: UInt64) -> UInt64 {
        var hash = state
        hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ (hash >> 33)
    }
}
