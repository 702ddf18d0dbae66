/// What a metric is and how to read it, in plain words.
struct MetricDefinition: Sendable {
    /// Its name, with K for the length of the list.
    let name: String
    /// How it is computed.
    let definition: String
    /// One sentence on how to read it.
    let reading: String

    /// The definition of a metric by its full name; slices and cutoffs share one.
    static func of(_ metric: String) -> MetricDefinition? {
        let base = metric.split(separator: "[", maxSplits: 1)[0].split(separator: " ", omittingEmptySubsequences: true)
            .joined(separator: " ")
        if metric.contains("[") { return slice }
        if metric.hasPrefix(lossPrefix) { return loss }
        if metric.hasPrefix("wQL ") { return weightedQuantileLoss }
        if metric.hasPrefix("pinball ") { return pinball }
        let parts = base.split(separator: "@")
        let name = parts.count == 2 ? parts[0] + "@K" + parts[1].drop(while: \.isNumber) : base
        return all.first { $0.name == name }
    }

    private static let slice = MetricDefinition(
        name: "NDCG@10 [slice]",
        definition:
            "NDCG@10 over one part of the test: users with so many items in training (history), or the test items "
            + "that so many users have in training (item count).",
        reading: "Shows for whom, and for which items, lists are good; parts with few users have wide intervals.")

    /// How metrics of what a model looks at begin.
    static let lossPrefix = "AUC lost without "

    private static let loss = MetricDefinition(
        name: lossPrefix + "…",
        definition: "By how much the AUC falls when the values of an input, or of several that say much the same, are "
            + "dealt anew among the rows.",
        reading: "What the model looks at. Inputs that say the same share it, so the families of inputs say more than "
            + "any one of them.")

    private static let weightedQuantileLoss = MetricDefinition(
        name: "wQL",
        definition: "Twice the pinball loss of the quantile, summed and divided by all units that were sold.",
        reading: "How far off the lower or upper end of the range is; lower is better.")

    private static let pinball = MetricDefinition(
        name: "pinball",
        definition:
            "Mean of q·(truth − quantile) where the truth is above, (1 − q)·(quantile − truth) where it is below.",
        reading: "How far off the lower or upper end of the range is; lower is better.")

    private static let all: [MetricDefinition] = general + ofBehavior

    private static let general: [MetricDefinition] = [
        MetricDefinition(
            name: "HR@K", definition: "1 for a user with a held-out item among the first K, else 0; mean over users.",
            reading: "The share of users who would have found something they went on to take."),
        MetricDefinition(
            name: "Recall@K",
            definition: "The share of a user's held-out items that are among the first K; mean over users.",
            reading: "How much of what users took was in their lists."),
        MetricDefinition(
            name: "NDCG@K",
            definition: "Each held-out item at place p ≤ K gains 1/log₂(p + 1); the sum is divided by that of the best "
                + "possible list; mean over users.",
            reading: "Like recall, but a hit at the top counts more than one further down; 1 is a perfect list."),
        MetricDefinition(
            name: "NDCG@K difference",
            definition: "NDCG@10 of the first model less that of the other, user by user; mean.",
            reading:
                "Above zero the first model is better; an interval that holds zero says that chance may explain it."),
        MetricDefinition(
            name: "MRR@K", definition: "1/p for the place p ≤ K of the first hit, 0 without one; mean over users.",
            reading: "Where the first good item stands: 0.5 is second place on average."),
        MetricDefinition(
            name: "coverage@K",
            definition: "The share of rankable items that are among the first K of at least one list.",
            reading: "Low values mean that most of the catalogue is never shown."),
        MetricDefinition(
            name: "Gini@K",
            definition: "The Gini coefficient of how often each rankable item is among the first K.",
            reading: "0 when all items are shown equally often, near 1 when everyone sees the same few."),
        MetricDefinition(
            name: "novelty@K",
            definition: "Mean over the first K of −log₂ of the share of training users who have the item, in bits.",
            reading: "Higher means less known items; each bit halves the share of users who have them."),
        MetricDefinition(
            name: "diversity@K",
            definition:
                "1 less the mean cosine of all pairs among the first K, by brand, categories and attributes, or by "
                + "words when there are none of these.",
            reading: "0 when all items of a list are alike, 1 when no two share anything."),
        MetricDefinition(
            name: "full lists@K", definition: "The share of users whose list has K items.",
            reading: "Below 1, some users get shorter lists than were asked for."),
        MetricDefinition(
            name: "cold-item recall@K",
            definition:
                "The share of a user's held-out items without any training event that are among the first K, when "
                + "such items may be listed; models that cannot rank them have 0.",
            reading: "How well new items are found before anyone has had them."),
        MetricDefinition(
            name: "ECE (first item)",
            definition:
                "An isotonic regression turns the score of a list's first item into the probability that the user "
                + "takes it, fitted on half of the users; the mean gap to what happened on the other half, in 15 bins of "
                + "equal size.",
            reading:
                "How far the probability of the first item is off; 0 is perfect. The interval tends to lie high, as "
                + "chance always adds to a gap."),
        MetricDefinition(
            name: "accuracy", definition: "The share of rows whose most probable label is the true one.",
            reading: "Compare with the most frequent label, which needs no model."),
        MetricDefinition(
            name: "precision (macro)",
            definition: "Of the texts given a label, the share that truly have it; plain mean over labels.",
            reading: "How far a label can be trusted when it is given, rare labels counting as much as frequent ones."),
        MetricDefinition(
            name: "recall (macro)",
            definition: "Of the texts that truly have a label, the share that are given it; plain mean over labels.",
            reading: "How much of each label is found, rare labels counting as much as frequent ones."),
        MetricDefinition(
            name: "macro-F1", definition: "2TP/(2TP + FP + FN) of each label; plain mean over labels.",
            reading: "Precision and recall in one number; low when rare labels are missed."),
        MetricDefinition(
            name: "AUC",
            definition:
                "The chance that a row with a label gets a higher probability for it than a row without; ties count half; "
                + "mean over labels.",
            reading: "0.5 is guessing, 1 is perfect order, whatever threshold is used."),
        MetricDefinition(
            name: "log-loss", definition: "Mean of −ln of the probability given to the true label, in nats.",
            reading: "Lower is better; being sure and wrong costs most."),
        MetricDefinition(
            name: "ECE",
            definition:
                "Rows by the probability of their label, in 15 bins of equal size for texts and ten of equal width "
                + "for behaviour; the mean gap between that probability and the share that is right.",
            reading: "How far probabilities are off; 0 is perfect."),
        MetricDefinition(
            name: "quadratic kappa",
            definition:
                "1 − the mean squared difference of predicted and true stars over what it would be if either were shuffled "
                + "(Cohen's kappa with quadratic weights).",
            reading:
                "How far predicted stars agree with people's beyond chance: 1 is perfect, 0 is always the same stars."),
        MetricDefinition(
            name: "top-3 accuracy", definition: "The share of texts whose true label is among the three most probable.",
            reading: "How often the right label is in a short list."),
    ]
}
