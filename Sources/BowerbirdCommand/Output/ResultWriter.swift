import Answers
import Foundation

/// Writes answers in the chosen format, as they come.
///
/// CSV takes its columns from the first answer; a table is laid out once a screenful is there.
struct ResultWriter: ~Copyable {
    let format: OutputFormat
    private var output: OutputFile
    private var columns: [String] = []
    private var waiting: [[String]] = []
    private var widths: [Int] = []
    private var isLaidOut = false

    private static let screenful = 200
    private static let widestColumn = 60

    init(format: OutputFormat, output: consuming OutputFile) {
        self.format = format
        self.output = output
    }

    mutating func write(_ record: OutputRecord) throws {
        switch format {
        case .jsonl: try output.write(record.json.text + "\n")
        case .csv:
            for row in record.rows {
                if columns.isEmpty {
                    columns = row.map(\.name)
                    try output.write(columns.map(Self.csvField).joined(separator: ",") + "\n")
                }
                try output.write(cells(of: row).map(Self.csvField).joined(separator: ",") + "\n")
            }
        case .table:
            for row in record.rows {
                for field in row where !isLaidOut && !columns.contains(field.name) { columns.append(field.name) }
                // A title with a terminal's control codes in it must not rule the terminal.
                let cells = cells(of: row).map {
                    Printable.text($0).replacing("\n", with: " ").replacing("\t", with: " ")
                }
                if isLaidOut {
                    try output.write(aligned(cells))
                } else {
                    waiting.append(cells)
                    if waiting.count == Self.screenful { try layOut() }
                }
            }
        }
    }

    consuming func finish() throws {
        if format == .table, !isLaidOut { try layOut() }
        try output.finish()
    }

    private mutating func layOut() throws {
        isLaidOut = true
        widths = columns.indices.map { column in
            let longest = waiting.map { $0.indices.contains(column) ? TextWidth.of($0[column]) : 0 }.max() ?? 0
            return min(Self.widestColumn, max(TextWidth.of(columns[column]), longest))
        }
        if !columns.isEmpty { try output.write(aligned(columns)) }
        for row in waiting { try output.write(aligned(row)) }
        waiting = []
    }

    private func cells(of row: [JSONValue.Field]) -> [String] {
        columns.map { column in row.first { $0.name == column }?.value.cell ?? "" }
    }

    private func aligned(_ cells: [String]) -> String {
        var line = ""
        for (column, cell) in cells.enumerated() {
            let shown = TextWidth.cut(cell, to: widths[column])
            line += shown
            if column < cells.count - 1 {
                line += String(repeating: " ", count: widths[column] - TextWidth.of(shown) + 2)
            }
        }
        while line.hasSuffix(" ") { line.removeLast() }
        return line + "\n"
    }

    private static func csvField(_ value: String) -> String {
        guard value.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return value }
        return "\"" + value.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}
