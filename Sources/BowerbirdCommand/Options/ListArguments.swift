import ArgumentParser
import Bowerbird
import Foundation

/// What lists may contain.
struct ListArguments: ParsableArguments {
    @Option(help: "How many items a list has at most.")
    var top = 10

    @Option(help: ArgumentHelp("Only items in this category or below it.", valueName: "A > B"))
    var category: String?

    @Option(help: ArgumentHelp("Items to leave out, one id a line.", valueName: "file"))
    var exclude: String?

    @Flag(help: "Items the user has had may come again.")
    var includeSeen = false

    @Flag(help: "Say why each item is there.")
    var explain = false

    func validate() throws {
        if !(1...1000).contains(top) { throw ValidationError("--top must be between 1 and 1000.") }
    }

    /// These arguments as the engine takes them.
    func options() throws -> ListOptions {
        var excluded: Set<ItemID> = []
        if let exclude {
            var lines = try LineReader(path: exclude)
            while let line = try lines.next() {
                excluded.insert(ItemID(rawValue: line.trimmingCharacters(in: .whitespaces)))
            }
        }
        return ListOptions(
            top: top, category: category, excluded: excluded, includesSeen: includeSeen, explained: explain)
    }
}
