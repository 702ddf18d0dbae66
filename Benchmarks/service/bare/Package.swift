// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nothing but Hummingbird is in it.
let package = Package(
    name: "bare",
    dependencies: [.package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1")],
    targets: [
        .executableTarget(name: "BareRoute", dependencies: [.product(name: "Hummingbird", package: "hummingbird")])
    ]
)
