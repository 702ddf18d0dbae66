import BehaviorPrediction
import DataModel
import Evaluation
import Foundation
import NeuralNetworks
import Ranking
import Storage
import TextAnalysis
import TextClassification

/// Trains the parts of a bundle, one after the other, and writes it.
struct ShopTrainer {
    let shop: Shop
    let options: TrainingOptions
    let threads: Int
    /// Whether the new model waits beside the current one.
    let asChallenger: Bool
    let progress: @Sendable (String) -> Void

    /// - Returns: the new version.
    func train() throws -> String {
        guard let claim = try shop.store.claim(.training) else { throw ShopError.trainingRuns(shop: shop.name) }
        defer { claim.end() }
        let snapshot = try shop.store.snapshot()
        progress(
            "read \(snapshot.interactions.count) interactions, \(snapshot.products.count { $0 != nil }) products, "
                + "\(snapshot.reviews.count) reviews, \(snapshot.queries.count) queries")
        if let note = snapshot.noteOfDatesAhead { progress(note) }
        var files: [String: [UInt8]] = [:]
        var metrics: [EvaluationRow] = []
        var isWorseThanPopularity = false
        var told: [String] = []
        // What is trained anew, or could not be: figures of an earlier one are not its own.
        var renewed: Set<String> = options.parts.contains(.sentiment) ? ["stars"] : []
        // Sentiment first: what reviews make of an item is a feature of its ranking.
        var sentiment: TextClassifier?
        if options.parts.contains(.sentiment) {
            sentiment = try trainText(.sentiment, LabelledTexts.reviews(of: snapshot), &files, &metrics)
            try trainStars(StarredTexts(snapshot), &files, &metrics)
        }
        if options.parts.contains(.ranking), snapshot.interactions.count > 0 {
            let trained = try trainRanking(snapshot, sentiment)
            files.merge(trained.files) { $1 }
            metrics += trained.metrics
            isWorseThanPopularity = trained.isWorseThanPopularity
        }
        if options.parts.contains(.categories) {
            try trainText(.categories, LabelledTexts.queries(of: snapshot), &files, &metrics)
        }
        if options.parts.contains(.behavior) {
            let trained = try trainBehavior()
            files[ModelFile.name(of: .behavior)] = trained.file
            metrics += trained.metrics
            told = trained.told
            renewed.formUnion(trained.names)
        }
        guard !files.isEmpty else { throw ShopError.nothingToTrain(need) }
        var settings = options
        if let current = try currentManifest() {
            try takeOver(from: current, butFor: renewed, into: &files, &metrics)
            settings = options.keeping(current.settings)
        }
        let fingerprint = DataFingerprint.of(snapshot)
        let now = Timestamp(seconds: Date().timeIntervalSince1970)
        let manifest = BundleManifest(
            schemaVersion: BundleManifest.supportedSchemaVersion,
            version: Self.version(at: now, fingerprint), createdAt: now.iso8601, producer: BowerbirdVersion.text,
            seed: options.seed, settings: settings, dataFingerprint: fingerprint, icuVersion: ICUVersion.icu,
            unicodeVersion: ICUVersion.unicode, metrics: metrics,
            files: files.mapValues { FileDigest(sha256: "", bytes: $0.count) })
        files[ModelFile.card] = Array(
            ModelCard(manifest: manifest, snapshot: snapshot, behavior: told).markdown.utf8)
        let written = try shop.bundles.write(manifest, files: files)
        if isWorseThanPopularity {
            throw ShopError.guardFailed(
                version: written.version,
                reason: "on held-out users its lists were worse than plain popularity; "
                    + "check the data (`bowerbird evaluate ranking`) before using it")
        }
        let kept = try shop.modelsInExperiments()
        if asChallenger, shop.bundles.currentVersion() != nil {
            try shop.bundles.setChallenger(written.version, keeping: kept)
        } else {
            try shop.bundles.makeCurrent(written.version, keeping: kept)
        }
        return written.version
    }

    private var need: String {
        let needs: [ModelPart: String] = [
            .ranking: "interactions", .sentiment: "reviews with stars or labels",
            .categories: "search queries with categories",
            .behavior: "interactions with timestamps over two months or more, or sessions with an outcome",
        ]
        return "import " + options.parts.compactMap { needs[$0] }.joined(separator: ", or ") + " first"
    }

    private func trainRanking(
        _ snapshot: Snapshot, _ sentiment: TextClassifier?
    ) throws -> (files: [String: [UInt8]], metrics: [EvaluationRow], isWorseThanPopularity: Bool) {
        let settings = RankingSettings(preset: options.preset, seed: options.seed, threads: threads)
        let encoder = try ContentEncoder.fit(snapshot.products, threads: threads)
        let facts = ItemFacts(snapshot.products, snapshot.reviews, snapshot.items) { review in
            sentiment?.opinion(of: review)
        }
        let data = try RankingInput.data(snapshot, encoder, facts, threads: threads)
        let (model, report) = try RankingModel.train(on: data, settings: settings) { progress("ranking: " + $0) }
        let bootstrap = Bootstrap(seed: options.seed, threads: threads)
        // A retriever without a single hit had nothing to work with, as the text retriever without texts.
        let metrics = report.heldOut.filter { entry in entry.ndcg.contains { $0 > 0 } }.map { entry in
            EvaluationRow(
                model: entry.name, metric: "NDCG@10",
                estimate: bootstrap.means(of: entry.ndcg.map { [$0] }, columns: 1)[0])
        }
        // Below 200 held-out users the difference is mostly chance.
        let ranker = report.heldOut.first { $0.name == "ranker" }?.ndcg ?? []
        let popularity = report.heldOut.first { $0.name == "popularity" }?.ndcg ?? []
        let isWorse = ranker.count >= 200 && bootstrap.difference(ranker, popularity).high < 0
        let files = [
            ModelFile.ranking: Safetensors.encode(model.tensors(), metadata: try model.metadata()),
            ModelFile.items: try ItemList.encode(snapshot.items.identifiers),
            ModelFile.content: try encoder.encode(),
            ModelFile.segments: try SegmentFile.encode(
                UserSegments(data.histories, snapshot.userProfiles, timeIsOrdinal: data.timeIsOrdinal)),
        ]
        return (files, metrics, isWorse)
    }

