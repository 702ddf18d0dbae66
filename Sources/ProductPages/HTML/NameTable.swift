/// Looks up short ASCII names in a buffer of bytes, whatever their case, without making strings of them.
struct NameTable<Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let key: Key
        let start: Int32
        let value: Value
    }

    /// A name's length and its first and last bytes: all there is of a name of up to eight bytes.
    private struct Key: Sendable, Equatable {
        let count: Int32
        let first: UInt32
        let last: UInt32

        // The bit that tells the cases apart is set in all bytes. What else it joins are signs that no name has.
        @inline(__always)
        init(_ name: UnsafeBufferPointer<UInt8>) {
            let bytes = UnsafeRawBufferPointer(name)
            count = Int32(truncatingIfNeeded: bytes.count)
            if bytes.count >= 4 {
                first = bytes.loadUnaligned(as: UInt32.self) | 0x2020_2020
                last = bytes.loadUnaligned(fromByteOffset: bytes.count - 4, as: UInt32.self) | 0x2020_2020
            } else if bytes.count > 0 {
                first = UInt32(bytes[0] | 0x20) | UInt32(bytes[bytes.count / 2] | 0x20) << 8
                last = UInt32(bytes[bytes.count - 1] | 0x20)
            } else {
                (first, last) = (0, 0)
            }
        }

        @inline(__always)
        var hash: Int {
            let mixed = first &* 0x9E37_79B1 ^ (last &* 0x85EB_CA77) &+ UInt32(bitPattern: count) &* 0xC2B2_AE3D
            return Int(mixed ^ (mixed >> 15))
        }
    }

    // The number of a name's entry, or -1 where no name has its place.
    private let slots: [Int16]
    private let entries: [Entry]
    // All names one behind the other.
    private let letters: [UInt8]
    private let mask: Int
    // Which lengths names have that start with a letter, a bit each, by the letter's last five bits.
    private let lengths: [UInt64]

    /// - Parameter names: names in lower case with what they stand for; of equal names the last counts.
    init(_ names: [(String, Value)]) {
        var capacity = 16
        while capacity < names.count * 4 { capacity *= 2 }
        var slots = [Int16](repeating: -1, count: capacity)
        var entries: [Entry] = []
        var letters: [UInt8] = []
        var lengths = [UInt64](repeating: 0, count: 32)
        for (name, value) in names where !name.isEmpty {
            let bytes = Array(name.utf8)
            let key = bytes.withUnsafeBufferPointer { Key($0) }
            var slot = key.hash & (capacity - 1)
            while slots[slot] >= 0 {
                let taken = entries[Int(slots[slot])]
                if taken.key == key, letters[Int(taken.start)...].prefix(bytes.count).elementsEqual(bytes) { break }
                slot = (slot + 1) & (capacity - 1)
            }
            slots[slot] = Int16(entries.count)
            entries.append(Entry(key: key, start: Int32(letters.count), value: value))
            letters += bytes
            lengths[Int(bytes[0] & 31)] |= 1 << UInt64(min(bytes.count, 63))
        }
        self.slots = slots
        self.entries = entries
        self.letters = letters
        self.lengths = lengths
        mask = capacity - 1
    }

    /// What a name stands for; `nil` when it is none of the table's.
    @inline(__always)
    func value(of name: UnsafeBufferPointer<UInt8>) -> Value? {
        guard let first = name.first, lengths[Int(first & 31)] & 1 << UInt64(min(name.count, 63)) != 0 else {
            return nil
        }
        return found(name)
    }

    @inline(__always)
    private func found(_ name: UnsafeBufferPointer<UInt8>) -> Value? {
        let key = Key(name)
        var slot = key.hash & mask
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.key == key, name.count <= 8 || hasLetters(entry, name) { return entry.value }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private func hasLetters(_ entry: Entry, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(entry.start)
        for offset in 4..<name.count - 4 where letters[start + offset] != name[offset].lowercasedASCII { return false }
        return true
    }
}

extension UInt8 {
    @inline(__always) var lowercasedASCII: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
    @inline(__always) var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
    @inline(__always) var isASCIIDigit: Bool { self &- 0x30 < 10 }
    @inline(__always) var isHTMLSpace: Bool { self == 0x20 || self &- 0x09 < 5 }
}
