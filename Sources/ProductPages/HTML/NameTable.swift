/// Looks up short ASCII names in a buffer of bytes, whatever their case, without making strings of them.
struct NameTable<Value: Sendable>: Sendable {
    // The number of a name, or -1 where no name has its place.
    private let slots: [Int16]
    // All names one behind the other; name n ends where name n + 1 starts.
    private let letters: [UInt8]
    private let starts: [Int32]
    private let values: [Value]
    private let mask: Int
    // Which lengths names have that start with a letter, a bit each, by the letter's last five bits.
    private let lengths: [UInt64]

    /// - Parameter names: names in lower case with what they stand for; of equal names the last counts.
    init(_ names: [(String, Value)]) {
        var capacity = 16
        while capacity < names.count * 4 { capacity *= 2 }
        var slots = [Int16](repeating: -1, count: capacity)
        var letters: [UInt8] = []
        var starts: [Int32] = [0]
        for (index, (name, _)) in names.enumerated() where !name.isEmpty {
            let bytes = Array(name.utf8)
            var slot = Int(truncatingIfNeeded: bytes.withUnsafeBufferPointer { Self.hash($0) }) & (capacity - 1)
            while slots[slot] >= 0 {
                let taken = Int(slots[slot])
                if letters[Int(starts[taken])..<Int(starts[taken + 1])].elementsEqual(bytes) { break }
                slot = (slot + 1) & (capacity - 1)
            }
            slots[slot] = Int16(index)
            letters += bytes
            starts.append(Int32(letters.count))
        }
        self.slots = slots
        self.letters = letters
        self.starts = starts
        values = names.map(\.1)
        mask = capacity - 1
        var lengths = [UInt64](repeating: 0, count: 32)
        for (name, _) in names {
            if let first = name.utf8.first { lengths[Int(first & 31)] |= 1 << UInt64(min(name.utf8.count, 63)) }
        }
        self.lengths = lengths
    }

    /// What a name stands for; `nil` when it is none of the table's.
    func value(of name: UnsafeBufferPointer<UInt8>) -> Value? {
        guard let first = name.first, lengths[Int(first & 31)] & 1 << UInt64(min(name.count, 63)) != 0 else {
            return nil
        }
        var slot = Int(truncatingIfNeeded: Self.hash(name)) & mask
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if isEqual(index, name) { return values[index] }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private func isEqual(_ index: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(starts[index])
        guard Int(starts[index + 1]) - start == name.count else { return false }
        for offset in 0..<name.count where letters[start + offset] != name[offset].lowercasedASCII { return false }
        return true
    }

    // A name's first and last bytes and its length; the bit that tells the cases apart is set in all bytes.
    @inline(__always)
    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let bytes = UnsafeRawBufferPointer(name)
        var first: UInt32
        var last: UInt32
        if bytes.count >= 4 {
            first = bytes.loadUnaligned(as: UInt32.self)
            last = bytes.loadUnaligned(fromByteOffset: bytes.count - 4, as: UInt32.self)
        } else {
            guard bytes.count > 0 else { return 0 }
            first = UInt32(bytes[0]) | UInt32(bytes[bytes.count / 2]) << 8
            last = UInt32(bytes[bytes.count - 1])
        }
        first = (first | 0x2020_2020) &* 0x9E37_79B1
        last = (last | 0x2020_2020) &* 0x85EB_CA77
        let hash = first ^ (last << 7 | last >> 25) ^ UInt32(truncatingIfNeeded: bytes.count) &* 0xC2B2_AE3D
        return hash ^ (hash >> 15)
    }
}

extension UInt8 {
    @inline(__always) var lowercasedASCII: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
    @inline(__always) var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
    @inline(__always) var isASCIIDigit: Bool { self &- 0x30 < 10 }
    @inline(__always) var isHTMLSpace: Bool { self == 0x20 || self &- 0x09 < 5 }
}
