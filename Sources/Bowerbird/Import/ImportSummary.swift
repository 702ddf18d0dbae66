public import DataImport
public import Storage

/// What an import did.
public struct ImportSummary: Sendable {
    /// What was stored, by kind, in the order in which kinds first came.
    public private(set) var stored: [(kind: String, change: StoreChange)] = []
    /// How many rows were left out.
    public private(set) var rejectedCount = 0

    /// Nothing yet.
    public init() {}

    /// How many rows were new or changed a stored one.
    public var changedCount: Int { stored.reduce(0) { $0 + $1.change.inserted + $1.change.updated } }

    mutating func add(_ change: StoreChange, kind: String) {
        guard change != StoreChange() else { return }
        if let index = stored.firstIndex(where: { $0.kind == kind }) {
            stored[index].change += change
        } else {
            stored.append((kind, change))
        }
    }

    mutating func addRejected(_ count: Int) { rejectedCount += count }
}

/// How an import goes about its rows.
public struct ImportOptions: Sendable {
    /// How tables are read.
    public var table: TableOptions
    /// Whether one rejected row is enough to store nothing at all.
    public var isStrict: Bool

    /// Options; good rows beside bad ones are kept unless said otherwise.
    public init(table: TableOptions = TableOptions(), isStrict: Bool = false) {
        self.table = table
        self.isStrict = isStrict
    }
}

/// What an import tells while it runs.
public struct ImportObserver {
    /// A row was left out.
    public var rejected: (RejectedRow) -> Void
    /// This much has been read: bytes so far, bytes in all if known.
    public var progress: (Int, Int?) -> Void

    /// An observer; what is not given is not told.
    public init(
        rejected: @escaping (RejectedRow) -> Void = { _ in }, progress: @escaping (Int, Int?) -> Void = { _, _ in }
    ) {
        self.rejected = rejected
        self.progress = progress
    }
}

/// A strict import met bad rows.
public struct StrictImportError: Error, Equatable, Sendable, CustomStringConvertible {
    /// How many rows were bad.
    public let rejectedCount: Int

    /// What happened.
    public var description: String {
        "\(rejectedCount) row\(rejectedCount == 1 ? " was" : "s were") bad, so nothing was stored (--strict)"
    }
}
