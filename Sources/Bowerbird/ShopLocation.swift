public import Foundation
import Glibc
import Storage

/// Where a shop is: a folder with its data and its models, or a PostgreSQL database and a folder with its models.
public struct ShopLocation: Sendable, Hashable {
    private enum Data: Hashable, Sendable {
        case folder(URL)
        case database(url: String)
    }

    private let data: Data
    /// The folder with the models.
    public let models: URL

    /// A location as people write it.
    /// - Parameters:
    ///   - text: a folder, or `postgres://user:password@host:port/database`.
    ///   - models: the folder with the models; unless said otherwise `models` in the shop's folder, or in the working
    ///     directory when the data is in a database.
    /// - Throws: ``ShopError/unsupportedLocation(_:)`` for any other URL.
    public init(_ text: String, models: URL? = nil) throws {
        guard let scheme = text.firstMatch(of: #/^([A-Za-z][A-Za-z0-9+.-]*):\/\//#)?.1.lowercased() else {
            self.init(folder: URL(filePath: text), models: models)
            return
        }
        switch scheme {
        case "file":
            guard let url = URL(string: text) else { throw ShopError.unsupportedLocation("file://") }
            self.init(folder: url, models: models)
        case "postgres", "postgresql":
            self.init(
                data: .database(url: scheme + text.dropFirst(scheme.count)), models: models ?? URL(filePath: "models"))
        default: throw ShopError.unsupportedLocation(scheme + "://")
        }
    }

    /// A folder.
    public init(folder: URL, models: URL? = nil) {
        self.init(data: .folder(folder), models: models ?? folder.appending(path: "models"))
    }

    private init(data: Data, models: URL) {
        self.data = data
        self.models = models
    }

    /// The folder with the data; `nil` where that is in a database.
    public var dataFolder: URL? {
        if case .folder(let url) = data { url } else { nil }
    }

    /// The folder with what is in files: everything, or only the models.
    var folder: URL {
        switch data {
        case .folder(let url): url
        case .database: models
        }
    }

    /// What a process of its own needs to be told, in its environment, to open the same shop. A password is part of it,
    /// which is why it is no argument: those can be read by everybody on the machine.
    public var environment: [String: String] {
        let location =
            switch data {
            case .folder(let url): url.path
            case .database(let url): url
            }
        return [Self.shopVariable: location, Self.modelsVariable: models.path]
    }

    /// The environment variable that says where a shop is.
    public static let shopVariable = "BOWERBIRD_SHOP"
    /// The environment variable that says where a shop's models are.
    public static let modelsVariable = "BOWERBIRD_MODELS"

    /// Opens the data.
    /// - Parameter creating: whether a shop is made where there is none.
    func open(creating: Bool) throws -> (store: any Store, name: String) {
        switch data {
        case .database(let url):
            let store = try PostgreSQLStore(url: url, creating: creating)
            return (store, store.name)
        case .folder(let url):
            let path = url.appending(path: "shop.sqlite").path
            if !creating, !FileManager.default.fileExists(atPath: path) { throw ShopError.noShop(path: url.path) }
            do {
                // What people did in a shop is not everybody's on the machine. A folder that is there is its owner's matter.
                try FileManager.default.createDirectory(
                    at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw FileError(action: "create the folder", path: url.path, reason: error.localizedDescription)
            }
            // The write-ahead log beside the file gets the file's own rights. A failure is told when it is opened.
            let file = Glibc.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
            if file >= 0 { close(file) }
            return (try SQLiteStore(path: path), url.path)
        }
    }
}
