import Bowerbird
import HTTPTypes

/// The parameters that say what lists may contain, as on the command line.
enum ListParameters {
    static let all: [Endpoint.Parameter] = [
        .query("top", "How many items at most.", .integers(1...1000, default: 10)),
        .query("category", "Only items in this category or below it, written A > B.", .texts),
        .query("brand", "Only items of this brand.", .texts),
        .query(
            "where", "Only items with this value of an attribute, written attribute=value.",
            .list(.matching("^[^=]+="))),
        .query("min_price", "Only items that cost at least this, in their own currency.", .number),
        .query("max_price", "Only items that cost at most this, in their own currency.", .number),
        .query("exclude", "An item to leave out.", .texts),
        .query("include_seen", "Whether items the user has had may come again.", .boolean),
        .query("within_visit", "Whether what comes right after the newest item is asked for.", .boolean),
        .query("diversity", "How much variety counts beside the score, from 0 to 1.", .numbers(0...1)),
        .query("max_per_brand", "At most so many items of one brand.", .integers(1...1000)),
        .query("max_per_category", "At most so many items of one category.", .integers(1...1000)),
        .query("explain", "Whether to say why each item is there.", .boolean),
    ]

    /// Those that say which page of a list is wanted.
    static let paging: [Endpoint.Parameter] = [
        .query("page", "Whether to answer with a next_cursor for the page after this one.", .boolean),
        .query("cursor", "The page that follows the one with this next_cursor.", .text),
    ]

    /// The options that a query asks for.
    /// - Throws: ``Problem`` for values that mean nothing.
    static func options(_ query: QueryItems) throws -> ListOptions {
        var options = ListOptions(
            top: try query.integer("top", in: 1...1000) ?? 10, includesSeen: try query.flag("include_seen"),
            isWithinVisit: try query.flag("within_visit") ?? false, explained: try query.flag("explain") ?? false,
            diversity: Float(try query.number("diversity", in: 0...1) ?? 0),
            mostPerBrand: try query.integer("max_per_brand", in: 1...1000),
            mostPerCategory: try query.integer("max_per_category", in: 1...1000))
        options.filter = ListFilter(
            categories: query.all("category"), brands: query.all("brand"),
            excluded: Set(query.all("exclude").map { ItemID(rawValue: $0) }),
            lowestPrice: try query.number("min_price"), highestPrice: try query.number("max_price"),
            attributes: try query.all("where").map(condition))
        if let lowest = options.filter.lowestPrice, let highest = options.filter.highestPrice, lowest > highest {
            throw Problem(
                .badRequest, "bad-parameter", "min_price \(lowest) is above max_price \(highest): no item can be both")
        }
        return options
    }

    private static func condition(_ text: String) throws -> AttributeCondition {
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
            throw QueryItems.bad("where", text, "attribute=value, for example where=color%3Dred")
        }
        return AttributeCondition(name: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
    }
}
