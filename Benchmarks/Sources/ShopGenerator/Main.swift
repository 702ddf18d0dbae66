import ArgumentParser
import Foundation

/// Writes a made-up shop of any size, the same bytes for the same options.
@main
struct ShopGenerator: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write interactions, products, queries and reviews of a made-up shop.",
        discussion: "Example: ShopGenerator --events 10000000 --users 1000000 --items 100000 --output shop-files")

    @Option(help: "Rows of interactions.csv.") var events = 1_000_000
    @Option(help: "Users; each comes at least once when there are as many visits (about one in six events).")
    var users = 100_000
    @Option(help: "Items of the catalogue.") var items = 10_000
    @Option(help: "Days from the first visit to the last.") var days = 365
    @Option(help: "Where every random choice starts.") var seed: UInt64 = 0
    @Option(help: "The folder to write to; it is made if it is missing.") var output: String

    func validate() throws {
        guard events > 0, users > 0, days > 0 else {
            throw ValidationError("--events, --users and --days must be at least 1")
        }
        guard items >= 100, items <= Int(Int32.max) else {
            throw ValidationError("--items is \(items); a shop needs at least 100 to have categories")
        }
    }

    func run() throws {
        let folder = URL(filePath: output)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let catalogue = Catalogue(items: items, seed: seed)
        try catalogue.write(to: folder.appending(path: "products.csv"))
        var traffic = try Traffic(
            catalogue: catalogue, users: users, events: events, days: days, seed: seed, folder: folder)
        try traffic.write()
    }
}
