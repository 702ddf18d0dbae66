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

    @Option(help: ArgumentHelp("Keep the demonstration's shop in this folder.", valueName: "folder"))
    var shop: String?

    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        let script = try DemoScript(folder: corpora)
        let folder =
            shop.map { URL(filePath: $0) }
            ?? FileManager.default.temporaryDirectory.appending(path: "bowerbird-demo-\(getpid())")
        defer { if shop == nil { try? FileManager.default.removeItem(at: folder) } }
        try Demonstration(
            script: script, corpora: corpora, shop: Shop(at: folder), seed: execution.seed,
            threads: execution.threadCount
        ).run()
        if shop != nil { print("\nThe shop is kept in \(folder.path).") }
    }
}
