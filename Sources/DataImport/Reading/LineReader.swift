/// Reads one line after another.
public struct LineReader {
    private var buffer: LineBuffer
    /// The last line, without its end.
    private(set) var content: [UInt8] = []
    /// Its number, from 1.
    private(set) var line = 0

    init(source: ByteSource) throws(ImportError) {
        buffer = LineBuffer(source: source)
        try buffer.skipByteOrderMark()
    }

    /// A reader of the lines of `path`, gzip undone; `-` is standard input.
    /// - Throws: ``ImportError/cannotRead(file:reason:)``.
    public init(path: String) throws(ImportError) { try self.init(source: ByteSource(path: path)) }

    /// The next line, or `nil` at the end. Ill-formed bytes become U+FFFD.
    /// - Throws: ``ImportError/cannotRead(file:reason:)``.
    public mutating func next() throws(ImportError) -> String? {
        try advance() ? String(decoding: content, as: UTF8.self) : nil
    }

    /// The bytes of the next line as they are, or `nil` at the end.
    /// - Throws: ``ImportError/cannotRead(file:reason:)``.
    public mutating func nextBytes() throws(ImportError) -> [UInt8]? { try advance() ? content : nil }

    mutating func advance() throws(ImportError) -> Bool {
        let found = try buffer.withNext { bytes, isLast -> (consumed: Int, result: [UInt8])? in
            guard let end = bytes.firstIndex(of: 0x0A) else {
                return isLast ? (bytes.count, Self.withoutReturn(bytes[...])) : nil
            }
            return (end + 1, Self.withoutReturn(bytes[..<end]))
        }
        guard let found else { return false }
        content = found
        line += 1
        return true
    }

    private static func withoutReturn(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
        Array(bytes.last == 0x0D ? bytes.dropLast() : bytes)
    }
}
