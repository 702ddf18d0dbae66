import DataImport
public import ProductPages

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
    /// and told of; the others are stored. A page that is imported again updates its product.
    /// - Parameters:
    ///   - paths: HTML files, folders of them, WARC files, or `-` for standard input.
    ///   - threads: how many pages are read at a time; changes no result.
    /// - Throws: `StorageError`; ``StrictImportError``; what the file system says of folders.
    @discardableResult
    public func importPages(
        _ paths: [String], options: ImportOptions = ImportOptions(), threads: Int = 1,
        observer: ImportObserver = ImportObserver()
    ) throws -> ImportSummary {
        try importing(.pages(paths, threads: threads), options, observer)
    }
}
