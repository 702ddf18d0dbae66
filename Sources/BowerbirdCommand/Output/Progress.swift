import Foundation

/// Progress and remarks on standard error: a line that is rewritten on a terminal, plain lines otherwise.
final class Progress: @unchecked Sendable {
    private let isQuiet: Bool
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let lock = NSLock()
    private var hasOpenLine = false
    private var lastUpdate = ContinuousClock.now - .seconds(10)

    private let start = ContinuousClock.now

    init(isQuiet: Bool) { self.isQuiet = isQuiet }

    /// A finished step; always a line of its own.
    func say(_ text: String) {
        guard !isQuiet else { return }
        lock.withLock {
            closeLine()
            emit(Printable.text(text) + "\n")
        }
    }

    /// A finished step of a training: with the seconds since the start and the most memory held so far.
    func step(_ text: String) {
        say("\(text) [\(Seconds.text(since: start)), \(ByteCount.text(PeakMemory.bytes))]")
    }

    /// Where a long step stands; shown on terminals only, at most ten times a second.
    func update(_ text: @autoclosure () -> String) {
        guard !isQuiet, isTerminal else { return }
        lock.withLock {
            guard ContinuousClock.now - lastUpdate > .milliseconds(100) else { return }
            lastUpdate = .now
            emit("\r\u{1B}[K" + Printable.text(text()))
            hasOpenLine = true
        }
    }

    /// A problem; shown even when quiet.
    func warn(_ text: String) {
        lock.withLock {
            closeLine()
            emit(Printable.text(text) + "\n")
        }
    }

    private func closeLine() {
        if hasOpenLine { emit("\r\u{1B}[K") }
        hasOpenLine = false
    }

    private func emit(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
