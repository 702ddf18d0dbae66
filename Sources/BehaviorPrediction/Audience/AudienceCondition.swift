/// Which users are meant: comparisons of fields with values, joined by `and`, `or`, `not` and brackets.
///
/// ```
/// churn > 0.6 and category ~ shoes
/// (spend >= 100 or segment = 1) and not country = DE
/// ```
public indirect enum AudienceCondition: Sendable, Equatable {
    /// A field compared with a value.
    case comparison(field: String, operation: Comparison, value: String)
    /// Both hold.
    case and(AudienceCondition, AudienceCondition)
    /// At least one holds.
    case or(AudienceCondition, AudienceCondition)
    /// It does not hold.
    case not(AudienceCondition)

    /// How a field and a value are compared.
    public enum Comparison: String, Sendable, CaseIterable {
        /// At least.
        case atLeast = ">="
        /// At most.
        case atMost = "<="
        /// Anything else.
        case differs = "!="
        /// More.
        case above = ">"
        /// Less.
        case below = "<"
        /// The same: as numbers where both are, otherwise as text in any case.
        case equals = "="
        /// The text contains the value, in any case.
        case contains = "~"
    }

    /// What a field holds for a user: numbers, texts, or nothing.
    public enum Value: Sendable, Equatable {
        /// A number.
        case number(Float)
        /// Any number of texts.
        case texts([String])
    }

    /// The fields it speaks of, in their order, each once.
    public var fields: [String] {
        switch self {
        case .comparison(let field, _, _): return [field]
        case .not(let inner): return inner.fields
        case .and(let left, let right), .or(let left, let right):
            return left.fields + right.fields.filter { !left.fields.contains($0) }
        }
    }

    /// Whether it holds where `value` tells what a field holds; a field that holds nothing fulfils no comparison.
    public func holds(_ value: (String) -> Value?) -> Bool {
        switch self {
        case .and(let left, let right): left.holds(value) && right.holds(value)
        case .or(let left, let right): left.holds(value) || right.holds(value)
        case .not(let inner): !inner.holds(value)
        case .comparison(let field, let operation, let wanted):
            switch value(field) {
            case .number(let number): operation.holds(number, wanted)
            case .texts(let texts): texts.contains { operation.holds($0, wanted) }
            case nil: false
            }
        }
    }
}

extension AudienceCondition.Comparison {
    fileprivate func holds(_ number: Float, _ wanted: String) -> Bool {
        guard let limit = Float(wanted), !number.isNaN else { return false }
        switch self {
        case .atLeast: return number >= limit
        case .atMost: return number <= limit
        case .above: return number > limit
        case .below: return number < limit
        case .differs: return number != limit
        case .equals: return number == limit
        case .contains: return false
        }
    }

    fileprivate func holds(_ text: String, _ wanted: String) -> Bool {
        if let number = Float(text), Float(wanted) != nil, self != .contains { return holds(number, wanted) }
        let (text, wanted) = (text.lowercased(), wanted.lowercased())
        switch self {
        case .equals: return text == wanted
        case .differs: return text != wanted
        case .contains: return text.split(separator: wanted, omittingEmptySubsequences: false).count > 1
        case .atLeast: return text >= wanted
        case .atMost: return text <= wanted
        case .above: return text > wanted
        case .below: return text < wanted
        }
    }
}
