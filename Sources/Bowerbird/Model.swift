public import BehaviorPrediction
import DataModel
import Foundation
import NeuralNetworks
import Ranking
import Storage
import TextAnalysis
import TextClassification

/// A trained bundle, ready to answer. It never changes; a shop that is trained again gets a new one.
public struct Model: Sendable {
    /// What the bundle says about itself.
    public let manifest: BundleManifest
    let store: any Store
    let ranking: RankingModel?
    let items: IdentifierIndex
    /// `nil` in bundles written before there was one.
    let contentEncoder: ContentEncoder?
    /// `nil` in bundles written before there were any.
    let segments: UserSegments?
    let serving = ServingCache()
    let sentimentClassifier: TextClassifier?
    /// `nil` where too few reviews have stars, and in bundles written before there was one.
    let starClassifier: StarClassifier?
    let categoryClassifier: TextClassifier?
    private let nearestQueries = NearestQueries()
    /// What users will do; `nil` where the data was not enough.
    public let behavior: BehaviorModels?

    /// How many of a user's newest interactions are read to make a list.
    static let historyLimit = 500

    /// Loads a bundle and checks every byte of it.
    /// - Throws: ``BundleError`` when it is missing, damaged or from a newer program.
    init(version: String, bundles: BundleFolder, store: any Store) throws {
        let manifest = try bundles.manifest(of: version)
        self.manifest = manifest
        self.store = store
        func load<Part>(_ file: String, _ decode: ([UInt8]) throws -> Part) throws -> Part? {
            guard manifest.files[file] != nil else { return nil }
            let bytes = try bundles.read(file, of: manifest)
            do { return try decode(bytes) } catch let error as BundleError { throw error } catch {
                throw BundleError.damaged(
                    bundle: bundles.url.appending(path: version).path, file: file, reason: "\(error)")
            }
        }
        ranking = try load(ModelFile.ranking) { bytes in
            let (tensors, metadata) = try Safetensors.decode(bytes)
            return try RankingModel(tensors: tensors, metadata: metadata)
        }
        items = IdentifierIndex(try load(ModelFile.items, ItemList.decode) ?? [])
        segments = try load(ModelFile.segments, SegmentFile.decode)
        contentEncoder = try load(ModelFile.content, ContentEncoder.decode)
        sentimentClassifier = try load(ModelFile.name(of: .sentiment), TextTask.decode)
        let stars = try load(ModelFile.stars, TextTask.decodeStars)
        starClassifier = sentimentClassifier.map { stars?.sharingColumns(of: $0) } ?? stars
        categoryClassifier = try load(ModelFile.name(of: .categories), TextTask.decode)
        behavior = try load(ModelFile.name(of: .behavior), BehaviorModels.init(decoding:))
        if let ranking, ranking.itemCount != items.count {
            throw BundleError.damaged(
                bundle: bundles.url.appending(path: version).path, file: ModelFile.items,
                reason: "\(items.count) items for a model of \(ranking.itemCount)")
        }
    }

    /// Which parts were trained.
    public var parts: [ModelPart] {
        ModelPart.allCases.filter { part in
            switch part {
            case .ranking: ranking != nil
            case .sentiment: sentimentClassifier != nil
            case .categories: categoryClassifier != nil
            case .behavior: behavior != nil
            }
        }
    }

    /// The polarity of a review, and its stars where the shop's reviews have some.
    /// - Throws: ``BundleError/partNotTrained(part:need:)``.
    public func sentiment(of text: String, explained: Bool = false) throws -> TextPrediction {
        guard let classifier = sentimentClassifier else {
            throw BundleError.partNotTrained(part: "sentiment", need: "reviews with stars or labels")
        }
        guard let starClassifier else { return Self.prediction(classifier, text, explained: explained) }
        let (stars, polarity) = starClassifier.predict([text], with: classifier)
        var prediction = Self.prediction(classifier, text, probabilities: polarity[0], explained: explained)
        prediction.stars = stars[0]
        return prediction
    }

    /// The categories a search query may belong to.
    /// - Throws: ``BundleError/partNotTrained(part:need:)``.
    public func categories(of query: String, explained: Bool = false) throws -> TextPrediction {
        guard let classifier = categoryClassifier else {
            throw BundleError.partNotTrained(part: "categories", need: "search queries with categories")
        }
        return Self.prediction(classifier, query, explained: explained)
    }

    /// Queries of the shop's data that are most like one, with their categories, nearest first: what the model of categories
    /// has learned from. They are what people typed, and are not for everybody.
    /// - Throws: ``BundleError/partNotTrained(part:need:)``; `StorageError`.
    public func nearestQueries(to query: String, count: Int = 5) throws -> [NearestQuery] {
        guard let classifier = categoryClassifier else {
            throw BundleError.partNotTrained(part: "categories", need: "search queries with categories")
        }
        return try nearestQueries.nearest(to: query, count: count, classifier, store)
    }

    private static func prediction(
        _ classifier: TextClassifier, _ text: String, probabilities: [Float]? = nil, explained: Bool
    ) -> TextPrediction {
        let probabilities = probabilities ?? classifier.predict([text])[0]
        let order = probabilities.indices.sorted { (probabilities[$0], $1) > (probabilities[$1], $0) }
        let explanation = explained ? classifier.explain(text, label: order[0]) : nil
        return TextPrediction(
            probabilities: order.map { LabelProbability(label: classifier.labels[$0], probability: probabilities[$0]) },
            language: LanguageGuess.of(text),
            explanation: explanation, changes: explanation.map { classifier.changes(of: text, $0) } ?? [])
    }
}
