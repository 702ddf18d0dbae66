import DataImport
public import ProductPages
import Storage

extension ProductPage {
    /// Reads the page in a file, gzipped or not; `-` is standard input.
    /// - Throws: ``ProductPageError``; `ImportError` when the file cannot be read.
    public static func read(path: String, settings: PageSettings = PageSettings()) throws -> ProductPage {
        let bytes = try WholeFile.read(path: path, limit: settings.mostBytes)
        return try read(bytes, fileName: path, settings: settings)
    }
}

extension Shop {
    /// Imports the products of HTML pages, and the reviews that stand on them. A page that is no product's is left out
    /// and told of; the others are stored.
    /// - Parameter paths: HTML files, or folders of them.
    /// - Throws: `StorageError`; ``StrictImportError``; what the file system says of folders.
    @discardableResult
    public func importPages(
        _ paths: [String], options: ImportOptions = ImportOptions(), observer: ImportObserver = ImportObserver()
    ) throws -> ImportSummary {
        let files = try PageFiles.find(paths)
        return try importing(options) { summary, write in
            for start in stride(from: 0, to: files.count, by: Self.pagesPerBatch) {
                let batch = files[start..<min(start + Self.pagesPerBatch, files.count)]
                var pages: [ProductPage] = []
                for file in batch {
                    do { pages.append(try ProductPage.read(path: file)) } catch {
                        let reason = (error as? ImportError).map { $0.reason(for: file) } ?? "\(error)"
                        observer.rejected(RejectedRow(file: file, reason: reason))
                        summary.addRejected(1)
                    }
                }
                try write { writer in
                    [
                        ("products", try writer.upsert(pages.map(\.product))),
                        ("reviews", try writer.upsert(pages.flatMap(\.storedReviews))),
                    ]
                }
                observer.progress(batch.endIndex, files.count)
            }
        }
    }

    private static let pagesPerBatch = 100
}

extension ImportError {
    // A rejected file is named in front already.
    fileprivate func reason(for file: String) -> String {
        if case .cannotRead(_, let reason) = self { return reason }
        return description
    }
}
