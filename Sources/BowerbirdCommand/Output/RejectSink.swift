import DataImport

/// Names rejected rows on standard error, the first few one by one, and writes all of them to a file if there is one.
final class RejectSink {
    private var output: OutputFile?
    private let progress: Progress
    private let shownRows: Int
    private var count = 0
    private var lastHeader: String?
    private var failure: (any Error)?

    init(output: consuming OutputFile?, progress: Progress, shownRows: Int) {
        self.output = output
        self.progress = progress
        self.shownRows = shownRows
    }

    func add(_ row: RejectedRow) {
        count += 1
        if count <= shownRows { progress.warn(row.description) }
        if count == shownRows + 1 { progress.warn("… more rejected rows are counted but not shown") }
        guard failure == nil else { return }
        do {
            // With its header the file can be mended and imported as it is.
            if let header = row.header, header != lastHeader { try output?.write(header + "\n") }
            lastHeader = row.header
            try output?.write(row.text + "\n")
        } catch {
            failure = error
        }
    }

    /// Closes the file.
    func finish() throws {
        if let failure { throw failure }
        guard let output = output.take() else { return }
        try output.finish()
    }
}
