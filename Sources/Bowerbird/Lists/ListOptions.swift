public import DataModel

/// What a list may contain and how it is put together.
public struct ListOptions: Sendable {
    /// How many items at most.
    public var top: Int
    /// Which items may be in it.
    public var filter: ListFilter
    /// Whether items the user has had may come again; `nil` leaves it to the model, which knows from validation whether
    /// that makes lists better.
    public var includesSeen: Bool?
    /// Whether users are in the midst of a visit, so that what comes right after their newest item is asked for; otherwise
    /// the time since that item says so.
    public var isWithinVisit: Bool
    /// Whether to say why.
    public var explained: Bool
    /// How much variety counts beside the score, in [0, 1]; 0 for the score alone. Items are alike as far as the catalogue
    /// says so.
    public var diversity: Float
    /// How many items of one brand at most; `nil` for any number.
    public var mostPerBrand: Int?
    /// How many items of one category, as deep as the catalogue names it, at most; `nil` for any number.
    public var mostPerCategory: Int?

    /// Options; ten items by score alone, unless said otherwise.
    public init(
        top: Int = 10, category: String? = nil, excluded: Set<ItemID> = [], includesSeen: Bool? = nil,
        isWithinVisit: Bool = false, explained: Bool = false, diversity: Float = 0, mostPerBrand: Int? = nil,
        mostPerCategory: Int? = nil
    ) {
        self.top = top
        self.includesSeen = includesSeen
        self.isWithinVisit = isWithinVisit
        self.explained = explained
        self.diversity = diversity
        self.mostPerBrand = mostPerBrand
        self.mostPerCategory = mostPerCategory
        filter = ListFilter(categories: category.map { [$0] } ?? [], excluded: excluded)
    }
}

/// Which items may be in a list; every condition holds. What cannot be bought is never in one.
public struct ListFilter: Sendable, Hashable {
    /// In one of these categories or below it, written `A > B`; empty for all.
    public var categories: [String]
    /// Of one of these brands; empty for all.
    public var brands: [String]
    /// Among these items; `nil` for all.
    public var included: Set<ItemID>?
    /// None of these items.
    public var excluded: Set<ItemID>
    /// The lowest price, in the product's own currency; items without a price are left out.
    public var lowestPrice: Double?
    /// The highest price, in the product's own currency; items without a price are left out.
    public var highestPrice: Double?
    /// These attributes with these values.
    public var attributes: [AttributeCondition]

    /// A filter; without arguments, everything.
    public init(
        categories: [String] = [], brands: [String] = [], included: Set<ItemID>? = nil, excluded: Set<ItemID> = [],
        lowestPrice: Double? = nil, highestPrice: Double? = nil, attributes: [AttributeCondition] = []
    ) {
        self.categories = categories
        self.brands = brands
        self.included = included
        self.excluded = excluded
        self.lowestPrice = lowestPrice
        self.highestPrice = highestPrice
        self.attributes = attributes
    }

    /// Whether an item may be in a list.
    /// - Parameter product: what the catalogue says of it, or `nil`.
    func admits(_ item: ItemID, _ product: Product?) -> Bool {
        if product?.available == false || excluded.contains(item) || included?.contains(item) == false { return false }
        if !brands.isEmpty, !(product?.brand.map(brands.contains) ?? false) { return false }
        for condition in attributes where product?.attributes[condition.name]?.contains(condition.value) != true {
            return false
        }
        if lowestPrice != nil || highestPrice != nil {
            guard let price = product?.price, price >= lowestPrice ?? price, price <= highestPrice ?? price else {
                return false
            }
        }
        return categories.isEmpty
            || categories.contains { category in
                let wanted = category.split(separator: ">").map { $0.trimmingSpaces() }
                return product?.categories.contains { $0.starts(with: wanted) } ?? false
            }
    }
}

/// An attribute and the value that it must have; of several values, one must be it.
public struct AttributeCondition: Sendable, Hashable {
    /// The attribute's name, a column of the catalogue.
    public var name: String
    /// The value.
    public var value: String

    /// A condition from its parts.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

extension Substring {
    fileprivate func trimmingSpaces() -> String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
