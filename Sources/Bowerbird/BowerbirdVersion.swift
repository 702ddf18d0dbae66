/// Which program this is.
public enum BowerbirdVersion {
    /// The version by Semantic Versioning.
    public static let number = "0.1.0"
    /// The program and its version, as written into bundles.
    public static let text = "bowerbird " + number
}
