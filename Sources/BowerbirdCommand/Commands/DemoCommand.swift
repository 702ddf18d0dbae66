import ArgumentParser
import Bowerbird
import Foundation

/// `bowerbird demo`
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "The main job on a small shop, from files to lists, in plain words.",
        discussion: """
            Works in a temporary shop that is removed at the end, unless --shop says where to keep it.

            Example: bowerbird demo
            """)

    @Option(help: ArgumentHelp("The folder with the demonstration shop's files.", valueName: "folder"))
    var corpora = "corpora"

    @Option(
        help: ArgumentHelp("Keep the demonstration's shop here, in a folder or in PostgreSQL.", valueName: "location"))
    var shop: String?

    @Option(help: ArgumentHelp("The folder with the models of a shop that is kept.", valueName: "folder"))
    var models: String?

    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        let script = try DemoScript(folder: corpora)
        let temporary = FileManager.default.temporaryDirectory.appending(path: "bowerbird-demo-\(getpid())")
        defer { if shop == nil { try? FileManager.default.removeItem(at: temporary) } }
        let location =
            try shop.map { try ShopLocation($0, models: models.map { URL(filePath: $0) }) }
            ?? ShopLocation(folder: temporary)
        let kept = try Shop(location)
        try Demonstration(
            script: script, corpora: corpora, shop: kept, seed: execution.seed, threads: execution.threadCount
        ).run()
        if shop != nil { print("\nThe shop is kept in \(kept.name).") }
    }
}
