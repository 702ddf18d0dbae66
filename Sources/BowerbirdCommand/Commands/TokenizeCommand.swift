import Answers
import ArgumentParser
import TextAnalysis

/// `bowerbird tokenize`
struct TokenizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokenize", abstract: "Cut text into words, with byte offsets, kind and script.",
        discussion: "Example: bowerbird tokenize '这个帐篷很轻'")

    @OptionGroup var input: TextInput

    @Option(help: ArgumentHelp("BCP 47 tag of the text's language (default: any mixture).", valueName: "tag"))
    var language: String?

    @Flag(help: "Blanks and punctuation too.")
    var everything = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        let analyzer = try TextAnalyzer(language: language)
        var writer = try output.writer()
        var tokens: [Token] = []
        var illFormedParts = 0
        try input.forEachBytes { bytes in
            illFormedParts += bytes.withUnsafeBufferPointer { utf8 in
                everything ? analyzer.segment(utf8, into: &tokens) : analyzer.tokenize(utf8, into: &tokens)
            }
            for token in tokens {
                try writer.write(
                    OutputRecord(
                        .record([
                            "token": .string(String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)),
                            "start": .integer(Int(token.start)), "end": .integer(Int(token.end)),
                            "kind": .string(token.kind.name), "script": .string(token.script.name),
                        ])))
            }
        }
        try writer.finish()
        if illFormedParts > 0 {
            execution.progress().warn(
                "\(illFormedParts) ill-formed parts are no UTF-8 and were taken for U+FFFD; save the text as UTF-8")
        }
    }
}
