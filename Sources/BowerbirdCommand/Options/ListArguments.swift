import ArgumentParser
import Bowerbird
import Foundation

/// What lists may contain.
struct ListArguments: ParsableArguments {
    @Option(help: "How many items a list has at most.")
    var top = 10

    @Option(
        help: ArgumentHelp(
            "Only items in this category or below it; several times for any of several.", valueName: "A > B"))
    var category: [String] = []

    @Option(help: ArgumentHelp("Only items of this brand; several times for any of several.", valueName: "name"))
    var brand: [String] = []

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "Only items with this value of an attribute; all of several must hold.", valueName: "attribute=value"))
    var conditions: [String] = []

    @Option(help: ArgumentHelp("Only items that cost at least this, in their own currency.", valueName: "price"))
    var minPrice: Double?

    @Option(help: ArgumentHelp("Only items that cost at most this, in their own currency.", valueName: "price"))
    var maxPrice: Double?

    @Option(help: ArgumentHelp("Only these items, one id a line.", valueName: "file"))
    var include: String?

    @Option(help: ArgumentHelp("Items to leave out, one id a line.", valueName: "file"))
    var exclude: String?

    @Option(help: ArgumentHelp("An item to leave out; several times for several.", valueName: "id"))
    var excludeItem: [String] = []

    @Flag(
        inversion: .prefixedNo,
        help: "Items the user has had may come again; without either, as validation found best.")
    var includeSeen: Bool?

    @Flag(help: "Users are in the midst of a visit: what comes right after their newest item?")
    var withinVisit = false

    @Option(
        help: ArgumentHelp(
            "How much variety counts beside the score: 0 for the score alone, up to 1.", valueName: "share"))
    var diversity: Float = 0

    @Option(help: ArgumentHelp("At most so many items of one brand.", valueName: "n"))
    var maxPerBrand: Int?

    @Option(help: ArgumentHelp("At most so many items of one category.", valueName: "n"))
    var maxPerCategory: Int?

    @Flag(help: "Say why each item is there.")
    var explain = false

    func validate() throws {
        if !(1...1000).contains(top) { throw ValidationError("--top must be between 1 and 1000.") }
        if !(0...1).contains(diversity) { throw ValidationError("--diversity must be between 0 and 1.") }
        for (name, limit) in [("--max-per-brand", maxPerBrand), ("--max-per-category", maxPerCategory)] {
            if let limit, limit < 1 { throw ValidationError("\(name) must be at least 1.") }
        }
        if let minPrice, let maxPrice, minPrice > maxPrice {
            throw ValidationError("--min-price \(minPrice) is above --max-price \(maxPrice): no item can be both.")
        }
        for condition in conditions where Self.condition(condition) == nil {
            throw ValidationError("--where \(condition): write attribute=value, for example --where color=red.")
        }
    }

    /// These arguments as the engine takes them.
    func options() throws -> ListOptions {
        var options = ListOptions(
            top: top, includesSeen: includeSeen, isWithinVisit: withinVisit, explained: explain, diversity: diversity,
            mostPerBrand: maxPerBrand,
            mostPerCategory: maxPerCategory)
        options.filter = ListFilter(
            categories: category, brands: brand, included: try include.map { try ItemFile.items(in: $0) },
            excluded: try (exclude.map { try ItemFile.items(in: $0) } ?? [])
                .union(excludeItem.map { ItemID(rawValue: $0) }),
            lowestPrice: minPrice, highestPrice: maxPrice, attributes: conditions.compactMap(Self.condition))
        return options
    }

    private static func condition(_ text: String) -> AttributeCondition? {
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else { return nil }
        return AttributeCondition(name: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
    }
}

/// A file with one item a line.
enum ItemFile {
    /// - Throws: ``ItemFileError`` for a file that names none; `ImportError` for one that cannot be read.
    static func items(in path: String) throws -> Set<ItemID> {
        var items: Set<ItemID> = []
        var lines = try LineReader(path: path)
        while let line = try lines.next() {
            let id = line.trimmingCharacters(in: .whitespaces)
            if !id.isEmpty { items.insert(ItemID(rawValue: id)) }
        }
        guard !items.isEmpty else { throw ItemFileError(path: path) }
        return items
    }
}

/// A file of items that names none.
struct ItemFileError: Error, CustomStringConvertible {
    let path: String

    var description: String { "\(path):1: the file names no item: write one item id a line" }
}
