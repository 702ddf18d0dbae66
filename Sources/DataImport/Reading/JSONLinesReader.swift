/// Records of a file with one JSON object a line.
struct JSONLinesReader: RecordReader {
    private var lines: LineReader
    private let schema: Schema
    private let mapping: [String: String]
    private var fieldOfKey: [String: Int?] = [:]

    init(source: ByteSource, schema: Schema, mapping: [String: String]) throws(ImportError) {
        lines = try LineReader(source: source)
        self.schema = schema
        self.mapping = mapping
    }

    mutating func next() throws(ImportError) -> Record? {
        while try lines.advance() {
            if lines.content.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
            return record()
        }
        return nil
    }

    /// The last line as it was.
    func lastRowText() -> String { String(decoding: lines.content, as: UTF8.self) }

    private mutating func record() -> Record {
        var record = Record()
        record.line = lines.line
        record.values = [FieldValue](repeating: .absent, count: schema.fields.count)
        let parsed: Result<JSONLineValue, JSONLineParser.Failure> = lines.content.withUnsafeBufferPointer { bytes in
            do throws(JSONLineParser.Failure) { return .success(try JSONLineParser.parse(bytes)) } catch {
                return .failure(error)
            }
        }
        switch parsed {
        case .success(.object(let fields)):
            for (key, value) in fields { assign(value, to: key, in: &record) }
        case .success:
            record.fault = FieldError(field: nil, reason: "the line is not a JSON object")
        case .failure(let failure):
            record.fault = FieldError(
                field: nil, reason: "the line is not valid JSON: \(failure.reason) at byte \(failure.offset + 1)")
        }
        return record
    }

    private mutating func assign(_ value: JSONLineValue, to key: String, in record: inout Record) {
        let field: Int?
        if let known = fieldOfKey[key] {
            field = known
        } else {
            field = schema.field(ofColumn: key, mapping: mapping)
            fieldOfKey[key] = .some(field)
        }
        if let field {
            let isOwnName = key.lowercased() == schema.fields[field].name
            if record.values[field] == .absent || isOwnName { record.values[field] = value.fieldValue }
        } else if schema.keepsAttributes {
            let texts = value.texts
            if !texts.isEmpty { record.attributes[key] = texts }
        }
    }
}

extension JSONLineValue {
    /// The value as a field takes it.
    var fieldValue: FieldValue {
        switch self {
        case .null: .absent
        case .array: .list(texts)
        default: texts.first.map { .text($0) } ?? .absent
        }
    }

    /// The texts in the value: those of an array, or the one of anything else. A nested array of texts is a path.
    var texts: [String] {
        switch self {
        case .null: []
        case .bool(let value): [value ? "true" : "false"]
        case .number(let text), .string(let text): text.isEmpty ? [] : [text]
        case .array(let values):
            values.compactMap { value in
                let parts = value.texts
                return parts.isEmpty ? nil : parts.joined(separator: " > ")
            }
        case .object(let fields): fields.flatMap { field in field.value.texts.map { "\(field.key): \($0)" } }
        }
    }
}
