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
protocol TableKind { static var kind: ImportKind { get } }
enum InteractionsKind: TableKind { static let kind = ImportKind.interactions }
enum ProductsKind: TableKind { static let kind = ImportKind.products }
enum UsersKind: TableKind { static let kind = ImportKind.users }
enum ReviewsKind: TableKind { static let kind = ImportKind.reviews }
enum QueriesKind: TableKind { static let kind = ImportKind.queries }
enum SessionsKind: TableKind { static let kind = ImportKind.sessions }

/// `bowerbird import interactions|products|users|reviews|queries|sessions`
struct TableImport<Kind: TableKind>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Kind.kind.rawValue, abstract: "Store \(Kind.kind.rawValue) from CSV, TSV or JSON Lines.",
            discussion: "Fields: \(Kind.kind.fieldNames.joined(separator: ", ")). See README.md for what they mean.")
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

    func run() throws {
        let mapping = try TableReader.mapping(map, fieldNames: Kind.kind.fieldNames)
        let options = ImportOptions(
            table: TableOptions(format: inputFormat, mapping: mapping), isStrict: rejects.strict)
        let shop = try shop.open()
        try rejects.importing(files, progress: execution.progress()) { file, observer in
            try shop.importTable(Kind.kind, path: file, options: options, observer: observer)
        }
    }
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
        let shop = try shop.open()
        let options = ImportOptions(isStrict: rejects.strict)
        try rejects.importing(paths, progress: execution.progress()) { path, observer in
            try shop.importPages([path], options: options, threads: execution.threadCount, observer: observer)
        }
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
    }

    func run() throws {
        if list {
            for dataset in Dataset.allCases { print("\(dataset.rawValue): \(dataset.summary)") }
            return
        }
        let dataset = try Dataset(name: name ?? "")
        let shop = try shop.open()
        let options = ImportOptions(isStrict: rejects.strict)
        try rejects.importing([path ?? ""], progress: execution.progress()) { path, observer in
            try shop.importDataset(dataset, path: path, options: options, observer: observer)
        }
    }
}
