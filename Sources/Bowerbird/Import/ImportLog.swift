import DataModel
import Foundation
import Storage

/// Keeps what is noted of an import: its source, and what was wrong with the first bad rows.
final class ImportLog {
    private let input: ImportInput
    private let told: ImportObserver
    private var problems: [String] = []
    private var rejectedCount = 0

    /// So many bad rows are noted; all are counted.
    private static let mostProblems = 20

    /// - Parameter observer: told everything too.
    init(_ input: ImportInput, _ observer: ImportObserver = ImportObserver()) {
        self.input = input
        told = observer
    }

    /// What the import is to tell.
    var observer: ImportObserver {
        ImportObserver(
            rejected: { [self] row in
                rejectedCount += 1
                if problems.count < Self.mostProblems { problems.append(row.description) }
                told.rejected(row)
            }, progress: told.progress)
    }

    /// The import as it is stored, ended now.
    /// - Parameters:
    ///   - summary: what was stored.
    ///   - error: what ended it before its end.
    func record(of summary: ImportSummary, endedBy error: (any Error)? = nil) -> StoredImport {
        StoredImport(
            id: UUID().uuidString, endedAt: Timestamp(seconds: Date().timeIntervalSince1970), source: input.source,
            parts: summary.stored.map { StoredImport.Part(kind: $0.kind, $0.change) },
            rejectedCount: rejectedCount, problems: (error.map { [StoredImport.endedEarly + "\($0)"] } ?? []) + problems
        )
    }
}

extension ImportInput {
    /// Where it comes from, in a few words.
    public var source: String {
        switch self {
        case .table(_, let path): path
        case .dataset(let dataset, let path): "\(dataset.rawValue) \(path)"
        case .pages(let paths, _):
            paths.prefix(Self.shownPaths).joined(separator: " ")
                + (paths.count > Self.shownPaths ? " and \(paths.count - Self.shownPaths) more" : "")
        }
    }

    // A shell makes thousands of *.html.
    private static let shownPaths = 5
}
