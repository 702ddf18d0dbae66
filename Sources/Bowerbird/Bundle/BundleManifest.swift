public import BehaviorPrediction

/// What a model bundle says about itself: where it comes from, how good it is, and what its files must look like.
public struct BundleManifest: Codable, Sendable, Equatable {
    /// The newest layout of bundles that this program reads and the one that it writes.
    public static let supportedSchemaVersion = 1

    /// Layout of the bundle.
    public var schemaVersion: Int
    /// The bundle's name, which is also its folder's: when it was trained and the start of its data fingerprint.
    public var version: String
    /// When it was trained, ISO 8601 in UTC.
    public var createdAt: String
    /// The program that wrote it.
    public var producer: String
    /// Where every random choice of its training started.
    public var seed: UInt64
    /// The settings it was trained with.
    public var settings: TrainingOptions
    /// A fingerprint of the data it was trained on.
    public var dataFingerprint: String
    /// Version of the ICU that segmented the text.
    public var icuVersion: String
    /// Version of Unicode that this ICU follows.
    public var unicodeVersion: String
    /// Held-out metrics, measured before the final fit on everything.
    public var metrics: [EvaluationRow]
    /// SHA-256 and size of every other file of the bundle, by name.
    public var files: [String: FileDigest]

    /// The budget that its models of behaviour keep to; `nil` where there are none, or where they keep to none.
    public var privacyBudget: PrivacyBudget? {
        files[ModelFile.name(of: .behavior)] == nil ? nil : settings.privacy
    }

    enum CodingKeys: String, CodingKey {
        case schemaVersion = "schema_version"
        case version
        case createdAt = "created_at"
        case producer
        case seed
        case settings
        case dataFingerprint = "data_fingerprint"
        case icuVersion = "icu_version"
        case unicodeVersion = "unicode_version"
        case metrics
        case files
    }
}

/// What one file of a bundle must look like.
public struct FileDigest: Codable, Sendable, Equatable {
    /// SHA-256 (FIPS 180-4) of its bytes, in lower-case hexadecimal.
    public let sha256: String
    /// Its size in bytes.
    public let bytes: Int
}
