import ArgumentParser
import DataImport

/// Texts given as arguments, in a file with one a line, or on standard input (also as the only argument `-`).
struct TextInput: ParsableArguments {
    @Argument(help: "The texts themselves; a single - is standard input, one text a line.")
    var texts: [String] = []

    @Option(help: ArgumentHelp("A file with one text a line; - is standard input.", valueName: "file"))
    var input: String?

    func validate() throws {
        if texts.isEmpty, input == nil { throw ValidationError("Give a text, or --input FILE (- is standard input).") }
        if !texts.isEmpty, input != nil { throw ValidationError("Give texts or --input, not both.") }
    }

    /// Calls `body` for the bytes of every text, in order: those of a file as they stand there, ill-formed ones too.
    func forEachBytes(_ body: ([UInt8]) throws -> Void) throws {
        guard let file else {
            for text in texts { try body(Array(text.utf8)) }
            return
        }
        var lines = try LineReader(path: file)
        while let line = try lines.nextBytes() { try body(line) }
    }

    /// Where texts are read from, unless they are arguments.
    var file: String? { texts == ["-"] ? "-" : input }
}
