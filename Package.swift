// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "bowerbird",
    products: [
        .library(name: "Bowerbird", targets: ["Bowerbird"]),
        .library(name: "TextAnalysis", targets: ["TextAnalysis"]),
        .library(name: "FeatureExtraction", targets: ["FeatureExtraction"]),
        .library(name: "NeuralNetworks", targets: ["NeuralNetworks"]),
        .library(name: "LinearAlgebra", targets: ["LinearAlgebra"]),
        .library(name: "ProductPages", targets: ["ProductPages"]),
        .library(name: "BowerbirdClient", targets: ["BowerbirdClient"]),
        .executable(name: "bowerbird", targets: ["BowerbirdCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Layer 0: system libraries, each behind a few C functions of ours.
        .target(
            name: "CICU",
            linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc"), .linkedLibrary("icudata")]),
        .target(name: "COneDNN", linkerSettings: [.linkedLibrary("dnnl")]),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // Layer 1: values and kernels.
        .target(name: "DataModel", swiftSettings: settings),
        .target(name: "LinearAlgebra", dependencies: ["COneDNN"], swiftSettings: settings),
        .target(name: "Plots", swiftSettings: settings),

        // Layer 2: what reads, stores, measures.
        .target(name: "DataImport", dependencies: ["CZlib", "DataModel"], swiftSettings: settings),
        .target(name: "Evaluation", dependencies: ["DataModel", "LinearAlgebra"], swiftSettings: settings),
        .target(
            name: "Storage",
            dependencies: ["CPostgreSQL", "DataModel", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: settings),
        .target(name: "TextAnalysis", dependencies: ["CICU"], swiftSettings: settings),

        // Layer 3: text and behaviour as numbers.
        .target(
            name: "FeatureExtraction", dependencies: ["LinearAlgebra", "TextAnalysis"], swiftSettings: settings),
        .target(name: "Retrieval", dependencies: ["DataModel", "LinearAlgebra"], swiftSettings: settings),
        .target(name: "NeuralNetworks", dependencies: ["LinearAlgebra"], swiftSettings: settings),

        // Layer 4: what predicts.
        .target(
            name: "ProductPages", dependencies: ["CICU", "DataModel", "LinearAlgebra", "NeuralNetworks"],
            swiftSettings: settings),
        .target(
            name: "Ranking", dependencies: ["DataModel", "LinearAlgebra", "NeuralNetworks", "Retrieval"],
            swiftSettings: settings),
        .target(
            name: "BehaviorPrediction", dependencies: ["DataModel", "LinearAlgebra", "NeuralNetworks"],
            swiftSettings: settings),
        .target(
            name: "TextClassification",
            dependencies: ["FeatureExtraction", "LinearAlgebra", "NeuralNetworks", "TextAnalysis"],
            swiftSettings: settings),

        // Layer 5: the engine, the only room that knows the order of the steps.
        .target(
            name: "Bowerbird",
            dependencies: [
                "BehaviorPrediction", "DataImport", "DataModel", "Evaluation", "FeatureExtraction", "LinearAlgebra",
                "NeuralNetworks", "Plots", "ProductPages", "Ranking", "Retrieval", "Storage", "TextAnalysis",
                "TextClassification",
                .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: settings),

        // Layer 6: answers as JSON, the service, the command line.
        .target(
            name: "Answers",
            dependencies: [
                "BehaviorPrediction", "Bowerbird", "DataImport", "DataModel", "Evaluation", "ProductPages", "Storage",
                "TextClassification",
            ],
            swiftSettings: settings),
        .target(
            name: "BowerbirdServer",
            dependencies: [
                "Answers", "Bowerbird", "CZlib", "DataImport", "DataModel", "Evaluation", "Plots", "ProductPages",
                "Storage",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], swiftSettings: settings),
        // Beside the layers: what programs use that talk with the service; it knows nothing of the engine.
        .target(
            name: "BowerbirdClient",
            dependencies: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ], swiftSettings: settings),
        .executableTarget(
            name: "BowerbirdCommand",
            dependencies: [
                "Answers", "BehaviorPrediction", "Bowerbird", "BowerbirdServer", "DataImport", "DataModel",
                "Evaluation",
                "ProductPages", "Ranking", "Storage", "TextAnalysis", "TextClassification",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: settings),

        // Tests, one target a room.
        .target(name: "TestSupport", dependencies: ["DataModel"], path: "Tests/TestSupport", swiftSettings: settings),
        .testTarget(name: "AnswersTests", dependencies: ["Answers"], swiftSettings: settings),
        .testTarget(name: "BowerbirdTests", dependencies: ["Bowerbird", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "BowerbirdCommandTests", dependencies: ["BowerbirdCommand", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "BowerbirdServerTests",
            dependencies: [
                "Bowerbird", "BowerbirdClient", "BowerbirdServer", "TestSupport",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ], swiftSettings: settings),
        .testTarget(name: "DataImportTests", dependencies: ["DataImport", "DataModel"], swiftSettings: settings),
        .testTarget(
            name: "NeuralNetworksTests", dependencies: ["LinearAlgebra", "NeuralNetworks"], swiftSettings: settings),
        .testTarget(
            name: "BehaviorPredictionTests",
            dependencies: ["BehaviorPrediction", "DataModel", "LinearAlgebra", "NeuralNetworks", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "RankingTests",
            dependencies: ["DataModel", "LinearAlgebra", "NeuralNetworks", "Ranking", "Retrieval"],
            swiftSettings: settings),
        .testTarget(
            name: "RetrievalTests", dependencies: ["DataModel", "LinearAlgebra", "Retrieval"], swiftSettings: settings),
        .testTarget(
            name: "ProductPagesTests", dependencies: ["DataModel", "LinearAlgebra", "ProductPages"],
            swiftSettings: settings),
        .testTarget(
            name: "StorageTests", dependencies: ["DataModel", "Storage", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "DataModelTests", dependencies: ["DataModel", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "EvaluationTests", dependencies: ["DataModel", "Evaluation", "LinearAlgebra", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FeatureExtractionTests", dependencies: ["FeatureExtraction", "LinearAlgebra", "TextAnalysis"],
            swiftSettings: settings),
        .testTarget(name: "LinearAlgebraTests", dependencies: ["LinearAlgebra"], swiftSettings: settings),
        .testTarget(name: "PlotsTests", dependencies: ["Plots"], swiftSettings: settings),
        .testTarget(
            name: "TextClassificationTests", dependencies: ["LinearAlgebra", "NeuralNetworks", "TextClassification"],
            swiftSettings: settings),
        .testTarget(
            name: "TextAnalysisTests", dependencies: ["LinearAlgebra", "TextAnalysis"], swiftSettings: settings),
    ]
)
