public import NeuralNetworks

/// Tells how many stars the writer of a text gives: a distribution over the levels that reviews have.
///
/// It is a ``TextClassifier`` of the levels whose linear machines know their order (``LabelMachines/steps``).
public struct StarClassifier: Sendable, Equatable {
    /// The levels, lowest first.
    public let levels: [Float]
    let classifier: TextClassifier
    let rounding: StarRounding

    /// With fewer starred texts than this, a classifier of stars says little.
    public static let fewestTexts = 200

    private init(levels: [Float], classifier: TextClassifier, rounding: StarRounding) {
        self.levels = levels
        self.classifier = classifier
        self.rounding = rounding
    }

    /// Trains a classifier on texts and the stars of each, at least 0 and below 9.5. Levels are whole stars, and halves where
    /// at least one rating in a hundred is one. The same texts, stars and seed give the same bits.
    /// - Parameter progress: is told what goes on, a line at a time.
    /// - Returns: the classifier, and |median − truth| of each text that was held out while it was tuned: none where there were
    ///   too few.
    /// - Throws: as ``TextClassifier/train(texts:labels:evidence:settings:progress:)``.
    public static func train(
        texts: [String], stars: [Double], settings: TextClassifierSettings = TextClassifierSettings(),
        progress: @Sendable (String) -> Void = { _ in }
    ) throws -> (classifier: StarClassifier, heldOutErrors: [Float]) {
        let (classifier, _, heldOut) = try TextClassifier.train(
            texts: texts, labels: StarLevels.labels(of: stars), evidence: ([], []), machines: .steps,
            settings: settings, progress: progress)
        let levels = try Self.levels(of: classifier)
        let rounding = StarRounding.fit(heldOut.probabilities, levels: levels)
        let errors = zip(heldOut.probabilities, heldOut.labels).map { probabilities, label in
            let prediction = StarPrediction(levels: levels, probabilities: probabilities, rounding: rounding)
            return abs(prediction.median - levels[Int(label)])
        }
        return (StarClassifier(levels: levels, classifier: classifier, rounding: rounding), errors)
    }

    /// The stars of each text. A text without a known n-gram gets a distribution near the shares in training.
    public func predict(_ texts: [String], threads: Int = 1) -> [StarPrediction] {
        classifier.predict(texts, threads: threads).map {
            StarPrediction(levels: levels, probabilities: $0, rounding: rounding)
        }
    }

    /// The stars of each text, and what `polarity` says of it: in one pass over the n-grams where both have the same columns,
    /// which they have when they were trained on the same texts and ``sharingColumns(of:)`` was asked once.
    public func predict(
        _ texts: [String], with polarity: TextClassifier, threads: Int = 1
    ) -> (stars: [StarPrediction], polarity: [[Float]]) {
        guard classifier.tfidf == polarity.tfidf else {
            return (predict(texts, threads: threads), polarity.predict(texts, threads: threads))
        }
        let (own, others) = classifier.predict(texts, with: polarity, threads: threads)
        let stars = own.map { StarPrediction(levels: levels, probabilities: $0, rounding: rounding) }
        return (stars, others)
    }

    /// This classifier with the columns of `polarity` in place of its own if they are equal.
    public func sharingColumns(of polarity: TextClassifier) -> StarClassifier {
        StarClassifier(levels: levels, classifier: classifier.sharingColumns(of: polarity), rounding: rounding)
    }

    /// What a file needs besides ``tensors()``.
    public var metadata: TextClassifierMetadata { classifier.metadata }

    /// All numbers of the classifier; with ``metadata`` they restore it bit by bit.
    public func tensors() -> [NamedTensor] {
        classifier.tensors() + [
            NamedTensor(name: Self.roundingName, shape: [2], [rounding.center, rounding.shrinkage])
        ]
    }

    /// The classifier that ``tensors()`` and ``metadata`` were taken from.
    /// - Throws: as ``TextClassifier/init(tensors:metadata:)``, and ``TextClassifierError/badTensor(name:reason:)`` when the
    ///   labels are no rising levels.
    public init(tensors: [String: NamedTensor], metadata: TextClassifierMetadata) throws {
        let classifier = try TextClassifier(tensors: tensors, metadata: metadata)
        guard let tensor = tensors[Self.roundingName], case .float32(let values) = tensor.data, values.count == 2,
            values[0].isFinite, values[1] > 0, values[1] <= 1
        else { throw TextClassifierError.badTensor(name: Self.roundingName, reason: "is not a centre and a shrinkage") }
        self.init(
            levels: try Self.levels(of: classifier), classifier: classifier,
            rounding: StarRounding(center: values[0], shrinkage: values[1]))
    }

    private static let roundingName = "stars.rounding"

    // Labels are sorted as text, which is the order of the numbers as long as they have one digit before the point.
    private static func levels(of classifier: TextClassifier) throws(TextClassifierError) -> [Float] {
        let levels = classifier.labels.compactMap(StarLevels.level)
        guard levels.count == classifier.labels.count, zip(levels, levels.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw .badTensor(name: "output.bias", reason: "has labels that are no rising numbers of stars")
        }
        return levels
    }
}
