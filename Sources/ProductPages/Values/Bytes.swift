extension Collection<UInt8> {
    /// Whether `part` stands somewhere in these bytes.
    func holds(_ part: StaticString) -> Bool {
        let count = part.utf8CodeUnitCount
        guard count > 0 else { return true }
        var start = startIndex
        var left = self.count
        while left >= count {
            if self[start] == part.utf8Start[0], hasPrefix(part, at: start) { return true }
            formIndex(after: &start)
            left -= 1
        }
        return false
    }

    /// Whether `part` stands somewhere in these bytes.
    func holds(_ part: some Collection<UInt8>) -> Bool { part.isEmpty || place(of: part) != nil }

    /// Where `part`, which is not empty, stands first in these bytes.
    func place(of part: some Collection<UInt8>) -> Index? {
        guard let first = part.first else { return nil }
        var start = startIndex
        var left = count - part.count
        while left >= 0 {
            if self[start] == first, self[start...].starts(with: part) { return start }
            formIndex(after: &start)
            left -= 1
        }
        return nil
    }

    /// What stands between the places of `separator`, which is not empty, where anything does.
    func parts(between separator: some Collection<UInt8>) -> [SubSequence] {
        var parts: [SubSequence] = []
        var rest = self[...]
        while let place = rest.place(of: separator) {
            parts.append(rest[..<place])
            rest = rest[place...].dropFirst(separator.count)
        }
        return (parts + [rest]).filter { !$0.isEmpty }
    }

    private func hasPrefix(_ part: StaticString, at start: Index) -> Bool {
        var index = start
        for offset in 0..<part.utf8CodeUnitCount {
            guard index < endIndex, self[index] == part.utf8Start[offset] else { return false }
            formIndex(after: &index)
        }
        return true
    }
}
