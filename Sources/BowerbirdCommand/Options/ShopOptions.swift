import ArgumentParser
import Bowerbird
import Foundation

/// Which shop a command works on.
struct ShopOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder with the shop's data and models (default: $BOWERBIRD_SHOP, else ./shop).",
            valueName: "folder"))
    var shop: String?

    /// Opens the shop, which is made if it is not there.
    func open() throws -> Shop { try Shop(at: URL(filePath: location)) }

    /// Opens a shop that must already be there.
    func openExisting() throws -> Shop {
        guard FileManager.default.fileExists(atPath: location + "/shop.sqlite") else {
            throw ShopError.noShop(path: location)
        }
        return try open()
    }

    /// The shop's folder, whether it is there or not.
    var folder: URL { URL(filePath: location) }

    private var location: String {
        shop ?? ProcessInfo.processInfo.environment["BOWERBIRD_SHOP"] ?? "shop"
    }
}
