/// Reads CSV and TSV (RFC 4180): quoted fields may hold the delimiter, line ends and doubled quotes; lines end in LF or
/// CRLF; blank lines are passed over.
struct DelimitedReader {
    private var buffer: LineBuffer
    private let delimiter: UInt8
    private var line = 1
    /// The fields of the last row, unquoted, one after the other.
    private(set) var content: [UInt8] = []
    /// Where each of them ends in `content`.
    private(set) var ends: [Int] = []
    /// The line on which the last row begins.
    private(set) var rowLine = 0
    /// Whether the last row ends in the middle of a quoted field.
    private(set) var isUnclosed = false

    init(source: ByteSource, delimiter: UInt8) throws(ImportError) {
        buffer = LineBuffer(source: source)
        self.delimiter = delimiter
        try buffer.skipByteOrderMark()
    }

    /// Moves to the next row.
    /// - Returns: whether there is one.
    mutating func advance() throws(ImportError) -> Bool {
        while true {
            var content = self.content
            var ends = self.ends
            self.content = []
            self.ends = []
            let delimiter = self.delimiter
            let scanned = try buffer.withNext { bytes, isLast in
                Self.scan(bytes, isLast, delimiter, &content, &ends)
            }
            self.content = content
            self.ends = ends
            guard let scanned else { return false }
            rowLine = line
            line += scanned.lines
            isUnclosed = scanned.isUnclosed
            if ends.count > 1 || !content.isEmpty || isUnclosed { return true }
        }
    }

    /// The field at `index` of the last row, or `nil` if its bytes are not UTF-8.
    func field(_ index: Int) -> String? {
        String(validating: content[(index == 0 ? 0 : ends[index - 1])..<ends[index]], as: UTF8.self)
    }

    /// The last row written out again.
    func rowText() -> String {
        ends.indices.map { index in
            let start = index == 0 ? 0 : ends[index - 1]
            let text = String(decoding: content[start..<ends[index]], as: UTF8.self)
            let mustQuote = text.utf8.contains { $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
            return mustQuote
                ? "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
                : text
        }.joined(separator: String(UnicodeScalar(delimiter)))
    }

    private static func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, _ isLast: Bool, _ delimiter: UInt8, _ content: inout [UInt8],
        _ ends: inout [Int]
    ) -> (consumed: Int, result: (lines: Int, isUnclosed: Bool))? {
        content.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        var position = 0
        var lines = 0
        while true {
            if position < bytes.count, bytes[position] == 0x22 {
                position += 1
                while true {
                    guard position < bytes.count else {
                        guard isLast else { return nil }
                        ends.append(content.count)
                        return (position, (lines + 1, true))
                    }
                    let byte = bytes[position]
                    position += 1
                    if byte != 0x22 {
                        if byte == 0x0A { lines += 1 }
                        content.append(byte)
                    } else if position < bytes.count, bytes[position] == 0x22 {
                        content.append(0x22)
                        position += 1
                    } else if position < bytes.count || isLast {
                        break
                    } else {
                        return nil
                    }
                }
            }
            // What stands bare, also behind a closing quote.
            while position < bytes.count, bytes[position] != delimiter, bytes[position] != 0x0A {
                content.append(bytes[position])
                position += 1
            }
            guard position < bytes.count || isLast else { return nil }
            if position < bytes.count, bytes[position] == delimiter {
                ends.append(content.count)
                position += 1
                continue
            }
            let fieldStart = ends.last ?? 0
            if content.count > fieldStart, content.last == 0x0D { content.removeLast() }
            ends.append(content.count)
            if position < bytes.count { position += 1 }
            return (position, (lines + 1, false))
        }
    }
}
