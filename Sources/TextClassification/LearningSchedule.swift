/// How fast and how long a ``TextNetwork`` learns. The rates were chosen by cross-validation on public review and query
/// sets.
struct LearningSchedule: Sendable, Equatable {
    /// Visits of every row, at most; all rates fall linearly to 0 over them.
    var epochs = 12
    /// Rows between two updates.
    var rowsPerBatch = 16
    /// AdaGrad's rate for W, and where W's sums of squared slopes start: the higher the start, the more a weight's first
    /// steps follow its evidence.
    var linearRate: Float = 1
    /// AdaGrad's rate for E.
    var deepRate: Float = 0.02
    /// AdaGrad's rate for H, c, V and b.
    var denseRate: Float = 0.01
    /// Where E's sums of squared slopes start.
    var deepAccumulator: Float = 0.1
    /// Where the sums of squared slopes of H, c, V and b start.
    var denseAccumulator: Float = 0.01
    /// The share of hidden units switched off in each step.
    var dropout: Float = 0.5
}
