import DataImport
import Testing

/// Bodies of archived responses, as servers encode them and archivers cut them off.
@Suite struct HTTPBodyTests {
    let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func page(_ field: String, _ body: [UInt8]) throws -> ArchivedPage {
        let path = try folder.file("page.warc", Archive.response("HTTP/1.1 200 OK\r\n\(field)", body))
        return try #require(try WARCReader(path: path, mostBytes: 100).next())
    }

    // "<p>" and "<b>" in a stored block each, with their checksums.
    private static let gzipMember: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0x01, 0x03, 0x00, 0xFC, 0xFF, 0x3C, 0x70, 0x3E,
        0xBB, 0xA1, 0x6E, 0x3C, 0x03, 0x00, 0x00, 0x00,
    ]
    private static let secondMember: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0x01, 0x03, 0x00, 0xFC, 0xFF, 0x3C, 0x62, 0x3E,
        0x68, 0xD1, 0x9A, 0x44, 0x03, 0x00, 0x00, 0x00,
    ]
    private static let emptyMember: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0x03, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00,
    ]
    private static let zlib: [UInt8] = [
        0x78, 0x01, 0x01, 0x03, 0x00, 0xFC, 0xFF, 0x3C, 0x70, 0x3E, 0x01, 0xD5, 0x00, 0xEB,
    ]
    private static let rawDeflate: [UInt8] = [0x01, 0x03, 0x00, 0xFC, 0xFF, 0x3C, 0x70, 0x3E]
    // A thousand spaces, by fixed codes.
    private static let rawSpaces: [UInt8] = [0x53, 0x50, 0x18, 0x05, 0xA3, 0x60, 0x14, 0x0C, 0x77, 0x00, 0x00]
    private static let gzipSpaces: [UInt8] =
        [0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03] + rawSpaces
        + [0x82, 0xE3, 0x93, 0xCD, 0xE8, 0x03, 0x00, 0x00]

    @Test(arguments: [
        ("gzip", gzipMember, "<p>"), ("x-gzip", gzipMember, "<p>"), ("GZIP \t", gzipMember, "<p>"),
        ("deflate", zlib, "<p>"), ("deflate", rawDeflate, "<p>"), ("deflate", gzipMember, "<p>"),
        ("UTF-8, gzip", gzipMember, "<p>"),
        // Several members, one of them empty, and what follows them.
        ("gzip", gzipMember + emptyMember + secondMember, "<p><b>"), ("gzip", gzipMember + [0x00, 0x00], "<p>"),
        ("gzip", emptyMember, ""),
        // Cut off.
        ("gzip", Array(gzipMember.prefix(17)), "<p"), ("deflate", Array(zlib.prefix(9)), "<p"),
        ("gzip", gzipMember + Array(secondMember.prefix(17)), "<p><b"),
    ])
    func encodingsAreUndone(_ encoding: String, _ body: [UInt8], _ expected: String) throws {
        let page = try page("Content-Encoding: \(encoding)", body)
        #expect(page.fault == nil)
        #expect(String(decoding: page.body, as: UTF8.self) == expected)
    }

    @Test(arguments: ["gzip", "deflate", "identity", "UTF-8", "br", "zstd", "gzip, br", ""])
    func whatIsDecodedAlreadyStandsAsItIs(_ encoding: String) throws {
        for body in ["\n<html><h1>Mug</h1>", "<html>", "\u{FEFF} <html>"] {
            let page = try page("Content-Encoding: \(encoding)", Array(body.utf8))
            #expect(page.fault == nil)
            #expect(page.body == Array(body.utf8))
        }
    }

    @Test func deflateWithoutAHeaderIsTakenOnlyAsAWhole() throws {
        let cutOff = Array(Self.rawDeflate.dropLast())
        #expect(try page("Content-Encoding: deflate", cutOff).body == cutOff)
    }

    @Test(arguments: ["br", "zstd"]) func whatCannotBeUndoneIsNamed(_ encoding: String) throws {
        let page = try page("Content-Encoding: \(encoding)", [0x28, 0xB5, 0x2F, 0xFD])
        #expect(page.body.isEmpty)
        #expect(page.fault == "its content is encoded as '\(encoding)', which is not read")
    }

    @Test(arguments: [
        ("gzip", gzipSpaces), ("deflate", rawSpaces), ("gzip", (0..<34).flatMap { _ in gzipMember }),
        ("gzip, gzip", gzipSpaces),
    ])
    func theLimitHoldsForWhatIsDecoded(_ encoding: String, _ body: [UInt8]) throws {
        let page = try page("Content-Encoding: \(encoding)", body)
        #expect(page.body.isEmpty)
        #expect(page.fault == "the page has more than 100 bytes")
    }

    @Test(arguments: [
        ("3\r\n<p>\r\n2;x=y\r\nhi\r\n0\r\n\r\n", "<p>hi"), ("03 \r\n<p>\r\nA\r\n0123456789\r\n0\r\n", "<p>0123456789"),
        // Cut off: in a chunk, before the last one, in a size.
        ("3\r\n<p>\r\n5\r\nhel", "<p>hel"), ("3\r\n<p>\r\n", "<p>"), ("3\r\n<p>\r\n1", "<p>"), ("0\r\n\r\n", ""),
        // Sizes beyond what there is, and beyond what a number holds.
        ("7FFFFFFFFFFFFFFF\r\n<p>", "<p>"), ("FFFFFFFFFFFFFFFFFF\r\n<p>", "<p>"),
        ("3\r\n<p>\r\nFFFFFFFFFFFFFFFFFF\r\nhi", "<p>hi"),
        // No chunks.
        ("<html>\n<p>", "<html>\n<p>"), ("Add to cart\n<p>", "Add to cart\n<p>"), ("-1\r\n<p>", "-1\r\n<p>"),
        ("\r\n<p>", "\r\n<p>"), ("", ""),
    ])
    func chunksAreJoinedAsFarAsThereAreAny(_ body: String, _ expected: String) throws {
        let page = try page("Transfer-Encoding: chunked", Array(body.utf8))
        #expect(String(decoding: page.body, as: UTF8.self) == expected)
    }

    @Test func whatIsCutOffInAChunkIsStillDecoded() throws {
        let body = Array("11\r\n".utf8) + Self.gzipMember.prefix(17) + Array("\r\n20\r\n".utf8)
        let page = try page("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", body)
        #expect(page.body == Array("<p".utf8))
    }
}
