import DataModel
public import Foundation
public import Storage

/// A shop: its stored data and its trained models, in one folder, or in a PostgreSQL database and a folder.
///
/// ```swift
/// let shop = try Shop(at: URL(filePath: "shop"))
/// try shop.importInteractions(at: "events.csv")
/// let model = try shop.train()
/// for item in try model.recommend(for: "anna", top: 10).items { print(item.itemID, item.title ?? "") }
/// ```
public struct Shop: Sendable {
    /// Where it is.
    public let location: ShopLocation
    /// The folder with what of it is in files: everything, or only the models.
    public var url: URL { location.folder }
    /// The folder or the database in words, without a password.
    public let name: String
    /// Where the data is.
    public let store: any Store
    /// Where the models are.
    public let bundles: BundleFolder

    /// Opens the shop in the folder `url`, or in the database `postgres://user:password@host:port/database`. What is not
    /// there is made.
    /// - Parameter models: the folder with the models; see ``ShopLocation/init(_:models:)``.
    /// - Throws: ``ShopError/unsupportedLocation(_:)``; `StorageError` when the data cannot be opened.
    public init(at url: URL, models: URL? = nil) throws {
        try self.init(
            url.isFileURL
                ? ShopLocation(folder: url, models: models) : ShopLocation(url.absoluteString, models: models))
    }

    /// Opens the shop at a location.
    /// - Parameter creating: whether a shop is made where there is none.
    /// - Throws: ``ShopError/noShop(path:)``; `StorageError` when the data cannot be opened.
    public init(_ location: ShopLocation, creating: Bool = true) throws {
        self.location = location
        (store, name) = try location.open(creating: creating)
        bundles = BundleFolder(location.models)
    }

    /// The model in use.
    /// - Throws: ``BundleError`` when there is none, or it is damaged or from a newer program.
    public func currentModel() throws -> Model {
        guard let version = bundles.currentVersion() else { throw BundleError.noModel(folder: name) }
        return try Model(version: version, bundles: bundles, store: store)
    }

    /// The card of the model in use: what it is for, what it learned from and how good it is, as Markdown.
    /// - Throws: ``BundleError`` when there is no model, or one that was written before there were cards.
    public func modelCard() throws -> String {
        guard let version = bundles.currentVersion() else { throw BundleError.noModel(folder: url.path) }
        let manifest = try bundles.manifest(of: version)
        return String(decoding: try bundles.read(ModelFile.card, of: manifest), as: UTF8.self)
            + "\nThis is \(manifest.version), trained \(manifest.createdAt) by \(manifest.producer).\n"
    }

    /// Trains on everything stored and makes the new model current.
    /// - Parameters:
    ///   - options: what to train and how.
    ///   - asChallenger: whether the new model waits beside the current one, if there is one, until they have been compared
    ///     (``compareWithCurrent(_:seed:threads:)``).
    ///   - threads: threads to use; changes nothing about the result.
    ///   - progress: told what has been done, step by step.
    /// - Throws: ``ShopError`` when there is nothing to learn from or the new model fails its guard.
    @discardableResult
    public func train(
        _ options: TrainingOptions = TrainingOptions(), asChallenger: Bool = false,
        threads: Int = ProcessInfo.processInfo.activeProcessorCount,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> Model {
        let trainer = ShopTrainer(
            shop: self, options: options, threads: threads, asChallenger: asChallenger, progress: progress)
        let version = try trainer.train()
        return try Model(version: version, bundles: bundles, store: store)
    }
}
