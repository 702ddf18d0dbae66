/// A page out of a web archive.
public struct ArchivedPage: Sendable, Equatable {
    /// The address it was fetched from.
    public let url: String
    /// Its bytes, as the server sent them, transfer and content encodings undone.
    public let body: [UInt8]
    /// The encoding that the server named, if it did.
    public let charset: String?
    /// Why the body cannot be read; `nil` when it can.
    public let fault: String?
}

/// Reads the HTML pages of a web archive (WARC 1.0 and 1.1, ISO 28500), gzipped or not, one at a time.
public final class WARCReader {
    private let source: ByteSource
    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false
    private let mostBytes: Int

    /// How many records have been begun so far, of any kind.
    public private(set) var recordCount = 0

    private static let longestHeader = 1 << 16

    /// Opens an archive; `-` is standard input.
    /// - Parameter mostBytes: bodies above this are passed over and named as too large, in bytes.
    /// - Throws: ``ImportError/cannotRead(file:reason:)``.
    public init(path: String, mostBytes: Int) throws(ImportError) {
        source = try ByteSource(path: path)
        self.mostBytes = mostBytes
    }

    /// Whether the bytes start as an archive's do.
    /// - Throws: ``ImportError/cannotRead(file:reason:)``.
    public func isArchive() throws(ImportError) -> Bool {
        try fill(5)
        return buffer[position...].starts(with: "WARC/".utf8)
    }

    /// All bytes that are left, at most `mostBytes` + 1 of them: for what turns out to be no archive.
    /// - Throws: ``ImportError/cannotRead(file:reason:)``.
    public func rest() throws(ImportError) -> [UInt8] {
        try fill(mostBytes + 1)
        return Array(buffer[position...].prefix(mostBytes + 1))
    }

    /// The next page; `nil` at the end. Records that are no HTML are passed over.
    /// - Throws: ``ImportError/cannotRead(file:reason:)`` for what is no archive, or one that is cut off.
    public func next() throws(ImportError) -> ArchivedPage? {
        while let header = try header() {
            recordCount += 1
            guard let length = header["content-length"].flatMap({ Int($0) }), length >= 0 else {
                throw .cannotRead(file: source.name, reason: "a WARC record has no Content-Length")
            }
            guard let message = try message(header, length: length), message.isPage else {
                try skip(length)
                continue
            }
            let url = header["warc-target-uri"]?.trimmingMarks ?? ""
            if length - Self.longestHeader > mostBytes {
                try skip(length)
                return tooLarge(url)
            }
            let block = try take(length)
            do throws(UnreadableEncoding) {
                let body = try message.body(of: block, limit: mostBytes)
                if body.count > mostBytes { return tooLarge(url) }
                return ArchivedPage(url: url, body: body, charset: message.charset, fault: nil)
            } catch {
                let fault = "its content is encoded as '\(error.name)', which is not read"
                return ArchivedPage(url: url, body: [], charset: message.charset, fault: fault)
            }
        }
        return nil
    }

    private func tooLarge(_ url: String) -> ArchivedPage {
        ArchivedPage(url: url, body: [], charset: nil, fault: "the page has more than \(mostBytes) bytes")
    }

    // Judged before the block is read, so that a large film is passed over without being held or reported.
    private func message(_ header: [String: String], length: Int) throws(ImportError) -> HTTPMessage? {
        let contentType = header["content-type"]?.lowercased() ?? ""
        switch header["warc-type"]?.lowercased() {
        case "resource": return HTTPMessage(contentType: contentType)
        case "response" where contentType.contains("http"):
            let count = min(length, Self.longestHeader)
            try fill(count)
            return HTTPMessage(buffer[position...].prefix(count))
        default: return nil
        }
    }

    // The next record's header by name in lower case; nil at the end of the archive.
    private func header() throws(ImportError) -> [String: String]? {
        try fill(1)
        while position < buffer.count, buffer[position] == 0x0D || buffer[position] == 0x0A {
            position += 1
            try fill(1)
        }
        guard position < buffer.count else { return nil }
        guard try isArchive() else { throw .cannotRead(file: source.name, reason: "this is no WARC record") }
        var wanted = 1 << 12
        while true {
            try fill(wanted)
            if let (header, end) = HeaderFields.parse(buffer[position...].prefix(Self.longestHeader)) {
                position = end
                return header
            }
            guard wanted < Self.longestHeader, !isAtEnd else {
                throw .cannotRead(file: source.name, reason: "a WARC record's header is cut off or too long")
            }
            wanted *= 2
        }
    }

    private func take(_ count: Int) throws(ImportError) -> [UInt8] {
        try fill(count)
        guard buffer.count - position >= count else { throw cutOff }
        defer { position += count }
        return Array(buffer[position..<position + count])
    }

    private func skip(_ count: Int) throws(ImportError) {
        var left = count
        while left > 0 {
            try fill(1)
            guard position < buffer.count else { throw cutOff }
            let step = min(left, buffer.count - position)
            position += step
            left -= step
        }
    }

    private var cutOff: ImportError {
        .cannotRead(file: source.name, reason: "the archive is cut off in the middle of a record")
    }

    // At least `count` bytes behind the position, as far as there are any.
    private func fill(_ count: Int) throws(ImportError) {
        while buffer.count - position < count, !isAtEnd {
            if position > 0 {
                buffer.removeFirst(position)
                position = 0
            }
            let piece = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 18)
            defer { piece.deallocate() }
            let read = try source.read(into: piece)
            if read == 0 { isAtEnd = true } else { buffer.append(contentsOf: piece[..<read]) }
        }
    }
}

extension String {
    // Some writers put an address in angle brackets.
    fileprivate var trimmingMarks: String { String(drop { $0 == "<" || $0 == " " }.prefix { $0 != ">" && $0 != " " }) }
}
