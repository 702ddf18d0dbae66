import Answers
import Bowerbird
import HTTPTypes

/// Rows in Gorse's spelling.
enum GorseValue {
    static func feedback(_ interaction: Interaction) -> JSONValue {
        .record([
            "FeedbackType": .string(interaction.eventType), "UserId": .string(interaction.userID.rawValue),
            "ItemId": .string(interaction.itemID.rawValue), "Value": .number(interaction.value ?? 0),
            "Timestamp": .string(interaction.timestamp.iso8601), "Comment": .string(""),
        ])
    }

    static func item(_ product: Product) -> JSONValue {
        .record([
            "ItemId": .string(product.itemID.rawValue), "IsHidden": .bool(product.available == false),
            "Labels": labels(product.attributes),
            "Categories": .array(product.categories.map { .string($0.joined(separator: " > ")) }),
            "Timestamp": .string(product.createdAt?.iso8601 ?? "0001-01-01T00:00:00Z"),
            "Comment": .string(product.title ?? ""),
        ])
    }

    static func user(_ user: User) -> JSONValue {
        var attributes = user.attributes
        let comment = attributes.removeValue(forKey: "Comment")?.first ?? ""
        return .record([
            "UserId": .string(user.userID.rawValue), "Labels": labels(attributes), "Comment": .string(comment),
        ])
    }

    // Labels that came as a list are one; everything else is an object.
    private static func labels(_ attributes: [String: [String]]) -> JSONValue {
        func list(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }
        if let labels = attributes["Labels"], attributes.count == 1 { return list(labels) }
        if attributes.isEmpty { return .array([]) }
        return .object(attributes.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: list($0.value)) })
    }
}

/// Where a listing goes on.
enum GorseCursor {
    static func position(_ text: String?) throws -> Int64 {
        guard let text else { return 0 }
        guard let position = Int64(text) else {
            throw QueryItems.bad("cursor", text, "the Cursor of the answer before")
        }
        return position
    }
}

extension HTTPField.Name {
    static let gorseVersion = Self("X-API-Version")!
}
