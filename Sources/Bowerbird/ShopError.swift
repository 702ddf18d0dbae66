/// Why a shop cannot be opened or trained.
public enum ShopError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no shop in that folder.
    case noShop(path: String)
    /// Shops are kept in folders and in PostgreSQL, and this is neither.
    case unsupportedLocation(String)
    /// Another process is training for the same shop.
    case trainingRuns(shop: String)
    /// There is nothing to learn from.
    case nothingToTrain(String)
    /// The new model did worse than a simple rule on held-out users and was not made current.
    case guardFailed(version: String, reason: String)

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .noShop(let path):
            "there is no shop in \(path): import data first, for example `bowerbird import interactions events.csv --shop \(path)`"
        case .unsupportedLocation(let location):
            "shops are not kept in \(location): give the path of a folder, or postgres://user:password@host:port/database"
        case .trainingRuns(let shop):
            "another training of the shop in \(shop) is running: wait for it to end, or stop it, and run this again"
        case .nothingToTrain(let need): "there is nothing to learn from: \(need)"
        case .guardFailed(let version, let reason):
            "the new model \(version) was written but not made current: \(reason)"
        }
    }
}
