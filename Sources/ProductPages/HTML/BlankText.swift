/// White space, as HTML counts it, looked at eight bytes at a time.
enum BlankText {
    /// Where the white space ends that starts at `start`.
    @inline(__always)
    static func end(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        guard start < bytes.count, bytes[start].isHTMLSpace else { return start }
        var index = start + 1
        while index + EightBytes.count <= bytes.count {
            let eight = EightBytes.load(bytes, index)
            let others = EightBytes.upperBits ^ spaces(eight)
            if others != 0 { return index + EightBytes.before(others) }
            index += EightBytes.count
        }
        while index < bytes.count, bytes[index].isHTMLSpace { index += 1 }
        return index
    }

    /// Whether all bytes in `range` are white space.
    @inline(__always)
    static func holds(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        end(bytes, range.lowerBound) >= range.upperBound
    }

    @inline(__always)
    private static func spaces(_ bytes: UInt64) -> UInt64 {
        EightBytes.equal(bytes, 0x20) | EightBytes.below(bytes, 0x0E) & ~EightBytes.below(bytes, 0x09)
    }
}
