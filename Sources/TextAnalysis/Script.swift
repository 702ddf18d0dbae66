import CICU

/// The script that a token is written in, as Unicode's property of that name has it.
public struct Script: Sendable, Hashable {
    // ICU's number of the script.
    let number: UInt8

    init(number: UInt8) { self.number = number }

    /// What many scripts share: digits, signs, punctuation, emoji.
    public static let common = Script(number: 0)

    /// The ISO 15924 code: `Latn`, `Hani`, `Zyyy` for ``common``, …
    public var name: String { String(cString: cicu_script_name(Int32(number))) }
}
