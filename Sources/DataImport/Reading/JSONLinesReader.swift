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

    private mutating func record() -> Record {
        lines.content.withUnsafeBufferPointer { bytes in builder.record(bytes, line: lines.line) }
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
