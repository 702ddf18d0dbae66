import ArgumentParser
import Bowerbird
import Foundation

/// Which shop a command works on.
struct ShopOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder with the shop's data and models, or postgres://user:password@host:port/database (default: $BOWERBIRD_SHOP, else ./shop).",
            valueName: "location"))
    var shop: String?

    @Option(
        help: ArgumentHelp(
            "The folder with the models, where the data is in PostgreSQL (default: $BOWERBIRD_MODELS, else ./models).",
            valueName: "folder"))
    var models: String?

    /// Opens the shop, which is made if it is not there.
    func open() throws -> Shop { try Shop(location()) }

    /// Opens a shop that must already be there.
    func openExisting() throws -> Shop { try Shop(location(), creating: false) }

    /// Where the shop is, whether it is there or not.
    func location() throws -> ShopLocation {
        let environment = ProcessInfo.processInfo.environment
        let models = models ?? environment[ShopLocation.modelsVariable]
        return try ShopLocation(
            shop ?? environment[ShopLocation.shopVariable] ?? "shop", models: models.map { URL(filePath: $0) })
    }
}
