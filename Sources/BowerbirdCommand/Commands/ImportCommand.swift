public import ArgumentParser
import Bowerbird
import Foundation

/// `bowerbird import …`
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Store interactions, products, users, reviews, queries, sessions or a data set.",
        discussion: """
            Importing the same file twice changes nothing. A bad row is named on standard error and left out; the good \
            rows beside it are kept, and the exit code is 3.

            Example: bowerbird import interactions events.csv.gz --map kunde=user_id --rejects bad-rows.csv
            """,
        subcommands: [
            TableImport<InteractionsKind>.self, TableImport<ProductsKind>.self, TableImport<UsersKind>.self,
            TableImport<ReviewsKind>.self, TableImport<QueriesKind>.self, TableImport<SessionsKind>.self,
            PagesImport.self,
            DatasetImport.self,
        ])
}

/// A kind of table, as a type, so that each kind is a command with its own help.
protocol TableKind {
    static var kind: ImportKind { get }
    /// What follows `bowerbird import` and the kind in the example of its help.
    static var example: String { get }
}
enum InteractionsKind: TableKind {
    static let kind = ImportKind.interactions
    static let example = "events.csv.gz --map kunde=user_id --rejects bad-rows.csv"
}
enum ProductsKind: TableKind {
    static let kind = ImportKind.products
    static let example = "products.jsonl"
}
enum UsersKind: TableKind {
    static let kind = ImportKind.users
    static let example = "customers.csv --map customer=user_id"
}
enum ReviewsKind: TableKind {
    static let kind = ImportKind.reviews
    static let example = "reviews.csv --strict"
}
enum QueriesKind: TableKind {
    static let kind = ImportKind.queries
    static let example = "searches.tsv"
}
enum SessionsKind: TableKind {
    static let kind = ImportKind.sessions
    static let example = "- --input-format csv < visits.csv"
}

/// `bowerbird import interactions|products|users|reviews|queries|sessions`
struct TableImport<Kind: TableKind>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Kind.kind.rawValue, abstract: "Store \(Kind.kind.rawValue) from CSV, TSV or JSON Lines.",
            discussion: """
                Fields: \(Kind.kind.fieldNames.joined(separator: ", ")). See README.md for what they mean.

                Example: bowerbird import \(Kind.kind.rawValue) \(Kind.example)
                """)
    }

    @Argument(help: "The files; - is standard input; .gz is undone.")
    var files: [String]

    @Option(help: "csv, tsv or jsonl (default: by the file's name).")
    var inputFormat: InputFormat?

    @Option(help: ArgumentHelp("A column by another name; may be given several times.", valueName: "theirs=ours"))
    var map: [String] = []

    @OptionGroup var rejects: RejectOptions
    @OptionGroup var shop: ShopOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        _ = try mapping()
        if files.contains("-"), inputFormat == nil {
            throw ValidationError(
                "Standard input has no name to tell its format by: say --input-format csv, tsv or jsonl.")
        }
    }

    func run() throws {
        let table = TableOptions(format: inputFormat, mapping: try mapping())
        for file in files {
            try InputFile.check(file)
            if inputFormat == nil { _ = try InputFormat(fileName: file) }
        }
        try rejects.importing(
            files.map { ($0, .table(Kind.kind, path: $0)) }, into: try shop.open(), table: table,
            progress: execution.progress())
    }

    private func mapping() throws -> [String: String] {
        do throws(ImportError) {
            return try TableReader.mapping(map, fieldNames: Kind.kind.fieldNames)
        } catch {
            throw ValidationError("--map: \(error)")
        }
    }
}

/// What is asked of an input before anything is done.
enum InputFile {
    /// A file that is not there is told before a shop is made for it.
    static func check(_ path: String) throws {
        guard isMissing(path) else { return }
        throw ImportError.cannotRead(file: path, reason: String(cString: strerror(errno)))
    }

    static func isMissing(_ path: String) -> Bool { path != "-" && access(path, F_OK) != 0 }
}

extension InputFormat: ExpressibleByArgument {}

/// `bowerbird import pages`
struct PagesImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pages", abstract: "Store the products of HTML pages, and the reviews on them.",
        discussion: """
            A page that is imported again updates its product. What is read of a page: docs/product-pages.md.

            Example: bowerbird import pages saved-pages/ new-tent.html crawl.warc.gz
            """)

    @Argument(help: "HTML files, folders of them, or WARC files; - is standard input; .gz is undone.")
    var paths: [String]

    @OptionGroup var rejects: RejectOptions
    @OptionGroup var shop: ShopOptions
    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        // A page that is missing among others is left out like one that cannot be read.
        if paths.allSatisfy(InputFile.isMissing) { try InputFile.check(paths[0]) }
        let input = ImportInput.pages(paths, threads: execution.threadCount)
        try rejects.importing([(input.source, input)], into: try shop.open(), progress: execution.progress())
    }
}

/// `bowerbird import dataset NAME PATH`
struct DatasetImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dataset", abstract: "Store a public data set in its own format.",
        discussion: "Example: bowerbird import dataset movielens ml-100k/")

    @Argument(help: "The data set's name (see --list).")
    var name: String?

    @Argument(help: "Its file or folder.")
    var path: String?

    @Flag(help: "List the data sets that are known.")
    var list = false

    @OptionGroup var rejects: RejectOptions
    @OptionGroup var shop: ShopOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        if !list, name == nil || path == nil {
            throw ValidationError("Give a data set's name and its path, or --list.")
        }
        if !list { _ = try dataset() }
    }

    func run() throws {
        if list {
            for dataset in Dataset.allCases { print("\(dataset.rawValue): \(dataset.summary)") }
            return
        }
        let path = path ?? ""
        try InputFile.check(path)
        try rejects.importing(
            [(path, .dataset(try dataset(), path: path))], into: try shop.open(), progress: execution.progress())
    }

    private func dataset() throws -> Dataset {
        do throws(ImportError) { return try Dataset(name: name ?? "") } catch { throw ValidationError("\(error)") }
    }
}
