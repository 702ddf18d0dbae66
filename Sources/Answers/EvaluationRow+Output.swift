public import Bowerbird

extension EvaluationRow {
    /// The row as it is printed.
    public var json: JSONValue { .object(fields + comparisonFields.filter { $0.value != .null }) }

    /// The row with a column for everything that any row may have, for tables and CSV.
    public var flat: JSONValue { .object(fields + comparisonFields) }

    private var fields: [JSONValue.Field] {
        [
            .init(name: "model", value: .string(model)), .init(name: "metric", value: .string(metric)),
            .init(name: "value", value: .rounded(value)), .init(name: "low", value: .rounded(low)),
            .init(name: "high", value: .rounded(high)), .init(name: "n", value: .integer(n)),
        ]
    }

    private var comparisonFields: [JSONValue.Field] {
        [
            .init(name: "against", value: comparison.map { .string($0.against) } ?? .null),
            .init(name: "p", value: comparison.map { .rounded($0.p) } ?? .null),
            .init(name: "p_holm", value: comparison.map { .rounded($0.adjustedP) } ?? .null),
            .init(name: "effect_size", value: comparison.map { .rounded($0.effectSize) } ?? .null),
        ]
    }
}

extension [EvaluationRow] {
    /// The rows as they are printed; comparisons have columns of their own where there are any.
    public var records: [OutputRecord] {
        let hasComparisons = contains { $0.comparison != nil }
        return map { row in hasComparisons ? OutputRecord(row.json, rows: [row.flat]) : OutputRecord(row.json) }
    }
}
