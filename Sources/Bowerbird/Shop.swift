import DataModel
public import Foundation
public import Storage

/// A shop: its stored data and its trained models, in one folder.
///
/// ```swift
/// let shop = try Shop(at: URL(filePath: "shop"))
/// try shop.importInteractions(at: "events.csv")
/// let model = try shop.train()
/// for item in try model.recommend(for: "anna", top: 10).items { print(item.itemID, item.title ?? "") }
/// ```
public struct Shop: Sendable {
    /// The folder, which holds `shop.sqlite` and `models/`.
    public let url: URL
    /// Where the data is.
    public let store: any Store
    /// Where the models are.
    public let bundles: BundleFolder

    /// Opens the shop in the folder `url`, which is made if it is not there.
    /// - Throws: ``ShopError/unsupportedLocation(_:)``; `StorageError` when the data cannot be opened.
    public init(at url: URL) throws {
        if let scheme = url.scheme, scheme != "file" { throw ShopError.unsupportedLocation(url.absoluteString) }
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw FileError(action: "create the folder", path: url.path, reason: error.localizedDescription)
        }
        self.url = url
        store = try SQLiteStore(path: url.appending(path: "shop.sqlite").path)
        bundles = BundleFolder(url.appending(path: "models"))
    }

    /// The model in use.
    /// - Throws: ``BundleError`` when there is none, or it is damaged or from a newer program.
    public func currentModel() throws -> Model {
        guard let version = bundles.currentVersion() else { throw BundleError.noModel(folder: url.path) }
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
    ///   - threads: threads to use; changes nothing about the result.
    ///   - progress: told what has been done, step by step.
    /// - Throws: ``ShopError`` when there is nothing to learn from or the new model fails its guard.
    @discardableResult
    public func train(
        _ options: TrainingOptions = TrainingOptions(), threads: Int = ProcessInfo.processInfo.activeProcessorCount,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> Model {
        let trainer = ShopTrainer(shop: self, options: options, threads: threads, progress: progress)
        let version = try trainer.train()
        return try Model(version: version, bundles: bundles, store: store)
    }
}
