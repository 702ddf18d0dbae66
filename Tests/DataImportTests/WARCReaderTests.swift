import DataImport
import Testing

/// Archives as crawlers write them, a record at a time.
enum Archive {
    static func record(_ type: String, _ contentType: String, _ block: [UInt8], length: String? = nil) -> [UInt8] {
        Array(
            "WARC/1.1\r\nWARC-Type: \(type)\r\nWARC-Target-URI: <https://a.example/>\r\nContent-Type: \(contentType)\r\n"
                .utf8) + Array("Content-Length: \(length ?? String(block.count))\r\n\r\n".utf8) + block
            + Array("\r\n\r\n".utf8)
    }

    static func response(_ head: String, _ body: [UInt8], length: String? = nil) -> [UInt8] {
        record(
            "response", "application/http;msgtype=response", Array("\(head)\r\n\r\n".utf8) + body, length: length)
    }
}

@Suite struct WARCReaderTests {
    let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private static let page = Archive.response("HTTP/1.1 200 OK", Array("<p>".utf8))
    private static let large = [UInt8](repeating: 0x20, count: 300_000)

    private func reader(_ archive: [UInt8]) throws -> WARCReader {
        try WARCReader(path: try folder.file("crawl.warc", archive), mostBytes: 100)
    }

    private func pages(_ reader: WARCReader) throws -> [ArchivedPage] {
        var pages: [ArchivedPage] = []
        while let page = try reader.next() { pages.append(page) }
        return pages
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK", 1), ("HTTP/1.1 200", 1), ("HTTP/2 200", 1), ("HTTP/2 200 ", 1), ("HTTP/1.1 404 200", 0),
        ("HTTP/1.1 2000", 0), ("200", 0),
    ])
    func aStatusNeedsNoReason(_ statusLine: String, _ count: Int) throws {
        let archive = Archive.response("\(statusLine)\r\nContent-Type: text/html", Array("<p>".utf8))
        #expect(try pages(reader(archive)).map(\.body) == Array(repeating: Array("<p>".utf8), count: count))
    }

    @Test func largeResponsesThatAreNoPagesArePassedOver() throws {
        let archive =
            Archive.response("HTTP/1.1 200 OK\r\nContent-Type: video/mp4", Self.large)
            + Archive.response("HTTP/1.1 404 Not Found\r\nContent-Type: text/html", Self.large)
            + Archive.record("response", "application/http", Self.large) + Self.page
        #expect(try pages(reader(archive)).map(\.fault) == [nil])
    }

    @Test func largePagesAreNamedAsSuch() throws {
        let barely = [UInt8](repeating: 0x20, count: 101)
        let archive =
            Archive.response("HTTP/1.1 200 OK\r\nContent-Type: text/html", Self.large)
            + Archive.record("resource", "text/html", Self.large) + Archive.response("HTTP/1.1 200 OK", barely)
            + Archive.record("resource", "text/html", barely) + Self.page
        let fault = "the page has more than 100 bytes"
        #expect(try pages(reader(archive)).map(\.fault) == [fault, fault, fault, fault, nil])
    }

    @Test func resourcesArePagesWithTheRecordsContentType() throws {
        let archive =
            Archive.record("resource", "text/html; charset=\"Shift_JIS\"", Array("<p>".utf8))
            + Archive.record("resource", "image/png", Array("<p>".utf8))
        let read = try pages(reader(archive))
        #expect(read.map(\.charset) == ["shift_jis"] && read.map(\.url) == ["https://a.example/"])
    }

    @Test(arguments: ["400000", "9223372036854775807", "9223372036854775808", "-1"])
    func whatIsCutOffIsNotRead(_ length: String) throws {
        let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html"
        for archive in [
            Archive.record("metadata", "text/plain", Self.large, length: length),
            Archive.record("resource", "text/html", Self.large, length: length),
            Archive.response(html, Self.large, length: length), Archive.response(html, [], length: length),
            Archive.response("HTTP/1.1 200 OK\r\nContent-Type: video/mp4", Self.large, length: length),
        ] {
            let reader = try reader(Self.page + archive)
            #expect(try reader.next()?.fault == nil)
            #expect(throws: ImportError.self) { try reader.next() }
        }
    }

    @Test func blanksAroundValuesDoNotCount() throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Type:\t text/html\t \r\nContent-Encoding: identity "
        let page = Array("\(head)\r\n\r\n<p>".utf8)
        let archive = Archive.record("response \t", "application/http ", page, length: "\(page.count) \t")
        #expect(try pages(reader(archive)).map(\.body) == [Array("<p>".utf8)])
    }

    @Test func allRecordsAreCounted() throws {
        let reader = try reader(
            Archive.record("warcinfo", "application/warc-fields", []) + Self.page
                + Archive.record("request", "application/http", Array("GET / HTTP/1.1\r\n\r\n".utf8)))
        #expect(reader.recordCount == 0)
        _ = try reader.next()
        #expect(reader.recordCount == 2)
        #expect(try reader.next() == nil)
        #expect(reader.recordCount == 3)
    }
}
