/// Reads the attributes of a start tag: those whose names the readers of a page look for.
struct AttributeReader {
    private let html: UnsafeBufferPointer<UInt8>
    // A global table is looked up once a page instead of once a name.
    private let names = AttributeName.names

    /// - Parameter html: UTF-8, which must outlive the reader.
    init(_ html: UnsafeBufferPointer<UInt8>) { self.html = html }

    /// Reads attributes from `start` up to the tag's end, and says where that is and whether the tag closes itself.
    @inline(__always)
    func read(
        _ start: Int, into attributes: inout GrowingBuffer<PageTree.Attribute>
    ) -> (end: Int, isClosed: Bool) {
        var isClosed = false
        var index = start
        while index < html.count {
            let byte = html[index]
            if byte == HTMLSyntax.greaterThan { return (index + 1, isClosed) }
            isClosed = byte == UInt8(ascii: "/")
            index = isClosed || byte.isHTMLSpace ? index + 1 : readAttribute(index, &attributes)
        }
        return (index, isClosed)
    }

    // Reads the attribute that starts at `start` and says where it ends.
    @inline(__always)
    private func readAttribute(_ start: Int, _ attributes: inout GrowingBuffer<PageTree.Attribute>) -> Int {
        if let end = readCommon(start, &attributes) { return end }
        var end = start + 1
        if end + EightBytes.count <= html.count {
            let bytes = EightBytes.load(html, end)
            end += EightBytes.before(EightBytes.below(bytes, 0x40) & ~EightBytes.equal(bytes, UInt8(ascii: "-")))
        }
        while end < html.count, !HTMLSyntax.endsAttributeName(html[end]) { end += 1 }
        let name = start..<end
        end = behindSpaces(end)
        var value = end..<end
        if end < html.count, html[end] == UInt8(ascii: "=") { (value, end) = attributeValue(behindSpaces(end + 1)) }
        if let known = names.value(of: UnsafeBufferPointer(rebasing: html[name])) {
            attributes.append(
                PageTree.Attribute(known: known, start: Int32(value.lowerBound), count: Int32(value.count)))
        }
        return end
    }

    // Reads an attribute that is written as half of them are, `class="…"` or `href="…"`, and says where it ends.
    @inline(__always)
    private func readCommon(_ start: Int, _ attributes: inout GrowingBuffer<PageTree.Attribute>) -> Int? {
        guard start + EightBytes.count <= html.count else { return nil }
        let bytes = EightBytes.load(html, start)
        let value: Int
        let known: AttributeName
        if bytes & 0xFF_FFFF_FFFF_FFFF == Self.classMark {
            (value, known) = (start + 7, .class)
        } else if bytes & 0xFFFF_FFFF_FFFF == Self.hrefMark {
            (value, known) = (start + 6, .href)
        } else {
            return nil
        }
        let end = html.position(of: UInt8(ascii: "\""), from: value) ?? html.count
        attributes.append(PageTree.Attribute(known: known, start: Int32(value), count: Int32(end - value)))
        return min(end + 1, html.count)
    }

    // `class="` and `href="` as numbers, the first letter lowest.
    private static let classMark: UInt64 = 0x22_3D73_7361_6C63
    private static let hrefMark: UInt64 = 0x223D_6665_7268

    // The value that starts at `start`, and where what follows it starts.
    @inline(__always)
    private func attributeValue(_ start: Int) -> (Range<Int>, end: Int) {
        guard start < html.count else { return (start..<start, start) }
        let quote = html[start]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let end = html.position(of: quote, from: start + 1) ?? html.count
            return (min(start + 1, end)..<end, min(end + 1, html.count))
        }
        var end = start
        while end < html.count, !html[end].isHTMLSpace, html[end] != HTMLSyntax.greaterThan { end += 1 }
        return (start..<end, end)
    }

    @inline(__always)
    private func behindSpaces(_ start: Int) -> Int {
        var index = start
        while index < html.count, html[index].isHTMLSpace { index += 1 }
        return index
    }
}
