public import DataImport
import DataModel
import Storage

/// A kind of row that a shop stores.
public enum ImportKind: String, Sendable, CaseIterable {
    /// What users did.
    case interactions
    /// The catalogue.
    case products
    /// What is known of users.
    case users
    /// What users wrote.
    case reviews
    /// What users searched for.
    case queries
    /// Visits, each with whether it ended in a purchase.
    case sessions

    /// The names of the fields of such rows.
    public var fieldNames: [String] {
        switch self {
        case .interactions: Interaction.fieldNames
        case .products: Product.fieldNames
        case .users: User.fieldNames
        case .reviews: Review.fieldNames
        case .queries: SearchQuery.fieldNames
        case .sessions: Session.fieldNames
        }
    }
}

extension Shop {
    /// Imports interactions from a CSV, TSV or JSON Lines file.
    /// - Throws: `ImportError` when the file cannot be read; `StorageError`.
    @discardableResult
    public func importInteractions(at path: String) throws -> ImportSummary {
        try importTable(.interactions, path: path)
    }

    /// Imports one table. Rows that are stored already change nothing; each batch is stored whole or not at all.
    /// - Throws: `ImportError` when the file cannot be read; `StorageError`; ``StrictImportError``.
    @discardableResult
    public func importTable(
        _ kind: ImportKind, path: String, options: ImportOptions = ImportOptions(),
        observer: ImportObserver = ImportObserver()
    ) throws -> ImportSummary {
        switch kind {
        case .interactions: try importRows(Interaction.self, path, options, observer) { try $0.insert($1) }
        case .products: try importRows(Product.self, path, options, observer) { try $0.upsert($1) }
        case .users: try importRows(User.self, path, options, observer) { try $0.upsert($1) }
        case .reviews: try importRows(Review.self, path, options, observer) { try $0.upsert($1) }
        case .queries: try importRows(SearchQuery.self, path, options, observer) { try $0.insert($1) }
        case .sessions: try importRows(Session.self, path, options, observer) { try $0.upsert($1) }
        }
    }

    /// Imports a public data set in its own format.
    /// - Throws: `ImportError` when files are missing or cannot be read; `StorageError`; ``StrictImportError``.
    @discardableResult
    public func importDataset(
        _ dataset: Dataset, path: String, options: ImportOptions = ImportOptions(),
        observer: ImportObserver = ImportObserver()
    ) throws -> ImportSummary {
        try importing(options) { summary, write in
            try dataset.read(path: path) { batch in
                batch.rejected.forEach(observer.rejected)
                summary.addRejected(batch.rejected.count)
                try write { writer in
                    [
                        ("interactions", try writer.insert(batch.interactions)),
                        ("products", try writer.upsert(batch.products)),
                        ("users", try writer.upsert(batch.users)),
                        ("reviews", try writer.upsert(batch.reviews)),
                    ]
                }
            }
        }
    }

    private func importRows<Row: ImportableRow>(
        _ type: Row.Type, _ path: String, _ options: ImportOptions, _ observer: ImportObserver,
        _ store: @escaping (any StoreWriter, [Row]) throws -> StoreChange
    ) throws -> ImportSummary {
        try importing(options) { summary, write in
            try TableReader.read(type, path: path, options: options.table) { batch in
                batch.rejected.forEach(observer.rejected)
                summary.addRejected(batch.rejected.count)
                try write { [(Row.kindName, try store($0, batch.rows))] }
                observer.progress(batch.readBytes, batch.totalBytes)
            }
        }
    }

    // Each write is a transaction of its own, or all of them are one when the import is strict.
    func importing(
        _ options: ImportOptions,
        _ read: (
            inout ImportSummary, ((any StoreWriter) throws -> [(kind: String, change: StoreChange)]) throws -> Void
        ) throws -> Void
    ) throws -> ImportSummary {
        var summary = ImportSummary()
        var changes: [(kind: String, change: StoreChange)] = []
        if options.isStrict {
            try store.write { writer in
                try read(&summary) { write in changes += try write(writer) }
                if summary.rejectedCount > 0 { throw StrictImportError(rejectedCount: summary.rejectedCount) }
            }
        } else {
            try read(&summary) { write in changes += try store.write { try write($0) } }
        }
        for (kind, change) in changes { summary.add(change, kind: kind) }
        return summary
    }
}
