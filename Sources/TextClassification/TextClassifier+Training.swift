import FeatureExtraction
import LinearAlgebra
import TextAnalysis

extension TextClassifier {
    /// Trains a classifier on texts and the label of each.
    ///
    /// A network and linear support vector machines see the same n-grams; their scores are added in the shares that fit
    /// held-out texts best, which also makes the probabilities honest. Epochs, shares and the settings that give a choice
    /// are found on held-out texts (four folds of up to 12,000 texts, one tenth of more), then the classifier is trained
    /// anew on all. The same texts, labels and seed give the same bits for any number of
    /// threads. With one label only, the classifier always answers it, and the report says so.
    /// - Parameters:
    ///   - evidence: texts that are not of the kind to be labelled but speak for a label, as product titles for queries;
    ///     held-out texts decide how much they count. Those with labels of no text are left out.
    ///   - progress: is told what goes on, a line at a time.
    /// - Throws: ``TextClassifierError`` without texts, with another number of labels, or for settings out of range;
    ///   ``TextAnalysisError`` when ICU's data is missing.
    public static func train(
        texts: [String], labels: [String], evidence: (texts: [String], labels: [String]) = ([], []),
        settings: TextClassifierSettings = TextClassifierSettings(), progress: @Sendable (String) -> Void = { _ in }
    ) throws -> (classifier: TextClassifier, report: TextClassifierReport) {
        let (classifier, report, _) = try train(
            texts: texts, labels: labels, evidence: evidence, machines: .oneAgainstRest, settings: settings,
            progress: progress)
        return (classifier, report)
    }

    /// Texts that were held out: what a classifier that had not seen them said, `[texts][labels]`, and the number of each one's
    /// label. None where there were too few.
    struct HeldOut {
        var probabilities: [[Float]] = []
        var labels: [Int32] = []
    }

    /// As above, with a choice of linear machines, and with what held-out texts were taken for.
    static func train(
        texts: [String], labels: [String], evidence: (texts: [String], labels: [String]), machines: LabelMachines,
        settings: TextClassifierSettings, progress: @Sendable (String) -> Void
    ) throws -> (classifier: TextClassifier, report: TextClassifierReport, heldOut: HeldOut) {
        try settings.validate()
        guard texts.count == labels.count else {
            throw TextClassifierError.labelCount(texts: texts.count, labels: labels.count)
        }
        guard evidence.texts.count == evidence.labels.count else {
            throw TextClassifierError.labelCount(texts: evidence.texts.count, labels: evidence.labels.count)
        }
        guard !texts.isEmpty else { throw TextClassifierError.noTexts }
        let names = Set(labels).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let number = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
        let classes = labels.map { number[$0]! }
        var report = TextClassifierReport()
        report.textCount = texts.count
        report.labelCounts = names.indices.map { name in classes.count { $0 == Int32(name) } }
        guard names.count > 1 else {
            return (constant(names[0], settings: settings), report.noting(onlyLabel: names[0]), HeldOut())
        }
        let known = evidence.labels.indices.filter { number[evidence.labels[$0]] != nil }
        let allTexts = texts + known.map { evidence.texts[$0] }
        let allClasses = classes + known.map { number[evidence.labels[$0]]! }
        let tfidf = try TFIDFModel.fit(allTexts, settings: settings.features, threads: settings.threads)
            .pruned(to: columnLimit(settings, classes: names.count))
        report.columnCount = tfidf.columnCount
        progress("\(texts.count) texts, \(names.count) labels, \(tfidf.columnCount) n-grams")
        let training = TextTraining(
            matrix: try tfidf.transform(allTexts, threads: settings.threads), labels: allClasses,
            classes: names.count, textCount: texts.count, firstCharacterColumn: tfidf.firstCharacterColumn,
            machines: machines, settings: settings)
        let folds = TextFolds(texts, labels: classes, classes: names.count, isLarge: training.isLarge)
        let recipe = training.bestRecipe(on: folds, &report, progress)
        let (scales, network) = training.run(recipe)
        progress("trained \(report.epochs) epochs on all texts")
        let classifier = TextClassifier(
            labels: names, settings: settings, temperature: 1, tfidf: tfidf, scales: scales,
            network: network)
        let probabilities = recipe.heldOutLogits.map { Temperature.probabilities($0, temperature: 1) }
        let truth = probabilities.isEmpty ? [] : folds.heldOut.flatMap { $0.map { classes[$0] } }
        return (classifier, report, HeldOut(probabilities: probabilities, labels: truth))
    }

    // Many labels make wide columns; this bounds the whole table to 128 MiB.
    private static func columnLimit(_ settings: TextClassifierSettings, classes: Int) -> Int {
        let shape = TextNetworkShape(
            columns: 0, classes: classes, embedding: settings.embeddingSize, hidden: settings.hiddenSize)
        return min(settings.mostColumns, max(1, (32 << 20) / shape.width))
    }

    private static func constant(_ label: String, settings: TextClassifierSettings) -> TextClassifier {
        let shape = TextNetworkShape(
            columns: 0, classes: 1, embedding: settings.embeddingSize, hidden: settings.hiddenSize)
        return TextClassifier(
            labels: [label], settings: settings, temperature: 1,
            tfidf: TFIDFModel(settings: settings.features, documentCount: 0, buckets: [], idf: []), scales: [],
            network: TextNetwork(shape: shape, seed: settings.seed))
    }
}

extension TextClassifierReport {
    fileprivate func noting(onlyLabel label: String) -> TextClassifierReport {
        var report = self
        report.notes.append("all texts have the label \(label), so that is always the answer")
        return report
    }
}