    // No file where no kind of behaviour has data enough.
    private func trainBehavior() throws -> (
        file: [UInt8]?, metrics: [EvaluationRow], told: [String], names: [String]
    ) {
        let snapshot = try shop.store.snapshot(detailed: true)
        let hasTimes = snapshot.interactions.count > 0 && !snapshot.timeIsOrdinal
        let log = hasTimes ? try ActivityLog(snapshot) : nil
        let (models, attempts) = BehaviorModels.train(
            on: log, asOf: log?.span.upperBound ?? 0, sessions: snapshot.sessions,
            search: options.settingsSearch, privacy: options.privacy, seed: options.seed, threads: threads
        ) { progress("behavior: " + $0.sentence) }
        let bootstrap = Bootstrap(draws: 200, seed: options.seed, threads: threads)
        let metrics = attempts.compactMap { entry -> EvaluationRow? in
            guard let trial = entry.trial else { return nil }
            let judged = BinaryMetrics(probabilities: trial.scores, outcomes: trial.outcomes)
            return EvaluationRow(
                model: entry.name, metric: "AUC",
                estimate: bootstrap.statistic(count: judged.count) { judged.areaUnderCurve($0) })
        }
        return (
            models.isEmpty ? nil : try models.encoded(), metrics, attempts.map(\.sentence), attempts.map(\.name)
        )
    }

    @discardableResult
    private func trainText(
        _ part: ModelPart, _ rows: LabelledTexts, _ files: inout [String: [UInt8]], _ metrics: inout [EvaluationRow]
    ) throws -> TextClassifier? {
        guard !rows.texts.isEmpty else { return nil }
        let (classifier, report) = try TextClassifier.train(
            texts: rows.texts, labels: rows.labels, evidence: rows.evidence,
            settings: TextTask.settings(haveHeadlines: rows.haveHeadlines, seed: options.seed, threads: threads)
        ) { progress("\(part.rawValue): " + $0) }
        for note in report.notes { progress("\(part.rawValue): \(note)") }
        files[ModelFile.name(of: part)] = try TextTask.encode(classifier)
        if report.heldOutCount > 0 {
            metrics.append(
                EvaluationRow(
                    model: part.rawValue, metric: "accuracy",
                    estimate: Estimate(share: report.heldOutAccuracy, count: report.heldOutCount)))
        }
        return classifier
    }

    // No file where there are too few reviews with stars.
    private func trainStars(
        _ rows: StarredTexts, _ files: inout [String: [UInt8]], _ metrics: inout [EvaluationRow]
    ) throws {
        guard rows.areEnough else { return }
        let (classifier, errors) = try StarClassifier.train(
            texts: rows.texts, stars: rows.stars,
            settings: TextTask.settings(haveHeadlines: rows.haveHeadlines, seed: options.seed, threads: threads)
        ) { progress("stars: " + $0) }
        files[ModelFile.stars] = try TextTask.encode(classifier)
        guard !errors.isEmpty else { return }
        let bootstrap = Bootstrap(seed: options.seed, threads: threads)
        metrics.append(
            EvaluationRow(
                model: "stars", metric: "MAE in stars",
                estimate: bootstrap.means(of: errors.map { [Double($0)] }, columns: 1)[0]))
    }

    // The bundle from which parts are taken that were not asked for; `nil` where there is none or everything is.
    private func currentManifest() throws -> BundleManifest? {
        guard Set(options.parts) != Set(ModelPart.allCases), let version = shop.bundles.currentVersion() else {
            return nil
        }
        return try shop.bundles.manifest(of: version)
    }

    // Byte for byte.
    private func takeOver(
        from manifest: BundleManifest, butFor renewed: Set<String>, into files: inout [String: [UInt8]],
        _ metrics: inout [EvaluationRow]
    ) throws {
        // Stars go with sentiment: those of an older one are not taken over beside a new one. Where behaviour was to be private,
        // nothing stands in for it that is not.
        let isStale = { name in
            name == ModelFile.stars && options.parts.contains(.sentiment)
                || name == ModelFile.name(of: .behavior) && options.privacy != nil
        }
        for name in manifest.files.keys where files[name] == nil && !isStale(name) {
            files[name] = try shop.bundles.read(name, of: manifest)
        }
        let fresh = renewed.union(metrics.map(\.model))
        metrics += manifest.metrics.filter { !fresh.contains($0.model) }
    }

    private static func version(at now: Timestamp, _ fingerprint: String) -> String {
        let digits = now.iso8601.filter { $0.isNumber || $0 == "T" }
        let milliseconds = String(1000 + now.milliseconds % 1000).dropFirst()
        return "\(digits)\(milliseconds)-\(fingerprint.prefix(8))"
    }
}
