/// Looks up short ASCII names in a buffer of bytes, whatever their case, without making strings of them.
struct NameTable<Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let name: [UInt8]
        let value: Value
    }

    private let slots: [Entry?]
    private let mask: Int
    private let longest: Int

    /// - Parameter names: names in lower case with what they stand for.
    init(_ names: [(String, Value)]) {
        var capacity = 16
        while capacity < names.count * 4 { capacity *= 2 }
        var slots = [Entry?](repeating: nil, count: capacity)
        for (name, value) in names {
            let bytes = Array(name.utf8)
            var slot = Int(truncatingIfNeeded: bytes.withUnsafeBufferPointer { Self.hash($0) }) & (capacity - 1)
            while let taken = slots[slot], taken.name != bytes { slot = (slot + 1) & (capacity - 1) }
            slots[slot] = Entry(name: bytes, value: value)
        }
        self.slots = slots
        mask = capacity - 1
        longest = names.map { $0.0.utf8.count }.max() ?? 0
    }

    /// What a name stands for; `nil` when it is none of the table's.
    func value(of name: UnsafeBufferPointer<UInt8>) -> Value? {
        guard name.count <= longest else { return nil }
        var slot = Int(truncatingIfNeeded: Self.hash(name)) & mask
        return slots.withUnsafeBufferPointer { slots in
            while let entry = slots[slot] {
                if Self.isEqual(entry.name, name) { return entry.value }
                slot = (slot + 1) & mask
            }
            return nil
        }
    }

    private static func isEqual(_ left: [UInt8], _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        return left.withUnsafeBufferPointer { left in
            for index in left.indices where left[index] != right[index].lowercasedASCII { return false }
            return true
        }
    }

    // FNV-1a (Fowler, Noll, Vo), 32 bits.
    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for byte in name { hash = (hash ^ UInt32(byte.lowercasedASCII)) &* 16_777_619 }
        return hash ^ (hash >> 15)
    }
}

extension UInt8 {
    var lowercasedASCII: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
    var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
    var isASCIIDigit: Bool { self &- 0x30 < 10 }
    var isHTMLSpace: Bool { self == 0x20 || self &- 0x09 < 5 }
}
