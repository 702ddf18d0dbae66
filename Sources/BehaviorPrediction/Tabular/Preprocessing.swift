/// How a table is made ready for a network: what stands for a missing value, on which scale numbers are read, and where
/// outliers are cut off.
///
/// Whatever stands for a missing value, a flag beside it says that it was missing.
public struct Preprocessing: Sendable, Equatable, Codable {
    /// What stands for a missing value.
    public enum MissingValues: Sendable, Equatable, Codable {
        /// Rows with a missing value are not learned from; in predictions the mean stands for it.
        case drop
        case mean
        case median
        case mostFrequent
        case constant(Float)
        /// The mean over the so many rows that are most alike in what both know (Troyanskaya et al., Bioinformatics 2001).
        case nearest(Int)
    }

    /// On which scale a column is read.
    public enum Scaling: String, Sendable, Equatable, Codable, CaseIterable {
        /// Mean 0, standard deviation 1.
        case standard
        /// Median 0, distance between the quartiles 1: outliers do not stretch it.
        case robust
        /// Its rank among the rows of the training, from −√3 to √3, so that it has deviation 1.
        case quantile
    }

    /// What stands for a missing value.
    public var missing = MissingValues.mean
    /// On which scale a column is read.
    public var scaling = Scaling.standard
    /// The share of values at either end that are outliers and are taken for the value at its border, in [0, 0.5).
    public var outliers: Float = 0

    /// Means, standardised, nothing cut off but what lies outside the training.
    public init() {}
}
