import Answers
import ArgumentParser
import Bowerbird

/// `bowerbird keys …`
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Keys with which programs are let into the service.",
        discussion: """
            As long as no key was ever made, the service listens on loopback only and asks for none. From the first key on, \
            every route but /healthz and /readyz asks for one, for good.

            Example: bowerbird keys create web-shop --scope read,write
            """,
        subcommands: [KeyCreation.self, KeyList.self, KeyRevocation.self])
}

/// `bowerbird keys create`
struct KeyCreation: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a key, which is shown this once.",
        discussion: "Example: bowerbird keys create web-shop --scope read,write --rate 500")

    @Argument(help: "What to call it.")
    var name: String

    @Option(help: ArgumentHelp("What it may do: read, write, admin, with commas between.", valueName: "scopes"))
    var scope = "read"

    @Option(help: "How many requests a second it may make (default: any number).")
    var rate: Int?

    @OptionGroup var shop: ShopOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        if let rate, rate < 1 { throw ValidationError("--rate must be at least 1.") }
        if name.isEmpty { throw ValidationError("Give the key a name.") }
        _ = try scopes()
    }

    func run() throws {
        let key = try shop.open().makeKey(name: name, scopes: try scopes(), requestsPerSecond: rate)
        guard case .object(let fields) = key.stored.json else { return }
        var writer = ResultWriter(format: .jsonl, output: try OutputFile(path: nil))
        try writer.write(OutputRecord(.object([.init(name: "key", value: .string(key.secret))] + fields)))
        try writer.finish()
    }

    private func scopes() throws -> Set<AccessScope> {
        Set(
            try scope.split(separator: ",").map { name in
                guard let scope = AccessScope(rawValue: String(name)) else {
                    let known = AccessScope.allCases.map(\.rawValue).joined(separator: ", ")
                    throw ValidationError("--scope: '\(name)' is none of \(known).")
                }
                return scope
            })
    }
}

/// `bowerbird keys list`
struct KeyList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Every key that was made, without the keys themselves.",
        discussion: "Example: bowerbird keys list --format table")

    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        var writer = try output.writer()
        for key in try shop.openExisting().store.keys() { try writer.write(OutputRecord(key.json)) }
        try writer.finish()
    }
}

/// `bowerbird keys revoke`
struct KeyRevocation: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Let a key in no longer; a running service knows within a second.",
        discussion: "Example: bowerbird keys revoke 3f9c01ab22de")

    @Argument(help: "The key's id, as `keys list` shows it.")
    var id: String

    @OptionGroup var shop: ShopOptions
    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        guard try shop.openExisting().revokeKey(id) else { throw UnknownKeyError(id: id) }
    }
}

/// A key that cannot be revoked.
struct UnknownKeyError: Error, CustomStringConvertible {
    let id: String

    var description: String { "there is no key '\(id)' that could be revoked: `bowerbird keys list` shows them" }
}
