import DataImport
internal import Foundation
import LinearAlgebra
public import ProductPages

/// What became of one page.
public struct PageOutcome<Content: Sendable>: Sendable {
    /// The file, or the archive with the page's address.
    public let name: String
    /// How large the page is, in bytes; 0 where the file could not be read.
    public let byteCount: Int
    /// What the page says, or why nothing could be read from it.
    public let result: Result<Content, PageFault>

    fileprivate init(_ name: String, _ byteCount: Int = 0, fault: String) {
        self.init(name, byteCount, .failure(PageFault(description: fault)))
    }

    fileprivate init(_ name: String, _ byteCount: Int, _ result: Result<Content, PageFault>) {
        self.name = name
        self.byteCount = byteCount
        self.result = result
    }
}

/// Why a page was left out.
public struct PageFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong and what to do about it.
    public let description: String
}

/// Pages in files, folders, web archives and standard input, read side by side.
public struct PageCollection: Sendable {
    private let paths: [String]
    private let settings: PageSettings
    private let threads: Int

    private static let pagesPerBatch = 100
    private static let bytesPerBatch = 64 << 20

    /// - Parameters:
    ///   - paths: HTML files, folders of them, WARC files (`.warc`, `.warc.gz`), or `-` for a page or a WARC on standard input.
    ///   - threads: how many pages are read at a time; changes neither results nor their order.
    public init(_ paths: [String], settings: PageSettings = PageSettings(), threads: Int = 1) {
        self.paths = paths
        self.settings = settings
        self.threads = threads
    }

    private enum Input: Sendable {
        case file(String)
        case bytes([UInt8], name: String)
        case archived(ArchivedPage, name: String)
        case fault(String, name: String)

        var byteCount: Int {
            switch self {
            case .bytes(let bytes, _): bytes.count
            case .archived(let page, _): page.body.count
            case .file, .fault: 0
            }
        }
    }

    /// Calls `body` with the products of the pages, a batch at a time, in the order of the paths and of the pages in them. A page
    /// that cannot be read is an outcome, and so is a file.
    /// - Throws: what `body` throws; what the file system says of folders.
    public func forEachBatch(_ body: ([PageOutcome<ProductPage>]) throws -> Void) throws {
        let settings = settings
        try forEachBatch(
            reading: { (page: FetchedPage) throws(ProductPageError) in
                try ProductPage.read(
                    page.bytes, fileName: page.url ?? page.name, url: page.url, charset: page.charset,
                    settings: settings)
            }, body)
    }

    /// As ``forEachBatch(_:)``, with the structured data of the pages.
    public func forEachBatchOfMarkup(_ body: ([PageOutcome<PageMarkup>]) throws -> Void) throws {
        let settings = settings
        try forEachBatch(
            reading: { (page: FetchedPage) throws(ProductPageError) in
                try PageMarkup.read(page.bytes, charset: page.charset, settings: settings)
            }, body)
    }

    private struct FetchedPage {
        let bytes: [UInt8]
        let name: String
        var url: String?
        var charset: String?
    }

    private typealias Reader<Content> = @Sendable (FetchedPage) throws(ProductPageError) -> Content

    private func forEachBatch<Content>(
        reading read: @escaping Reader<Content>, _ body: ([PageOutcome<Content>]) throws -> Void
    ) throws {
        var batch: [Input] = []
        var byteCount = 0
        func flush() throws {
            guard !batch.isEmpty else { return }
            let inputs = batch
            batch = []
            byteCount = 0
            try body(Parallel.map(inputs.count, threads: threads) { outcome(inputs[$0], read) })
        }
        func add(_ input: Input) throws {
            batch.append(input)
            byteCount += input.byteCount
            if batch.count == Self.pagesPerBatch || byteCount >= Self.bytesPerBatch { try flush() }
        }
        for path in try PageFiles.find(paths) {
            if path == "-" || PageFiles.isArchive(path) {
                try readArchive(path, add)
            } else {
                try add(.file(path))
            }
        }
        try flush()
    }

    private func readArchive(_ path: String, _ add: (Input) throws -> Void) throws {
        do {
            let reader = try WARCReader(path: path, mostBytes: settings.mostBytes)
            if path == "-", try !reader.isArchive() { return try add(.bytes(try reader.rest(), name: path)) }
            var isEmpty = true
            while let page = try reader.next() {
                try add(.archived(page, name: "\(path): \(page.url)"))
                isEmpty = false
            }
            if isEmpty {
                try add(
                    .fault("none of its \(reader.recordCount) records is HTML that was answered with 200", name: path))
            }
        } catch let error as ImportError {
            try add(.fault(error.reason(for: path), name: path))
        }
    }

    private func outcome<Content>(_ input: Input, _ read: Reader<Content>) -> PageOutcome<Content> {
        switch input {
        case .file(let path):
            do {
                return outcome(
                    FetchedPage(bytes: try WholeFile.read(path: path, limit: settings.mostBytes), name: path), read)
            } catch {
                return PageOutcome(path, fault: error.reason(for: path))
            }
        case .bytes(let bytes, let name): return outcome(FetchedPage(bytes: bytes, name: name), read)
        case .archived(let page, let name):
            if let fault = page.fault { return PageOutcome(name, page.body.count, fault: fault) }
            return outcome(FetchedPage(bytes: page.body, name: name, url: page.url, charset: page.charset), read)
        case .fault(let reason, let name): return PageOutcome(name, fault: reason)
        }
    }

    private func outcome<Content>(_ page: FetchedPage, _ read: Reader<Content>) -> PageOutcome<Content> {
        do throws(ProductPageError) {
            return PageOutcome(page.name, page.bytes.count, .success(try read(page)))
        } catch {
            return PageOutcome(page.name, page.bytes.count, fault: "\(error)")
        }
    }
}

extension ImportError {
    // A rejected file is named in front already.
    fileprivate func reason(for file: String) -> String {
        if case .cannotRead(_, let reason) = self { return reason }
        return description
    }
}
