public import DataModel

/// Public data sets that are read in their own format.
public enum Dataset: String, Sendable, CaseIterable {
    /// One line a user: the user, then items in time order.
    case sequences
    /// One line a session: items in click order, without a user.
    case clicks
    /// MovieLens: the folder of ml-100k, ml-1m, or one with ratings.csv and movies.csv.
    case movielens
    /// Amazon reviews and product data of 2014, 2018 or 2023: JSON Lines files, or a folder of them.
    case amazonReviews = "amazon-reviews"
    /// UCI Online Retail: one CSV of invoice lines.
    case onlineRetail = "online-retail"
    /// The Complete Journey: a folder with transactions.csv, products.csv, demographics.csv.
    case completeJourney = "complete-journey"

    /// What it is and what files it wants, in a line.
    public var summary: String {
        switch self {
        case .sequences:
            "one line a user: user item item …, oldest first; NAME_item2attributes.json beside it is read too"
        case .clicks: "one line a session: item item …, in click order"
        case .movielens: "folder of ml-100k (u.data), ml-1m (ratings.dat) or ml-latest (ratings.csv)"
        case .amazonReviews:
            "Amazon reviews and product data of 2014, 2018 or 2023: a JSON Lines file or a folder of them"
        case .onlineRetail: "UCI Online Retail: a CSV of invoice lines; cancellations are returns"
        case .completeJourney: "The Complete Journey: a folder with transactions.csv, products.csv, demographics.csv"
        }
    }

    /// The data set called `name`.
    /// - Throws: ``ImportError/unknownDataset(name:known:)``.
    public init(name: String) throws(ImportError) {
        guard let dataset = Dataset(rawValue: name) else {
            throw ImportError.unknownDataset(name: name, known: Dataset.allCases.map(\.rawValue))
        }
        self = dataset
    }

    /// Reads the data set at `path` and hands it over in batches.
    /// - Throws: ``ImportError`` when files are missing or cannot be read; what `body` throws.
    public func read(path: String, into body: (DatasetBatch) throws -> Void) throws {
        switch self {
        case .sequences: try SequenceDataset.read(path: path, hasUsers: true, into: body)
        case .clicks: try SequenceDataset.read(path: path, hasUsers: false, into: body)
        case .movielens: try MovieLensDataset.read(path: path, into: body)
        case .amazonReviews: try AmazonDataset.read(path: path, into: body)
        case .onlineRetail: try OnlineRetailDataset.read(path: path, into: body)
        case .completeJourney: try CompleteJourneyDataset.read(path: path, into: body)
        }
    }
}

/// Some rows of a data set, of whatever kinds it has.
public struct DatasetBatch: Sendable {
    /// What users did.
    public var interactions: [Interaction] = []
    /// What the catalogue says.
    public var products: [Product] = []
    /// What is known of users.
    public var users: [User] = []
    /// What users wrote.
    public var reviews: [Review] = []
    /// Rows that were left out.
    public var rejected: [RejectedRow] = []

    /// How many good rows there are.
    public var count: Int { interactions.count + products.count + users.count + reviews.count }

    static let size = 20_000
}
