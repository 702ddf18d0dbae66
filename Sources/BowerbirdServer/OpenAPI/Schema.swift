import Answers

/// A JSON Schema (2020-12), as the OpenAPI document has it.
struct Schema: Sendable {
    let json: JSONValue

    init(_ json: JSONValue) { self.json = json }

    static let text = named("string")
    static let boolean = named("boolean")
    static let number = named("number")
    static let integer = named("integer")
    static let texts = list(.text)
    /// An object of which nothing is said.
    static let object = named("object")

    private static func named(_ type: String) -> Schema { Schema(.record(["type": .string(type)])) }

    static func integers(_ range: ClosedRange<Int>, default value: Int? = nil) -> Schema {
        Schema(
            .record([
                "type": .string("integer"), "minimum": .integer(range.lowerBound),
                "maximum": .integer(range.upperBound), "default": value.map { .integer($0) },
            ]))
    }

    static func list(_ items: Schema) -> Schema {
        Schema(.record(["type": .string("array"), "items": items.json]))
    }

    static func anyOf(_ schemas: [Schema]) -> Schema { Schema(.record(["anyOf": .array(schemas.map(\.json))])) }

    /// A schema of the document, by name.
    static func reference(_ name: String) -> Schema {
        Schema(.record(["$ref": .string("#/components/schemas/\(name)")]))
    }

    /// An object that has nothing but these fields.
    /// - Parameter optional: those that it may lack.
    static func fields(
        _ required: KeyValuePairs<String, Schema>, optional: KeyValuePairs<String, Schema> = [:]
    ) -> Schema {
        Schema(
            .record([
                "type": .string("object"),
                "properties": .object(
                    (Array(required) + Array(optional)).map { .init(name: $0.key, value: $0.value.json) }),
                "required": .array(required.map { .string($0.key) }),
                "additionalProperties": .bool(false),
            ]))
    }

    /// An object that may have other fields besides these.
    static func openFields(_ fields: KeyValuePairs<String, Schema>, required: [String]) -> Schema {
        Schema(
            .record([
                "type": .string("object"),
                "properties": .object(fields.map { .init(name: $0.key, value: $0.value.json) }),
                "required": .array(required.map { .string($0) }),
            ]))
    }

    /// An object whose fields are named by data.
    static func map(_ values: Schema) -> Schema {
        Schema(.record(["type": .string("object"), "additionalProperties": values.json]))
    }
}

extension Endpoint.Parameter {
    static func path(_ name: String, _ summary: String) -> Self {
        Self(name: name, place: .path, summary: summary, schema: .text)
    }

    static func query(_ name: String, _ summary: String, _ schema: Schema, isRequired: Bool = false) -> Self {
        Self(name: name, place: .query, summary: summary, schema: schema, isRequired: isRequired)
    }
}
