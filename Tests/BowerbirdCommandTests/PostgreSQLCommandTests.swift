import Foundation
import TestSupport
import Testing

/// Every command on a shop in PostgreSQL, beside the same shop in a folder: what is printed is the same.
@Suite(.enabled(if: PostgreSQLServer.isInstalled, Comment(rawValue: PostgreSQLServer.absence)))
struct PostgreSQLCommandTests {
    // Names of models hold the time of the training.
    private func withoutModelNames(_ text: String) -> String {
        text.replacing(#/\d{8}T\d{9}-[0-9a-f]{8}/#, with: "MODEL")
    }

    @Test func everyCommandAnswersTheSame() throws {
        try withTemporaryFolder { folder in
            let url = try PostgreSQLServer.shared.get().makeDatabase()
            let corpora = Repository.corpora.path
            _ = try folder.writing(
                "session_id,user_id,purchased,pages\ns1,user-1,true,9\ns2,,false,1\n", as: "visits.csv")
            _ = try folder.writing("a b c\nb c\n", as: "clicks.txt")
            func run(_ arguments: [String]) throws -> [BowerbirdProcess.Outcome] {
                try [["--shop", "shop"], ["--shop", url, "--models", "models"]].map { location in
                    try BowerbirdProcess.run(arguments + location, in: folder)
                }
            }
            func runAlike(_ arguments: [String], sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
                let outcomes = try run(arguments)
                #expect(
                    outcomes.map(\.status) == [0, 0], "\(arguments): \(outcomes[1].errors)",
                    sourceLocation: sourceLocation)
                #expect(
                    withoutModelNames(outcomes[0].output) == withoutModelNames(outcomes[1].output), "\(arguments)",
                    sourceLocation: sourceLocation)
                return outcomes[1].output
            }
            for kind in ["interactions", "products", "users", "reviews", "queries"] {
                _ = try runAlike(["import", kind, "\(corpora)/\(kind).csv"])
            }
            _ = try runAlike(["import", "sessions", "visits.csv"])
            _ = try runAlike(["import", "pages", "\(corpora)/pages"])
            let nothing = try run(["recommend", "anna"])
            #expect(nothing.allSatisfy { $0.status == 1 && $0.errors.contains("bowerbird train") })
            #expect(!(try runAlike(["train", "--preset", "fast", "--quiet"])).isEmpty)
            let lists = try runAlike(["recommend", "--all", "--top", "5"])
            let user = try #require(lists.firstMatch(of: #/"user_id":"([^"]+)"/#).map { String($0.1) })
            let item = try #require(lists.firstMatch(of: #/"item_id":"([^"]+)"/#).map { String($0.1) })
            for arguments in [
                ["recommend", user, "nobody", "--explain"], ["similar", item], ["aspects", item],
                ["sentiment", "Leaks at the first rain.", "--explain"], ["categorize", "2 person tent", "--explain"],
                ["predict", "churn", "--all"], ["segments"], ["forecast", "--item", item],
                ["audience", "--where", "churn > 0.5", "--min-size", "1"], ["evaluate", "sentiment"],
                ["export-user", user],
            ] { #expect(!(try runAlike(arguments)).isEmpty, "\(arguments)") }
            let forgotten = try runAlike(["forget-user", user])
            #expect(forgotten.contains(#""was_known":true"#) || forgotten.contains(user), "\(forgotten)")
            #expect(try run(["export-user", user]).allSatisfy { $0.status == 1 && $0.errors.contains(user) })
            #expect(try run(["keys", "create", "web", "--scope", "read"]).allSatisfy { $0.status == 0 })
            #expect(try run(["keys", "list"]).allSatisfy { $0.output.contains("web") })
            // The location may be told by the environment, where others on the machine do not see it.
            let status = try BowerbirdProcess.shell(
                "BOWERBIRD_SHOP=\(url) BOWERBIRD_MODELS=models $BOWERBIRD status", in: folder)
            let stored = try #require(status.objects.first?["stored"] as? NSDictionary)
            #expect(try run(["status"]).allSatisfy { $0.objects.first?["stored"] as? NSDictionary == stored })
            let other = try BowerbirdProcess.run(
                ["train", "--shop", url.replacing(#/shop_\d+/#, with: "nowhere")], in: folder)
            #expect(other.status == 1 && other.errors.contains("createdb nowhere"), "\(other.errors)")
        }
    }
}
