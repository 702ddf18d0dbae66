import DataModel

extension Record {
    /// The text of a field, trimmed; `nil` when it is absent or blank.
    func text(_ field: Int) -> String? {
        switch values[field] {
        case .absent: return nil
        case .text(let text):
            let trimmed = text.trimmingBlanks()
            return trimmed.isEmpty ? nil : trimmed
        case .list(let parts):
            let joined = parts.joined(separator: "\n").trimmingBlanks()
            return joined.isEmpty ? nil : joined
        }
    }

    /// The text of a field that must be there.
    func requiredText(_ field: Int, _ name: String) throws(FieldError) -> String {
        guard let text = text(field) else { throw FieldError(field: name, reason: "it is empty; every row needs one") }
        return text
    }

    /// A finite number.
    func number(_ field: Int, _ name: String) throws(FieldError) -> Double? {
        guard let text = text(field) else { return nil }
        guard let number = Double(text), number.isFinite else {
            throw FieldError(
                field: name, reason: "'\(text)' is not a finite number; write it like 12.5, or leave it empty")
        }
        return number
    }

    /// A finite number that is not negative.
    func amount(_ field: Int, _ name: String) throws(FieldError) -> Double? {
        let number = try number(field, name)
        if let number, number < 0 {
            throw FieldError(field: name, reason: "\(number) is negative; it must be 0 or more, or empty")
        }
        return number
    }

    /// A moment in time.
    func timestamp(_ field: Int, _ name: String) throws(FieldError) -> Timestamp? {
        guard let text = text(field) else { return nil }
        guard let timestamp = Timestamp(parsing: text) else {
            throw FieldError(
                field: name,
                reason:
                    "'\(text)' is not a time; write Unix seconds, Unix milliseconds or ISO 8601 (2026-10-31T12:00:00Z)")
        }
        return timestamp
    }

    /// Yes or no.
    func bool(_ field: Int, _ name: String) throws(FieldError) -> Bool? {
        guard let text = text(field) else { return nil }
        switch text.lowercased() {
        case "true", "yes", "1", "y", "t", "in stock", "instock": return true
        case "false", "no", "0", "n", "f", "out of stock", "outofstock": return false
        default: throw FieldError(field: name, reason: "'\(text)' is neither true nor false; write true or false")
        }
    }

    /// Category paths: a list of `A > B > C`, or several of them with `|` between.
    func categories(_ field: Int) -> [[String]] {
        let paths: [String]
        switch values[field] {
        case .absent: return []
        case .text(let text): paths = text.split(separator: "|").map(String.init)
        case .list(let parts): paths = parts
        }
        return paths.map { path in
            path.split(separator: ">").map { String($0).trimmingBlanks() }.filter { !$0.isEmpty }
        }.filter { !$0.isEmpty }
    }
}

extension String {
    /// Without blanks, tabs and line ends at both ends.
    func trimmingBlanks() -> String {
        let bytes = utf8
        guard let first = bytes.firstIndex(where: { !Self.isBlank($0) }),
            let last = bytes.lastIndex(where: { !Self.isBlank($0) })
        else { return "" }
        if first == bytes.startIndex, bytes.index(after: last) == bytes.endIndex { return self }
        return String(self[first...last])
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}
