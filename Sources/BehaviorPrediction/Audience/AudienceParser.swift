/// Why a condition cannot be read.
public struct AudienceSyntaxError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The condition.
    public let text: String
    /// Where in it, in characters from 1.
    public let position: Int
    /// What was expected there.
    public let expected: String

    /// An error from its parts.
    public init(text: String, position: Int, expected: String) {
        self.text = text
        self.position = position
        self.expected = expected
    }

    /// What is wrong and what to do about it.
    public var description: String {
        "'\(text)': at character \(position), expected \(expected); write for example "
            + "churn > 0.6 and category ~ shoes"
    }
}

extension AudienceCondition {
    /// Reads a condition. Values with blanks or brackets stand in double quotes.
    /// - Throws: ``AudienceSyntaxError``.
    public init(parsing text: String) throws(AudienceSyntaxError) {
        var parser = AudienceParser(text)
        self = try parser.parse()
    }
}

/// A recursive-descent parser: or-terms of and-terms of comparisons.
private struct AudienceParser {
    private let text: String
    private let characters: [Character]
    private var place = 0

    init(_ text: String) {
        self.text = text
        characters = Array(text)
    }

    mutating func parse() throws(AudienceSyntaxError) -> AudienceCondition {
        let condition = try alternatives()
        skipBlanks()
        if place < characters.count { throw failure("'and', 'or' or the end") }
        return condition
    }

    private mutating func alternatives() throws(AudienceSyntaxError) -> AudienceCondition {
        var left = try conjunction()
        while take(word: "or") { left = .or(left, try conjunction()) }
        return left
    }

    private mutating func conjunction() throws(AudienceSyntaxError) -> AudienceCondition {
        var left = try term()
        while take(word: "and") { left = .and(left, try term()) }
        return left
    }

    private mutating func term() throws(AudienceSyntaxError) -> AudienceCondition {
        if take(word: "not") { return .not(try term()) }
        skipBlanks()
        if place < characters.count, characters[place] == "(" {
            place += 1
            let inner = try alternatives()
            skipBlanks()
            guard place < characters.count, characters[place] == ")" else { throw failure("')'") }
            place += 1
            return inner
        }
        let field = try word("the name of a field")
        skipBlanks()
        guard let operation = Comparison.allCases.first(where: { starts(with: $0.rawValue) }) else {
            throw failure("one of \(Comparison.allCases.map(\.rawValue).joined(separator: " "))")
        }
        place += operation.rawValue.count
        return .comparison(field: field, operation: operation, value: try word("a value"))
    }

    private mutating func word(_ expected: String) throws(AudienceSyntaxError) -> String {
        skipBlanks()
        if place < characters.count, characters[place] == "\"" {
            let start = place + 1
            guard let end = characters[start...].firstIndex(of: "\"") else { throw failure("a closing \"") }
            place = end + 1
            return String(characters[start..<end])
        }
        let start = place
        while place < characters.count, !Self.ends(characters[place]) { place += 1 }
        if start == place { throw failure(expected) }
        return String(characters[start..<place])
    }

    private static func ends(_ character: Character) -> Bool {
        character.isWhitespace || "()<>=!~\"".contains(character)
    }

    private mutating func take(word: String) -> Bool {
        skipBlanks()
        let end = place + word.count
        guard end <= characters.count, String(characters[place..<end]).lowercased() == word,
            end == characters.count || Self.ends(characters[end])
        else { return false }
        place = end
        return true
    }

    private func starts(with text: String) -> Bool { characters[place...].starts(with: text) }

    private mutating func skipBlanks() {
        while place < characters.count, characters[place].isWhitespace { place += 1 }
    }

    private func failure(_ expected: String) -> AudienceSyntaxError {
        AudienceSyntaxError(text: text, position: place + 1, expected: expected)
    }
}
private typealias Comparison = AudienceCondition.Comparison
