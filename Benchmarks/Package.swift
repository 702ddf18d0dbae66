// swift-tools-version: 6.2
import PackageDescription

// Benchmarks are a package of their own: what they need besides Bowerbird is nobody else's dependency.
let package = Package(
    name: "bowerbird-benchmarks",
    dependencies: [
        .package(name: "bowerbird", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .target(name: "CUnicodeBreaks", linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icudata")]),
        .executableTarget(
            name: "SegmentationBenchmark",
            dependencies: ["CUnicodeBreaks", .product(name: "TextAnalysis", package: "bowerbird")]),
        .executableTarget(
            name: "MLPBenchmark",
            dependencies: [
                "CUnicodeBreaks", .product(name: "LinearAlgebra", package: "bowerbird"),
                .product(name: "NeuralNetworks", package: "bowerbird"),
            ]),
        .executableTarget(
            name: "VectorizerBenchmark",
            dependencies: [
                "CUnicodeBreaks", .product(name: "FeatureExtraction", package: "bowerbird"),
                .product(name: "LinearAlgebra", package: "bowerbird"),
            ]),
        .executableTarget(
            name: "ShopGenerator",
            dependencies: [
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "LinearAlgebra", package: "bowerbird"),
            ]),
        .executableTarget(
            name: "PageBenchmark",
            dependencies: [
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "ProductPages", package: "bowerbird"),
            ]),
        .executableTarget(
            name: "PriceScorerTraining",
            dependencies: [
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "ProductPages", package: "bowerbird"),
            ]),
    ]
)

// Only `pages/libfuzzer.sh` builds with what this needs to link.
if Context.environment["BOWERBIRD_LIBFUZZER"] != nil {
    package.targets += [
        .target(name: "CLibFuzzer"),
        .executableTarget(
            name: "PageFuzzer", dependencies: ["CLibFuzzer", .product(name: "ProductPages", package: "bowerbird")]),
    ]
}
