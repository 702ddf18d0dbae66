import Foundation
import Synchronization

/// The model that answers now. It is exchanged while requests run: each takes the one that is there when it begins and
/// keeps it to its end.
public final class LiveModel: Sendable {
    // In a box, so that taking it is one reference and not every array of the model.
    private final class Box: Sendable {
        let model: Model
        init(_ model: Model) { self.model = model }
    }

    private let shop: Shop
    private let box: Mutex<Box?>

    /// The current model of a shop; none if none has been trained yet.
    /// - Throws: ``BundleError`` when the current bundle is damaged or from a newer program.
    public init(_ shop: Shop) throws {
        self.shop = shop
        box = Mutex(nil)
        _ = try refresh()
    }

    /// The model, or `nil` before the first training.
    public var model: Model? { box.withLock { $0 }?.model }

    /// The model.
    /// - Throws: ``BundleError/noModel(folder:)`` before the first training.
    public func requireModel() throws -> Model {
        guard let model else { throw BundleError.noModel(folder: shop.name) }
        return model
    }

    /// Loads the bundle that has become current since, makes it ready to answer, and only then puts it in the place of
    /// the one before.
    /// - Returns: whether there is a new one.
    /// - Throws: ``BundleError``; the one before goes on answering then.
    public func refresh() throws -> Bool {
        guard let version = shop.bundles.currentVersion(), version != model?.manifest.version else { return false }
        let loaded = Box(try Self.loaded(version, of: shop))
        box.withLock { $0 = loaded }
        return true
    }

    /// A bundle, ready to answer: what lists need beside the model is read now, not by the first request.
    /// - Throws: ``BundleError``; `StorageError`.
    static func loaded(_ version: String, of shop: Shop) throws -> Model {
        let model = try Model(version: version, bundles: shop.bundles, store: shop.store)
        if model.parts.contains(.ranking) { _ = try model.recommend(afterSession: [], ListOptions(top: 1)) }
        return model
    }
}
