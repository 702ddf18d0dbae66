import DataImport
internal import Foundation
import LinearAlgebra
public import ProductPages

/// What became of one page.
public struct PageOutcome: Sendable {
    /// The file, or the archive with the page's address.
    public let name: String
    /// What the page says, or why nothing could be read from it.
    public let result: Result<ProductPage, PageFault>
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

    /// Calls `body` with the outcomes, a batch at a time, in the order of the paths and of the pages in them. A page that cannot
    /// be read is an outcome, and so is a file.
    /// - Throws: what `body` throws; what the file system says of folders.
    public func forEachBatch(_ body: ([PageOutcome]) throws -> Void) throws {
        var batch: [Input] = []
        var byteCount = 0
        func flush() throws {
            guard !batch.isEmpty else { return }
            let inputs = batch
            batch = []
            byteCount = 0
            try body(Parallel.map(inputs.count, threads: threads) { outcome(inputs[$0]) })
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
            while let page = try reader.next() { try add(.archived(page, name: "\(path): \(page.url)")) }
        } catch let error as ImportError {
            try add(.fault(error.reason(for: path), name: path))
        }
    }

    private func outcome(_ input: Input) -> PageOutcome {
        switch input {
        case .file(let path):
            do {
                return read(try WholeFile.read(path: path, limit: settings.mostBytes), path)
            } catch {
                return PageOutcome(name: path, result: .failure(PageFault(description: error.reason(for: path))))
            }
        case .bytes(let bytes, let name): return read(bytes, name)
        case .archived(let page, let name):
            if let fault = page.fault {
                return PageOutcome(name: name, result: .failure(PageFault(description: fault)))
            }
            return read(page.body, name, url: page.url, charset: page.charset)
        case .fault(let reason, let name):
            return PageOutcome(name: name, result: .failure(PageFault(description: reason)))
        }
    }

    private func read(_ bytes: [UInt8], _ name: String, url: String? = nil, charset: String? = nil) -> PageOutcome {
        do throws(ProductPageError) {
            let page = try ProductPage.read(
                bytes, fileName: url ?? name, url: url, charset: charset, settings: settings)
            return PageOutcome(name: name, result: .success(page))
        } catch {
            return PageOutcome(name: name, result: .failure(PageFault(description: "\(error)")))
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
