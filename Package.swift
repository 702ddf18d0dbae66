// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "bowerbird",
    products: [],
    dependencies: [],
    targets: [
        // Layer 0: system libraries, each behind a few C functions of ours.
        .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icudata")]),

        // Layer 1: values and kernels.
        .target(name: "DataModel", swiftSettings: settings),
        .target(name: "LinearAlgebra", swiftSettings: settings),

        // Layer 2: what reads, stores, measures.
        .target(name: "Evaluation", dependencies: ["DataModel", "LinearAlgebra"], swiftSettings: settings),
        .target(name: "TextAnalysis", dependencies: ["CICU"], swiftSettings: settings),

        // Layer 3: text and behaviour as numbers.
        .target(
            name: "FeatureExtraction", dependencies: ["LinearAlgebra", "TextAnalysis"], swiftSettings: settings),

        // Tests, one target a room.
        .testTarget(name: "DataModelTests", dependencies: ["DataModel"], swiftSettings: settings),
        .testTarget(
            name: "EvaluationTests", dependencies: ["DataModel", "Evaluation", "LinearAlgebra"], swiftSettings: settings
        ),
        .testTarget(
            name: "FeatureExtractionTests", dependencies: ["FeatureExtraction", "LinearAlgebra", "TextAnalysis"],
            swiftSettings: settings),
        .testTarget(name: "LinearAlgebraTests", dependencies: ["LinearAlgebra"], swiftSettings: settings),
        .testTarget(
            name: "TextAnalysisTests", dependencies: ["LinearAlgebra", "TextAnalysis"], swiftSettings: settings),
    ]
)
