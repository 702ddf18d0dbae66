import Answers
import ArgumentParser
import Bowerbird
import Foundation

/// `bowerbird backup`
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write a backup of the data and the current model.",
        discussion: """
            The backup is a new folder; it is that of one moment, also while a service writes, and every file in it has its \
            SHA-256 in backup.json. It is never written over something that is there.

            Example: bowerbird backup /backups/shop-2026-11-25
            """)

    @Argument(help: "The folder to make.")
    var folder: String

    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        let target = URL(filePath: folder).standardizedFileURL
        let manifest = try shop.openExisting().backUp(to: target)
        var writer = try output.writer()
        try writer.write(manifest.record(at: target.path))
        try writer.finish()
    }
}

/// `bowerbird restore`
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Make a shop from a backup.",
        discussion: """
            Every byte is compared with what the backup says was written. The shop's folder must not be there, or be empty.

            Example: bowerbird restore /backups/shop-2026-11-25 --shop shop
            """)

    @Argument(help: "The folder that `bowerbird backup` wrote.")
    var backup: String

    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        guard let target = try shop.location().dataFolder?.standardizedFileURL else { throw BackupError.onServer }
        let manifest = try Shop.restore(URL(filePath: backup).standardizedFileURL, to: target)
        var writer = try output.writer()
        try writer.write(manifest.record(at: target.path))
        try writer.finish()
    }
}
