/// What to know about a table before reading it.
public struct TableOptions: Sendable {
    /// How it is written down; `nil` to go by the file's name.
    public var format: InputFormat?
    /// Columns with other names: theirs → ours.
    public var mapping: [String: String]
    /// How many good rows are handed over at a time.
    public var batchSize: Int

    /// Options; batches of 20,000 rows unless said otherwise.
    public init(format: InputFormat? = nil, mapping: [String: String] = [:], batchSize: Int = 20_000) {
        self.format = format
        self.mapping = mapping
        self.batchSize = batchSize
    }
}

/// Some rows of an input, and what was left out among them.
public struct ImportBatch<Row: Sendable>: Sendable {
    /// The good rows, in the order of the file.
    public var rows: [Row] = []
    /// The bad ones among them.
    public var rejected: [RejectedRow] = []
    /// How much of the file has been read, in bytes.
    public var readBytes = 0
    /// How long the file is, in bytes; `nil` for standard input.
    public var totalBytes: Int?
}

/// Reads rows of one kind from CSV, TSV or JSON Lines, gzip or not, in constant memory.
public enum TableReader {
    /// Reads `path` (`-` is standard input) and hands it over in batches.
    /// - Throws: ``ImportError`` when the file cannot be read or its header lacks a required column; what `body` throws.
    public static func read<Row: ImportableRow>(
        _ type: Row.Type, path: String, options: TableOptions = TableOptions(),
        into body: (ImportBatch<Row>) throws -> Void
    ) throws {
        let source = try ByteSource(path: path)
        let format = try options.format ?? InputFormat(fileName: source.name)
        var reader: any RecordReader =
            switch format {
            case .csv, .tsv:
                try DelimitedRecordReader(
                    source: source, delimiter: format == .csv ? UInt8(ascii: ",") : UInt8(ascii: "\t"),
                    schema: Row.schema, mapping: options.mapping)
            case .jsonl: try JSONLinesReader(source: source, schema: Row.schema, mapping: options.mapping)
            }
        var batch = ImportBatch<Row>()
        batch.totalBytes = source.totalBytes
        while let record = try reader.next() {
            do throws(FieldError) {
                if let fault = record.fault { throw fault }
                batch.rows.append(try Row(record))
            } catch {
                batch.rejected.append(
                    RejectedRow(
                        file: source.name, line: record.line, field: error.field, reason: error.reason,
                        text: reader.lastRowText(), header: reader.headerText))
            }
            if batch.rows.count + batch.rejected.count >= options.batchSize {
                batch.readBytes = source.readBytes
                try body(batch)
                batch.rows.removeAll(keepingCapacity: true)
                batch.rejected.removeAll(keepingCapacity: true)
            }
        }
        batch.readBytes = source.readBytes
        try body(batch)
    }

    /// Reads `theirs=ours` pairs.
    /// - Throws: ``ImportError/badMapping(text:fields:)``.
    public static func mapping(_ pairs: [String], fieldNames: [String]) throws(ImportError) -> [String: String] {
        var mapping: [String: String] = [:]
        for pair in pairs {
            guard let separator = pair.lastIndex(of: "="), separator > pair.startIndex,
                fieldNames.contains(String(pair[pair.index(after: separator)...]))
            else { throw ImportError.badMapping(text: pair, fields: fieldNames) }
            mapping[String(pair[..<separator])] = String(pair[pair.index(after: separator)...])
        }
        return mapping
    }
}
