/// Where on a page something was found.
public enum Source: String, Sendable, CaseIterable {
    /// `<script type="application/ld+json">`
    case jsonLD = "json-ld"
    /// `itemscope` and `itemprop`
    case microdata
    /// `typeof` and `property`
    case rdfa
    /// `<meta property="og:…">`, `product:…`, `twitter:…`, Dublin Core
    case openGraph = "open-graph"
    /// State in a script
    case script
    /// What people see
    case html
    /// `<meta name="description">`
    case meta
    /// The page's address
    case url
    /// The file's name
    case fileName = "file-name"

    /// How far this source is trusted when nothing else speaks for or against it, [0, 1].
    var trust: Double {
        switch self {
        case .jsonLD: 0.9
        case .microdata: 0.85
        case .rdfa: 0.8
        case .openGraph: 0.75
        case .script: 0.65
        case .html: 0.6
        case .meta, .url: 0.4
        case .fileName: 0.2
        }
    }
}

/// What one source says of one field.
public struct PageEvidence: Sendable, Equatable {
    /// The field's name in the output of `extract`.
    public let field: String
    /// What was found.
    public let value: String
    /// Where.
    public let source: Source
    /// How sure this source alone is, [0, 1].
    public let confidence: Double
    /// Whether this value was taken.
    public let isTaken: Bool
}
