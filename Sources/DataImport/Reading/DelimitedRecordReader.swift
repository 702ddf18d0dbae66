/// Records of a CSV or TSV file with a header row.
struct DelimitedRecordReader: RecordReader {
    private enum Target {
        case field(Int)
        case attribute(String)
        case nothing
    }

    private var reader: DelimitedReader
    private let targets: [Target]
    private let fieldCount: Int
    private let hasHeader: Bool
    /// The header written out again.
    let headerText: String?

    init(source: ByteSource, delimiter: UInt8, schema: Schema, mapping: [String: String]) throws(ImportError) {
        reader = try DelimitedReader(source: source, delimiter: delimiter)
        fieldCount = schema.fields.count
        hasHeader = try reader.advance()
        guard hasHeader else {
            targets = []
            headerText = nil
            return
        }
        headerText = reader.rowText()
        var columns: [String] = []
        for index in reader.ends.indices {
            guard let column = reader.field(index) else {
                throw ImportError.cannotRead(
                    file: source.name, reason: "the header is not valid UTF-8; convert the file")
            }
            columns.append(column.trimmingBlanks())
        }
        var names = Set<String>()
        for column in columns where !column.isEmpty && !names.insert(column).inserted {
            throw ImportError.repeatedColumn(file: source.name, column: column)
        }
        for column in mapping.keys.sorted() where !names.contains(column) {
            throw ImportError.unmappedColumn(file: source.name, column: column, found: columns)
        }
        var columnOfField: [Int: String] = [:]
        var found: [Target] = []
        for column in columns {
            if let field = schema.field(ofColumn: column, mapping: mapping) {
                if let other = columnOfField[field] {
                    // Names are the same whatever the case.
                    guard column.lowercased() != other.lowercased() else {
                        throw ImportError.repeatedColumn(file: source.name, column: column)
                    }
                    // A second spelling beside the field's own name is an ordinary column.
                    guard schema.fields[field].name != other.lowercased() else {
                        found.append(schema.keepsAttributes ? .attribute(column) : .nothing)
                        continue
                    }
                    throw ImportError.duplicateColumn(
                        file: source.name, field: schema.fields[field].name, columns: [other, column])
                }
                columnOfField[field] = column
                found.append(.field(field))
            } else {
                found.append(schema.keepsAttributes && !column.isEmpty ? .attribute(column) : .nothing)
            }
        }
        targets = found
        for (index, field) in schema.fields.enumerated() where field.isRequired && columnOfField[index] == nil {
            throw ImportError.missingColumn(
                file: source.name, wanted: field.name, found: columns,
                suggestion: schema.suggestion(for: field, among: columns))
        }
    }

    mutating func next() throws(ImportError) -> Record? {
        guard hasHeader, try reader.advance() else { return nil }
        var record = Record()
        record.line = reader.rowLine
        record.values = [FieldValue](repeating: .absent, count: fieldCount)
        if reader.isUnclosed {
            record.fault = FieldError(field: nil, reason: "a quote opened in this row is never closed")
        } else if reader.content.contains(0) {
            record.fault = FieldError(field: nil, reason: "the row holds a NUL character, which no text may")
        } else if reader.ends.count != targets.count {
            record.fault = FieldError(
                field: nil, reason: "the row has \(reader.ends.count) fields, the header has \(targets.count)")
        } else {
            for (index, target) in targets.enumerated() {
                if case .nothing = target { continue }
                guard let text = reader.field(index) else {
                    record.fault = FieldError(field: nil, reason: "field \(index + 1) is not valid UTF-8")
                    break
                }
                switch target {
                case .field(let field): record.values[field] = .text(text)
                case .attribute(let name):
                    let value = text.trimmingBlanks()
                    if !value.isEmpty { record.attributes[name] = [value] }
                case .nothing: break
                }
            }
        }
        return record
    }

    /// The last row written out again.
    func lastRowText() -> String { reader.rowText() }
}
