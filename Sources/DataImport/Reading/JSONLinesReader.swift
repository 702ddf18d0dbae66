/// Records of a file with one JSON object a line.
struct JSONLinesReader: RecordReader {
    private var lines: LineReader
    private var builder: JSONRecordBuilder

    init(source: ByteSource, schema: Schema, mapping: [String: String]) throws(ImportError) {
        lines = try LineReader(source: source)
        builder = JSONRecordBuilder(schema: schema, mapping: mapping)
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

    /// Every line names its own fields.
    var headerText: String? { nil }

    private mutating func record() -> Record {
        lines.content.withUnsafeBufferPointer { bytes in builder.record(bytes, line: lines.line) }
    }
}

extension JSONLineValue {
    /// The value as a field of that form takes it.
    /// - Throws: ``FieldError`` without a field's name when the field takes no such value.
    func fieldValue(_ form: FieldSpecification.Form) throws(FieldError) -> FieldValue {
        switch (self, form) {
        case (.null, _): return .absent
        case (.array, .list): return .list(texts)
        case (.object, _):
            throw FieldError(field: nil, reason: "it is an object; write \(form.wanted)")
        case (.array, _): throw FieldError(field: nil, reason: "it is a list; write \(form.wanted)")
        case (.bool(let value), .text), (.bool(let value), .list):
            throw FieldError(field: nil, reason: "it is \(value), without quotes; write \(form.wanted)")
        default: return texts.first.map { .text($0) } ?? .absent
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
