import Answers
import ArgumentParser
import Bowerbird
import Foundation

/// `bowerbird recommend`
struct RecommendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recommend", abstract: "Lists of items for users, best first.",
        discussion: """
            Users of whom nothing is known get what is popular, marked cold_start.

            Examples:
              bowerbird recommend anna bruno --top 5 --explain
              bowerbird recommend --all --top 20 --format csv --output lists.csv
              bowerbird recommend anna --category "Outdoor > Camping" --max-price 100 --max-per-brand 2
              bowerbird recommend anna --top 20 --page      # then --cursor with the next_cursor of the answer
            """)

    @Argument(help: "The users.")
    var users: [String] = []

    @Flag(help: "Every stored user.")
    var all = false

    @Option(
        name: .customLong("users"),
        help: ArgumentHelp("A file with one user a line; - is standard input.", valueName: "file"))
    var usersFile: String?

    @Option(
        help: ArgumentHelp(
            "A file with one open session a line, item ids with blanks between, oldest first: what comes next?",
            valueName: "file"))
    var sessions: String?

    @Flag(help: "Answer a page of --top items, with a next_cursor for the page after it (format jsonl).")
    var page = false

    @Option(help: ArgumentHelp("The page that follows the one with this next_cursor.", valueName: "token"))
    var cursor: String?

    @OptionGroup var list: ListArguments
    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        if cursor != nil, users.count != 1 { throw ValidationError("--cursor goes with one user.") }
        if page, all || sessions != nil {
            throw ValidationError("--page goes with users, not with --all or --sessions.")
        }
        let ways = [!users.isEmpty, all, usersFile != nil, sessions != nil].count { $0 }
        if ways != 1 { throw ValidationError("Give users, or --all, or --users FILE, or --sessions FILE.") }
    }

    func run() throws {
        let options = try list.options()
        let model = try shop.openExisting().currentModel()
        let progress = execution.progress()
        var writer = try output.writer()
        if all {
            try model.recommendAll(options, threads: execution.threadCount) { block in
                for recommendations in block { try writer.write(recommendations.record) }
            }
        } else if let sessions {
            var lines = try LineReader(path: sessions)
            var number = 0
            while let line = try lines.next() {
                number += 1
                let items = line.split { $0 == " " || $0 == "\t" || $0 == "," }.map { ItemID(rawValue: String($0)) }
                let list = try model.recommend(afterSession: items, options)
                try writer.write(list.record(key: "line", value: .integer(number)))
            }
        } else {
            try forEachUser { user in
                let list = try answer(model, UserID(rawValue: user), options)
                try writer.write(list.record)
                // Rows have no place for it.
                if let next = list.nextCursor, writer.format != .jsonl {
                    progress.warn("the next page of \(user): --cursor \(next)")
                }
            }
        }
        try writer.finish()
    }

    private func answer(_ model: Model, _ user: UserID, _ options: ListOptions) throws -> Recommendations {
        if let cursor { return try model.recommend(for: user, options, page: .after(cursor: cursor)) }
        return page
            ? try model.recommend(for: user, options, page: .first) : try model.recommend(for: user, options)
    }

    private func forEachUser(_ body: (String) throws -> Void) throws {
        for user in users { try body(user) }
        guard let usersFile else { return }
        var lines = try LineReader(path: usersFile)
        while let line = try lines.next() {
            let user = line.trimmingCharacters(in: .whitespaces)
            if !user.isEmpty { try body(user) }
        }
    }
}

/// `bowerbird similar`
struct SimilarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar", abstract: "The items that go best with an item.",
        discussion: "Example: bowerbird similar tent-2p --top 5")

    @Argument(help: "The items.")
    var items: [String]

    @OptionGroup var list: ListArguments
    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        let options = try list.options()
        let model = try shop.openExisting().currentModel()
        var writer = try output.writer()
        for item in items {
            let id = ItemID(rawValue: item)
            let isKnown = try model.knows(anyOf: [id])
            if !isKnown { execution.progress().say("\(item) is not known: the list is what is popular") }
            try writer.write(
                model.similar(to: id, options)
                    .record(key: "item_id", column: "similar_to", value: .string(item), isColdStart: !isKnown))
        }
        try writer.finish()
    }
}
