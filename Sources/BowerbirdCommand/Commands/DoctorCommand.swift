import Answers
import ArgumentParser
import Bowerbird
import Foundation

/// `bowerbird doctor`
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Look the shop over, and say what to mend.",
        discussion: """
            Looks at the folder and its rights, the disk, the database, the current model, the libraries and the keys. Every \
            line is ok, warn or fail, with what to do. Exit code 1 if anything failed.

            Example: bowerbird doctor --format table
            """)

    @Option(help: "The address that the service is to listen on.")
    var host = "127.0.0.1"

    @Flag(help: "Leave out comparing every index of the database with its table.")
    var quick = false

    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        let findings = ShopDoctor(try shop.location(), host: host, isQuick: quick).examine()
        var writer = try output.writer()
        for finding in findings { try writer.write(finding.record) }
        try writer.finish()
        if findings.contains(where: { $0.verdict == .fail }) { throw ExitCode(ExitStatus.failed) }
    }
}
