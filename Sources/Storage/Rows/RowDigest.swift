/// A frozen hash of a row's fields, part of the identity under which rows are stored: FNV-1a, 64 bits
/// (draft-eastlake-fnv), each field preceded by a byte that says whether it is there.
struct RowDigest {
    private var state: UInt64
    private var isEmpty = true

    init(start: UInt64 = 0xCBF2_9CE4_8422_2325) { state = start }

    mutating func add(_ text: String?) {
        guard let text else { return add(byte: 0) }
        isEmpty = false
        add(byte: 1)
        for byte in text.utf8 { add(byte: byte) }
    }

    mutating func add(_ number: Double?) {
        guard let number else { return add(byte: 0) }
        isEmpty = false
        add(byte: 2)
        // Both zeros are the same number.
        var bits = (number == 0 ? 0 : number).bitPattern
        for _ in 0..<8 {
            add(byte: UInt8(truncatingIfNeeded: bits))
            bits >>= 8
        }
    }

    mutating func add(_ number: Int64?) { add(number.map { String($0) }) }

    /// The hash, or 0 if no field was there.
    var value: Int64 { isEmpty ? 0 : Int64(bitPattern: state) }

    private mutating func add(byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
}
