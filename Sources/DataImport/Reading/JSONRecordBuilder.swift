/// Makes records of JSON objects; which field a key gives is looked up once.
struct JSONRecordBuilder {
    private let schema: Schema
    private let mapping: [String: String]
    private let defaults: [(field: Int, value: FieldValue)]
    private var fieldOfKey: [String: Int?] = [:]

    /// - Parameters:
    ///   - mapping: keys with other names, theirs → ours.
    ///   - defaults: what fields hold that an object leaves out, by the field's name.
    init(schema: Schema, mapping: [String: String], defaults: [String: String] = [:]) {
        self.schema = schema
        self.mapping = mapping
        self.defaults = schema.fields.enumerated().compactMap { index, field in
            defaults[field.name].map { (index, .text($0)) }
        }
    }

    /// The record in a line.
    mutating func record(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) -> Record {
        do throws(JSONLineParser.Failure) {
            return record(try JSONLineParser.parse(bytes), line: line, what: "the line")
        } catch {
            var record = empty(line)
            record.fault = FieldError(
                field: nil, reason: "the line is not valid JSON: \(error.reason) at byte \(error.offset + 1)")
            return record
        }
    }

    /// The record that a value stands for.
    mutating func record(_ value: JSONLineValue, line: Int, what: String) -> Record {
        var record = empty(line)
        if case .object(let fields) = value {
            for (key, value) in fields { assign(value, to: key, in: &record) }
            for (field, value) in defaults where record.values[field] == .absent { record.values[field] = value }
        } else {
            record.fault = FieldError(field: nil, reason: "\(what) is not a JSON object")
        }
        return record
    }

    private func empty(_ line: Int) -> Record {
        var record = Record()
        record.line = line
        record.values = [FieldValue](repeating: .absent, count: schema.fields.count)
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
            guard record.values[field] == .absent || isOwnName else { return }
            do throws(FieldError) {
                record.values[field] = try value.fieldValue(schema.fields[field].form)
            } catch {
                record.fault = record.fault ?? FieldError(field: schema.fields[field].name, reason: error.reason)
            }
        } else if schema.keepsAttributes {
            let texts = value.texts
            if !texts.isEmpty { record.attributes[key] = texts }
        }
    }
}
