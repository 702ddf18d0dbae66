/// What the words that were seen lately come to: most words of a text are few and short, so that their character n-grams need
/// not be hashed and looked up again and again.
///
/// It is plain memory, so that handing it around costs nothing; whoever allocated it must deallocate it.
struct WordColumnCache {
    /// A short ASCII word in lower case, its bytes themselves.
    typealias Key = SIMD2<UInt64>

    private struct Entry {
        // 0 where there is none, which no word is.
        var key: Key
        var hash: UInt64
        var count: Int32
    }

    /// A word with more columns is not kept.
    static let mostColumns = 32
    private static let slotBits = 12
    private let entries: UnsafeMutablePointer<Entry>
    private let columns: UnsafeMutablePointer<Int32>

    static func allocate() -> WordColumnCache {
        let cache = WordColumnCache(
            entries: .allocate(capacity: 1 << slotBits), columns: .allocate(capacity: mostColumns << slotBits))
        cache.entries.initialize(repeating: Entry(key: .zero, hash: 0, count: 0), count: 1 << slotBits)
        cache.columns.initialize(repeating: 0, count: mostColumns << slotBits)
        return cache
    }

    func deallocate() {
        entries.deallocate()
        columns.deallocate()
    }

    /// The key of a word; `nil` for a word that is long, empty or not all ASCII.
    @inline(__always)
    static func key(of word: UnsafeBufferPointer<UInt8>) -> Key? {
        guard let base = word.baseAddress, word.count > 0, word.count <= 16 else { return nil }
        let bytes = UnsafeRawPointer(base)
        let count = word.count
        var key = Key.zero
        // Reads that overlap instead of a loop over bytes.
        if count >= 8 {
            key[0] = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
            let last = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
            key[1] = last >> UInt64(8 * (16 - count))
        } else if count >= 4 {
            let first = UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self))
            let last = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
            key[0] = UInt64(first) | UInt64(last) << UInt64(8 * (count - 4))
        } else {
            let (middle, last) = (count / 2, count - 1)
            key[0] = UInt64(base[0]) | UInt64(base[middle]) << UInt64(8 * middle)
            key[0] |= UInt64(base[last]) << UInt64(8 * last)
        }
        guard (key[0] | key[1]) & 0x8080_8080_8080_8080 == 0 else { return nil }
        return Key(lowercased(key[0]), lowercased(key[1]))
    }

    // Eight ASCII letters at once: a sum carries into the highest bit of a byte from A on, another from behind Z on.
    @inline(__always)
    private static func lowercased(_ bytes: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let fromA = bytes &+ ones &* (0x80 - 0x41)
        let behindZ = bytes &+ ones &* (0x80 - 0x5B)
        return bytes | ((fromA & ~behindZ & (ones &* 0x80)) >> 2)
    }

    /// Writes the columns of a word's character n-grams to `target`, which has room for ``mostColumns``.
    /// - Returns: the word's hash and how many columns there are; `nil` if the word is not there.
    @inline(__always)
    func read(_ key: Key, into target: UnsafeMutablePointer<Int32>) -> (hash: UInt64, count: Int)? {
        let slot = Self.slot(of: key)
        let entry = entries[slot]
        guard entry.key == key else { return nil }
        let source = columns + slot * Self.mostColumns
        // In pieces of a fixed size, which need no call.
        for piece in 0..<(Int(entry.count) + 7) / 8 {
            let part = UnsafeRawPointer(source + 8 * piece).loadUnaligned(as: SIMD8<Int32>.self)
            UnsafeMutableRawPointer(target + 8 * piece).storeBytes(of: part, as: SIMD8<Int32>.self)
        }
        return (entry.hash, Int(entry.count))
    }

    /// Keeps a word's hash and columns, at most ``mostColumns``, in the place of an older word.
    func keep(_ key: Key, hash: UInt64, columns new: UnsafeBufferPointer<Int32>) {
        let slot = Self.slot(of: key)
        entries[slot] = Entry(key: key, hash: hash, count: Int32(new.count))
        for place in new.indices { columns[slot * Self.mostColumns + place] = new[place] }
    }

    @inline(__always)
    private static func slot(of key: Key) -> Int {
        let mixed = (key[0] ^ (key[1] &* 0x9E37_79B9_7F4A_7C15)) &* 0xC2B2_AE3D_27D4_EB4F
        return Int(truncatingIfNeeded: mixed >> UInt64(64 - slotBits))
    }
}
