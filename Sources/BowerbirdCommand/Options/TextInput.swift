import ArgumentParser
import DataImport

/// Texts given as arguments, in a file with one a line, or on standard input.
struct TextInput: ParsableArguments {
    @Argument(help: "The texts themselves.")
    var texts: [String] = []

    @Option(help: ArgumentHelp("A file with one text a line; - is standard input.", valueName: "file"))
    var input: String?

    func validate() throws {
        if texts.isEmpty, input == nil { throw ValidationError("Give a text, or --input FILE (- is standard input).") }
        if !texts.isEmpty, input != nil { throw ValidationError("Give texts or --input, not both.") }
    }

    /// Calls `body` for every text, in order. Bytes that are no UTF-8 become U+FFFD; how many texts had some is told on
    /// standard error.
    func forEach(_ body: (String) throws -> Void) throws {
        var mended = 0
        try forEachBytes { bytes in
            let text = String(validating: bytes, as: UTF8.self)
            if text == nil { mended += 1 }
            try body(text ?? String(decoding: bytes, as: UTF8.self))
        }
        if mended > 0 {
            Progress(isQuiet: false).warn(
                "\(mended) texts are not all UTF-8; what is not was taken for U+FFFD; save them as UTF-8")
        }
    }

    /// Calls `body` for the bytes of every text, in order: those of a file as they stand there, ill-formed ones too.
    func forEachBytes(_ body: ([UInt8]) throws -> Void) throws {
        for text in texts { try body(Array(text.utf8)) }
        guard let input else { return }
        var lines = try LineReader(path: input)
        while let line = try lines.nextBytes() { try body(line) }
    }
}
