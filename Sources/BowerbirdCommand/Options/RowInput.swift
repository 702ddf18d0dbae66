import ArgumentParser
import Bowerbird

/// Texts given as arguments, one a line, or in the rows of a table.
struct RowInput: ParsableArguments {
    @OptionGroup var lines: TextInput

    @Option(
        help: ArgumentHelp(
            "How --input is written: csv, tsv or jsonl (default: by the file's name; any other is one text a line)."))
    var inputFormat: InputFormat?

    func validate() throws {
        if inputFormat != nil, lines.file == nil { throw ValidationError("--input-format goes with --input FILE.") }
    }

    /// Calls `body` for every text, in order: a row of a table, or what `plain` makes of a line. Rows that cannot be used are
    /// named on standard error. Bytes of lines that are no UTF-8 become U+FFFD; how many texts had some is told as well.
    /// - Returns: how many rows could not be used.
    /// - Throws: what `body` throws; `ImportError`.
    func forEach<Row: ImportableRow>(
        _ type: Row.Type, plain: (String) -> Row, progress: Progress, _ body: (Row) throws -> Void
    ) throws -> Int {
        guard let file = lines.file, let format = inputFormat ?? (try? InputFormat(fileName: file)) else {
            try forEachLine(progress) { try body(plain($0)) }
            return 0
        }
        var rejectedCount = 0
        let rejects = RejectSink(output: nil, progress: progress, shownRows: RejectOptions.shownRows)
        try TableReader.read(type, path: file, options: TableOptions(format: format, batchSize: Self.batchSize)) {
            batch in
            for row in batch.rejected { rejects.add(row) }
            rejectedCount += batch.rejected.count
            for row in batch.rows { try body(row) }
        }
        return rejectedCount
    }

    // Answers come as the rows do, whatever the table's length.
    private static let batchSize = 256

    private func forEachLine(_ progress: Progress, _ body: (String) throws -> Void) throws {
        var mended = 0
        try lines.forEachBytes { bytes in
            let text = String(validating: bytes, as: UTF8.self)
            if text == nil { mended += 1 }
            try body(text ?? String(decoding: bytes, as: UTF8.self))
        }
        if mended > 0 {
            progress.warn("\(mended) texts are not all UTF-8; what is not was taken for U+FFFD; save them as UTF-8")
        }
    }
}
