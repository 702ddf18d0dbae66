extension MetricDefinition {
    /// Metrics of predicted behaviour.
    static let ofBehavior: [MetricDefinition] = [
        MetricDefinition(
            name: "PR-AUC",
            definition:
                "Average precision: the precision at each threshold, weighted by the recall that is gained there.",
            reading: "Like AUC, but about finding the rare outcome; guessing gives the share in which it comes."),
        MetricDefinition(
            name: "Brier", definition: "Mean of (probability − outcome)², the outcome being 1 or 0.",
            reading: "Order and calibration in one number; lower is better."),
        MetricDefinition(
            name: "precision",
            definition: "Of the rows with a probability of at least 0.5, the share with the outcome.",
            reading: "How far a yes can be trusted."),
        MetricDefinition(
            name: "recall", definition: "Of the rows with the outcome, the share with a probability of at least 0.5.",
            reading: "How many of those that matter are found."),
        MetricDefinition(
            name: "F1", definition: "The harmonic mean of precision and recall.",
            reading: "Low when either is low; the threshold of 0.5 is seldom the best one for a rare outcome."),
        MetricDefinition(
            name: "MAE", definition: "Mean of |median − truth|, in the unit of the amount.",
            reading: "How far off the middle of the prediction is; lower is better."),
        MetricDefinition(
            name: "RMSLE", definition: "Root of the mean of (ln(1 + median) − ln(1 + truth))².",
            reading: "How far off it is by factors: small and large amounts count alike; lower is better."),
        MetricDefinition(
            name: "R²", definition: "1 − the squared errors of the mean over those of always saying the average.",
            reading: "0 is no better than the average, 1 is perfect; a few very large amounts decide it."),
        MetricDefinition(
            name: "Spearman", definition: "The correlation of the ranks of the predicted mean and of the truth.",
            reading: "Whether the order is right: 1 is perfect, 0 is chance."),
        MetricDefinition(
            name: "coverage of 80 %", definition: "The share of true amounts between the 10 % and the 90 % quantile.",
            reading: "Should be near 0.8; more where many amounts are 0, as both ends of a range count as inside."),
        MetricDefinition(
            name: "MAE in days", definition: "Mean of |median − truth| in days, both cut off at the horizon.",
            reading: "How far off the day of the next order is; lower is better."),
        MetricDefinition(
            name: "log-likelihood",
            definition:
                "Mean of the logarithm of the probability given to the day on which the order came, or to none.",
            reading: "Judges the whole distribution; nearer to 0 is better."),
        MetricDefinition(
            name: "concordance",
            definition:
                "Of the pairs of customers of whom one bought first, the share that is predicted in that order.",
            reading: "0.5 is guessing, 1 is perfect order."),
        MetricDefinition(
            name: "WAPE", definition: "All absolute errors of the median over all units that were sold.",
            reading: "The share of sales that the forecast misses or adds; lower is better."),
        MetricDefinition(
            name: "MAE in units", definition: "Mean of |median − truth| over items and weeks.",
            reading: "How many units a forecast is off; lower is better."),
        MetricDefinition(
            name: "MAE in stars", definition: "Mean of |median − truth| in stars.", reading: "Lower is better."),
        MetricDefinition(
            name: "RMSE in stars", definition: "Root of the mean of (mean − truth)².",
            reading: "As above, large errors counting more; lower is better."),
    ]
}
