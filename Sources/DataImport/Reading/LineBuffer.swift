/// A window on a byte source that slides from row to row.
struct LineBuffer {
    private let source: ByteSource
    private var bytes = [UInt8](repeating: 0, count: 1 << 18)
    private var start = 0
    private var filled = 0
    private var isAtEnd = false

    private static let largestRow = 1 << 26

    init(source: ByteSource) { self.source = source }

    /// Looks at the unread bytes: `body` gets them and says how many make up the next row, or `nil` if it needs more.
    /// `isLast` tells it that there are no more.
    /// - Returns: what `body` made of the row, or `nil` when everything has been read.
    mutating func withNext<Result>(
        _ body: (UnsafeBufferPointer<UInt8>, _ isLast: Bool) -> (consumed: Int, result: Result)?
    ) throws(ImportError) -> Result? {
        while true {
            if start < filled || !isAtEnd {
                let found = bytes.withUnsafeBufferPointer {
                    start < filled ? body(UnsafeBufferPointer(rebasing: $0[start..<filled]), isAtEnd) : nil
                }
                if let found {
                    start += found.consumed
                    return found.result
                }
            }
            if isAtEnd { return nil }
            try fill()
        }
    }

    /// Leaves out a UTF-8 byte order mark at the very start.
    mutating func skipByteOrderMark() throws(ImportError) {
        while filled - start < 3, !isAtEnd { try fill() }
        if filled - start >= 3, bytes[start] == 0xEF, bytes[start + 1] == 0xBB, bytes[start + 2] == 0xBF { start += 3 }
    }

    private mutating func fill() throws(ImportError) {
        if start > 0 {
            bytes.withUnsafeMutableBufferPointer { buffer in
                for index in start..<filled { buffer[index - start] = buffer[index] }
            }
            filled -= start
            start = 0
        }
        if filled == bytes.count, filled >= Self.largestRow {
            throw ImportError.cannotRead(
                file: source.name, reason: "a row is longer than \(Self.largestRow >> 20) MiB; is a quote not closed?")
        }
        if filled == bytes.count { bytes += [UInt8](repeating: 0, count: bytes.count) }
        let size = bytes.count
        let used = filled
        let count = try bytes.withUnsafeMutableBufferPointer { buffer throws(ImportError) in
            try source.read(into: UnsafeMutableBufferPointer(rebasing: buffer[used..<size]))
        }
        filled += count
        if count == 0 { isAtEnd = true }
    }
}
