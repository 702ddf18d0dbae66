/// Why a model bundle cannot be read or written.
public enum BundleError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The shop has no trained model yet.
    case noModel(folder: String)
    /// The bundle is not there.
    case missing(bundle: String)
    /// The manifest cannot be understood.
    case unreadableManifest(bundle: String, reason: String)
    /// A newer program wrote the bundle.
    case newerSchema(bundle: String, found: Int, supported: Int)
    /// A file that the manifest names is missing, or its bytes are not those that were written.
    case damaged(bundle: String, file: String, reason: String)
    /// The bundle has no model for this task, as there was nothing to learn it from.
    case partNotTrained(part: String, need: String)

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .noModel(let folder):
            "no model has been trained yet in \(folder): import data, then run `bowerbird train`"
        case .missing(let bundle):
            "the model bundle \(bundle) is not there: run `bowerbird train` to make a new one"
        case .unreadableManifest(let bundle, let reason):
            "\(bundle)/manifest.json cannot be read (\(reason)): the bundle is damaged; run `bowerbird train` to make a new one"
        case .newerSchema(let bundle, let found, let supported):
            "\(bundle) was written by a newer Bowerbird (bundle schema \(found), this program reads up to \(supported)): update Bowerbird, or run `bowerbird train` with this one"
        case .damaged(let bundle, let file, let reason):
            "\(bundle)/\(file) is damaged (\(reason)): run `bowerbird train` to make a new bundle"
        case .partNotTrained(let part, let need):
            "the current model knows nothing of \(part): import \(need), then run `bowerbird train`"
        }
    }
}
