public import DataModel

/// That something was imported: when, from where, and what became of its rows.
public struct StoredImport: Sendable, Equatable {
    /// What became of the rows of one kind.
    public struct Part: Sendable, Equatable, Codable {
        /// The kind, for example `interactions`.
        public let kind: String
        /// Rows that were new.
        public let inserted: Int
        /// Rows that changed a stored one.
        public let updated: Int
        /// Rows that were there already.
        public let unchanged: Int

        /// What became of the rows of one kind.
        public init(kind: String, _ change: StoreChange) {
            self.kind = kind
            inserted = change.inserted
            updated = change.updated
            unchanged = change.unchanged
        }
    }

    /// A name of its own, so that it is noted once.
    public let id: String
    /// When it ended.
    public let endedAt: Timestamp
    /// The file, or how else it came.
    public let source: String
    /// What was stored, by kind.
    public let parts: [Part]
    /// How many rows were left out.
    public let rejectedCount: Int
    /// What ended it before its end, if anything did, after ``endedEarly``; what was wrong with the first rows that were left out,
    /// and how to mend it. Nothing any more once a user has been erased, as it may quote
    /// what was sent of them.
    public let problems: [String]

    /// What the first of ``problems`` begins with where the import did not come to its end.
    public static let endedEarly = "ended before its end: "

    /// How many rows that were left out are named.
    public var namedCount: Int { problems.count { !$0.hasPrefix(Self.endedEarly) } }

    /// An import from its parts.
    public init(
        id: String, endedAt: Timestamp, source: String, parts: [Part], rejectedCount: Int, problems: [String]
    ) {
        self.id = id
        self.endedAt = endedAt
        self.source = source
        self.parts = parts
        self.rejectedCount = rejectedCount
        self.problems = problems
    }
}
