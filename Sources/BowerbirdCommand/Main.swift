import ArgumentParser
import Bowerbird
import Foundation

/// The executable `bowerbird`.
@main
enum Main {
    static func main() async {
        // A reader that has seen enough (`| head`) is no failure, and a limit on file sizes is told like a full disk.
        signal(SIGPIPE, SIG_DFL)
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try BowerbirdCommand.parseAsRoot()
            if var service = command as? any AsyncParsableCommand {
                try await service.run()
            } else {
                try command.run()
            }
        } catch {
            exit(with: error)
        }
    }

    private static func exit(with error: any Error) -> Never {
        IncompleteFiles.removeAll()
        switch BowerbirdCommand.exitCode(for: error) {
        case .success, .validationFailure:
            let message = BowerbirdCommand.fullMessage(for: error)
            let isHelp = BowerbirdCommand.exitCode(for: error) == .success
            if !message.isEmpty {
                FileHandle(fileDescriptor: isHelp ? STDOUT_FILENO : STDERR_FILENO).write(Data((message + "\n").utf8))
            }
            Foundation.exit(isHelp ? ExitStatus.done : ExitStatus.wrongUsage)
        case let code where error is ExitCode: Foundation.exit(code.rawValue)
        default:
            FileHandle.standardError.write(Data("bowerbird: \(Printable.text("\(error)"))\n".utf8))
            Foundation.exit(ExitStatus.failed)
        }
    }
}

/// What the exit codes mean.
enum ExitStatus {
    static let done: Int32 = 0
    static let failed: Int32 = 1
    static let wrongUsage: Int32 = 2
    static let someRowsRejected: Int32 = 3
}

/// The command line.
struct BowerbirdCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bowerbird",
        abstract: "Recommendations, review sentiment and query categories from a shop's own data.",
        discussion: """
            Start here:
              bowerbird import interactions events.csv
              bowerbird import products products.csv
              bowerbird train
              bowerbird recommend anna --explain

            Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 failed, \
            2 wrong usage, 3 done but some input rows were rejected.
            """,
        version: BowerbirdVersion.number,
        subcommands: [
            DemoCommand.self, ImportCommand.self, TrainCommand.self, RecommendCommand.self, SimilarCommand.self,
            SentimentCommand.self, CategorizeCommand.self, AspectsCommand.self, PredictCommand.self,
            SegmentsCommand.self,
            AudienceCommand.self, ForecastCommand.self, EvaluateCommand.self, ExtractCommand.self,
            TokenizeCommand.self, StatusCommand.self, ImportsCommand.self, ServeCommand.self, ExportUserCommand.self,
            ForgetUserCommand.self, KeysCommand.self, ModelsCommand.self, ExperimentsCommand.self, BackupCommand.self,
            RestoreCommand.self,
            DoctorCommand.self,
        ])
}
