public import BehaviorPrediction
public import Bowerbird

extension CustomerSegment {
    /// The group as it is printed.
    public func record(_ columns: [SegmentColumn]) -> OutputRecord {
        var fields: [JSONValue.Field] = [
            .init(name: "segment", value: .integer(number)), .init(name: "users", value: .integer(users.count)),
        ]
        for (column, median) in zip(columns, medians) {
            fields.append(.init(name: "median_" + column.feature.rawValue, value: .amount(median)))
        }
        fields.append(.init(name: "description", value: .string(description)))
        return OutputRecord(.object(fields))
    }
}

extension AudienceMember {
    /// The user as they are printed.
    public func record(items: [RecommendedItem]) -> OutputRecord {
        var fields: [JSONValue.Field] = [.init(name: "user_id", value: .string(userID.rawValue))]
        for (field, value) in values {
            switch value {
            case .number(let number): fields.append(.init(name: field, value: .amount(number)))
            case .texts(let texts): fields.append(.init(name: field, value: .array(texts.map { .string($0) })))
            }
        }
        fields.append(.init(name: "facts", value: .array(facts.map { .string($0) })))
        let row = fields.map { field -> JSONValue.Field in
            guard case .array(let parts) = field.value else { return field }
            return .init(name: field.name, value: .string(parts.map(\.cell).joined(separator: "; ")))
        }
        let ids = JSONValue.string(items.map(\.itemID.rawValue).joined(separator: " "))
        let suffix: [JSONValue.Field] = items.isEmpty ? [] : [.init(name: "items", value: ids)]
        let nested: [JSONValue.Field] =
            items.isEmpty ? [] : [.init(name: "items", value: .array(items.map(\.json)))]
        return OutputRecord(.object(fields + nested), rows: [.object(row + suffix)])
    }
}

extension DemandForecast {
    /// The forecast as it is printed: one object, or a row a week.
    public func record(firstDay: Int32) -> OutputRecord {
        let head: [JSONValue.Field] = [.init(name: "item_id", value: .string(itemID.rawValue))]
        let advice: [JSONValue.Field] = [
            .init(name: "lead_time_weeks", value: .integer(leadTimeWeeks)),
            .init(name: "lead_time_demand", value: .amount(self.advice.leadTimeDemand)),
            .init(name: "safety_stock", value: .amount(self.advice.safetyStock)),
            .init(name: "reorder_point", value: .amount(self.advice.reorderPoint)),
        ]
        let weekly = DemandWeeks.fields(weeks, firstDay: firstDay)
        return OutputRecord(
            .object(head + [.init(name: "weeks", value: .array(weekly.map { .object($0) }))] + advice),
            rows: weekly.map { .object(head + $0 + advice) })
    }
}

extension GroupForecast {
    /// The forecast as it is printed: one object, or a row a week.
    public func record(firstDay: Int32) -> OutputRecord {
        let head: [JSONValue.Field] =
            category.isEmpty
            ? [.init(name: "level", value: .string(DemandLevel.shop.rawValue))]
            : [.init(name: "category", value: .string(category.joined(separator: " > ")))]
        let weekly = DemandWeeks.fields(weeks, firstDay: firstDay)
        return OutputRecord(
            .object(head + [.init(name: "weeks", value: .array(weekly.map { .object($0) }))]),
            rows: weekly.map { .object(head + $0) })
    }
}

/// Weeks of a forecast as they are printed.
private enum DemandWeeks {
    static func fields(_ weeks: [DemandPrediction], firstDay: Int32) -> [[JSONValue.Field]] {
        weeks.enumerated().map { index, week in
            let start = Timestamp(milliseconds: (Int64(firstDay) + Int64(index) * 7) * 86_400_000)
            return [
                .init(name: "week", value: .integer(index + 1)),
                .init(name: "from", value: .string(String(start.iso8601.prefix(10)))),
                .init(name: "expected", value: .amount(week.expected)),
                .init(name: "median", value: .amount(week.quantile(0.5))),
                .init(name: "low", value: .amount(week.quantile(0.1))),
                .init(name: "high", value: .amount(week.quantile(0.9))),
            ]
        }
    }
}
