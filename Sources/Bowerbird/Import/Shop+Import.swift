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
        try importing(.table(kind, path: path), options, observer)
    }

    /// Imports a public data set in its own format.
    /// - Throws: `ImportError` when files are missing or cannot be read; `StorageError`; ``StrictImportError``.
    @discardableResult
    public func importDataset(
        _ dataset: Dataset, path: String, options: ImportOptions = ImportOptions(),
        observer: ImportObserver = ImportObserver()
    ) throws -> ImportSummary {
        try importing(.dataset(dataset, path: path), options, observer)
    }

    func importing(
        _ input: ImportInput, _ options: ImportOptions, _ observer: ImportObserver
    ) throws -> ImportSummary {
        try importAll([input], options: options) { _ in observer }.first ?? ImportSummary()
    }

    /// Imports several inputs, one after the other. A strict import is one transaction: one bad row in any of the inputs,
    /// and nothing of any of them is stored; all are read to their ends all the same, so that every bad row is told of.
    /// - Parameters:
    ///   - observer: what is told of the input at a position.
    ///   - finished: told when an input has been stored.
    /// - Returns: what was done with each input.
    /// - Throws: `ImportError` when a file cannot be read; `StorageError`; ``StrictImportError``; what the file system says
    ///   of folders.
    @discardableResult
    public func importAll(
        _ inputs: [ImportInput], options: ImportOptions = ImportOptions(),
        observer: (Int) -> ImportObserver = { _ in ImportObserver() },
        finished: (Int, ImportSummary) -> Void = { _, _ in }
    ) throws -> [ImportSummary] {
        guard options.isStrict else {
            return try inputs.enumerated().map { position, input in
                let log = ImportLog(input, observer(position))
                var summary = ImportSummary()
                do {
                    try input.read(options, log.observer, into: &summary) { write in
                        try store.write { try write($0) }
                    }
                } catch {
                    // What was stored before stays, and whoever did not watch has to see it somewhere.
                    try? store.note(log.record(of: summary, endedBy: error))
                    throw error
                }
                try store.note(log.record(of: summary))
                finished(position, summary)
                return summary
            }
        }
        let logs = inputs.enumerated().map { ImportLog($1, observer($0)) }
        let summaries = try store.write { writer in
            let summaries = try zip(inputs, logs).map { input, log in
                var summary = ImportSummary()
                try input.read(options, log.observer, into: &summary) { write in try write(writer) }
                return summary
            }
            let rejectedCount = summaries.reduce(0) { $0 + $1.rejectedCount }
            if rejectedCount > 0 { throw StrictImportError(rejectedCount: rejectedCount) }
            return summaries
        }
        for (position, summary) in summaries.enumerated() {
            try store.note(logs[position].record(of: summary))
            finished(position, summary)
        }
        return summaries
    }
}
