import Answers

/// A JSON Schema (2020-12), as the OpenAPI document has it.
struct Schema: Sendable {
    /// Fields and what they hold, in order.
    typealias Fields = [(key: String, value: Schema)]

    let json: JSONValue

    init(_ json: JSONValue) { self.json = json }

    static let text = named("string")
    static let boolean = named("boolean")
    static let number = named("number")
    static let integer = named("integer")
    static let null = named("null")
    static let texts = list(.text)
    /// What names something: any text but an empty one.
    static let name = matching("^[^\\u0000]+$")
    /// What is read as a text.
    static let word = anyOf([.matching("^[^\\u0000]*$"), .number, .null])
    /// What is read as one text or several.
    static let words = anyOf([.word, named("array")])
    /// What is read as yes or no.
    static let flag = anyOf([.word, .boolean])
    /// A day or a moment, ISO 8601.
    static let time = anyOf([.formatted("date"), .formatted("date-time")])
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

    static func numbers(_ range: ClosedRange<Double>) -> Schema {
        Schema(
            .record([
                "type": .string("number"), "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound),
            ]))
    }

    /// A text that fits a regular expression (ECMA-262).
    static func matching(_ pattern: String) -> Schema {
        Schema(.record(["type": .string("string"), "pattern": .string(pattern)]))
    }

    /// A text in one of the forms that JSON Schema names.
    static func formatted(_ format: String) -> Schema {
        Schema(.record(["type": .string("string"), "format": .string(format)]))
    }

    /// One of these texts.
    static func choice(_ values: [String]) -> Schema {
        Schema(.record(["type": .string("string"), "enum": .array(values.map { .string($0) })]))
    }

    /// A schema of the document, by name.
    static func reference(_ name: String) -> Schema {
        Schema(.record(["$ref": .string("#/components/schemas/\(name)")]))
    }

    /// An object that has nothing but these fields.
    /// - Parameter optional: those that it may lack.
    static func fields(
        _ required: KeyValuePairs<String, Schema>, optional: KeyValuePairs<String, Schema> = [:]
    ) -> Schema {
        fields(Array(required), optional: Array(optional))
    }

    /// The same from lists of fields.
    static func fields(_ required: Fields, optional: Fields = []) -> Schema {
        Schema(
            .record([
                "type": .string("object"),
                "properties": .object((required + optional).map { .init(name: $0.key, value: $0.value.json) }),
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
    static func path(_ name: String, _ summary: String, _ schema: Schema = .text) -> Self {
        Self(name: name, place: .path, summary: summary, schema: schema)
    }

    static func query(_ name: String, _ summary: String, _ schema: Schema, isRequired: Bool = false) -> Self {
        Self(name: name, place: .query, summary: summary, schema: schema, isRequired: isRequired)
    }
}
