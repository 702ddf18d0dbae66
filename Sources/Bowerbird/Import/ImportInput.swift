public import DataImport
import DataModel
import ProductPages
import Storage

/// Something that a shop imports.
public enum ImportInput: Sendable {
    /// A CSV, TSV or JSON Lines file.
    case table(ImportKind, path: String)
    /// A public data set in its own format.
    case dataset(Dataset, path: String)
    /// HTML files, folders of them, WARC files, or `-` for standard input.
    case pages([String], threads: Int)

    /// Writes one batch in some transaction.
    typealias Batch = (any StoreWriter) throws -> [(kind: String, change: StoreChange)]

    /// Reads the input from its beginning to its end, a batch at a time.
    /// - Parameters:
    ///   - summary: takes in what is done, also where an error ends it.
    ///   - store: given each batch; decides what transaction it is written in.
    func read(
        _ options: ImportOptions, _ observer: ImportObserver, into summary: inout ImportSummary,
        store: (@escaping Batch) throws -> [(kind: String, change: StoreChange)]
    ) throws {
        func write(_ batch: @escaping Batch) throws {
            for (kind, change) in try store(batch) { summary.add(change, kind: kind) }
        }
        func reject(_ rows: [RejectedRow]) {
            rows.forEach(observer.rejected)
            summary.addRejected(rows.count)
        }
        func readRows<Row: ImportableRow>(
            _ type: Row.Type, _ path: String, _ store: @escaping (any StoreWriter, [Row]) throws -> StoreChange
        ) throws {
            try TableReader.read(type, path: path, options: options.table) { batch in
                reject(batch.rejected)
                try write { [(Row.kindName, try store($0, batch.rows))] }
                observer.progress(batch.readBytes, batch.totalBytes)
            }
        }
        switch self {
        case .table(.interactions, let path): try readRows(Interaction.self, path) { try $0.insert($1) }
        case .table(.products, let path): try readRows(Product.self, path) { try $0.upsert($1) }
        case .table(.users, let path): try readRows(User.self, path) { try $0.upsert($1) }
        case .table(.reviews, let path): try readRows(Review.self, path) { try $0.upsert($1) }
        case .table(.queries, let path): try readRows(SearchQuery.self, path) { try $0.insert($1) }
        case .table(.sessions, let path): try readRows(Session.self, path) { try $0.upsert($1) }
        case .dataset(let dataset, let path):
            try dataset.read(path: path) { batch in
                reject(batch.rejected)
                try write { writer in
                    [
                        ("interactions", try writer.insert(batch.interactions)),
                        ("products", try writer.upsert(batch.products)),
                        ("users", try writer.upsert(batch.users)),
                        ("reviews", try writer.upsert(batch.reviews)),
                    ]
                }
            }
        case .pages(let paths, let threads):
            var readBytes = 0
            var names = PageNames()
            try PageCollection(paths, threads: threads).forEachBatch { outcomes in
                var pages: [ProductPage] = []
                for outcome in outcomes {
                    readBytes += outcome.byteCount
                    do throws(PageFault) {
                        let page = try outcome.result.get()
                        if let fault = names.fault(of: page, in: outcome.name) { throw fault }
                        pages.append(page)
                    } catch {
                        reject([RejectedRow(file: outcome.name, reason: error.description)])
                    }
                }
                try write { writer in
                    [
                        ("products", try writer.upsert(pages.map(\.product))),
                        ("reviews", try writer.upsert(pages.flatMap(\.storedReviews))),
                    ]
                }
                observer.progress(readBytes, nil)
            }
        }
    }
}
