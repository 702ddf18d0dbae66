extension PageTree {
    /// Everything between an element's tags as it is written, such as a script.
    func source(of node: Int) -> Range<Int> {
        guard let text = inside(node).first, nodes[text].tag == .text else { return 0..<0 }
        return range(ofText: text)
    }

    // A longer one is a quotation mark that does not end.
    private static let longestType = 200

    /// The type that a script's tag names, in lower case; empty when it names none.
    func scriptType(of node: Int) -> [UInt8] {
        guard let range = rawAttribute(.type, of: node) else { return [] }
        return bytes.withUnsafeBufferPointer { bytes in
            var type: [UInt8] = []
            // "ld&#x2B;json": some shops' software escapes the sign.
            CharacterReferences.append(
                UnsafeBufferPointer(rebasing: bytes[range.prefix(Self.longestType)]), to: &type)
            return type.map(\.lowercasedASCII)
        }
    }

    /// What people read between an element's tags: white space folded, blocks apart.
    func text(of node: Int) -> String { String(decoding: textBytes(of: node), as: UTF8.self) }

    /// As ``text(of:)``, in UTF-8.
    func textBytes(of node: Int) -> [UInt8] { textBytes(in: node..<Int(nodes[node].end), showing: node) }

    /// What people read on the whole page, in UTF-8.
    var textBytes: [UInt8] { textBytes(in: nodes.indices, showing: nil) }

    // A title that is longer is a page whose title does not end.
    private static let longestTitle = 1000

    /// The text of an element such as `<title>` whose text is not part of what is read on the page, or its first thousand bytes.
    func plainText(of node: Int) -> String {
        var source = source(of: node)
        if source.count > Self.longestTitle {
            var end = source.lowerBound + Self.longestTitle
            while bytes[end] & 0xC0 == 0x80 { end -= 1 }
            source = source.lowerBound..<end
        }
        return bytes.withUnsafeBufferPointer { bytes in
            String(
                decoding: TextFolder.folded(UnsafeBufferPointer(rebasing: bytes[source]), decoding: true), as: UTF8.self
            )
        }
    }

    /// As `text(of:)`, unless it is longer than `most` bytes before folding: then `nil`, without having read any of it.
    func text(of node: Int, most: Int) -> String? { hasText(node, most: most) ? text(of: node) : nil }

    /// As ``text(of:most:)``, in UTF-8.
    func textBytes(of node: Int, most: Int) -> [UInt8]? { hasText(node, most: most) ? textBytes(of: node) : nil }

    // Elements around a text of a few bytes are few; a heap of empty ones is no text that anybody looks for.
    private static let nodesPerByte = 4
    private static let fewNodes = 64

    /// Whether the text of an element is at most `most` bytes long before folding.
    func hasText(_ node: Int, most: Int) -> Bool {
        guard inside(node).count <= Self.fewNodes + Self.nodesPerByte * most else { return false }
        let seen = seenText(in: node..<Int(nodes[node].end))
        // Nothing that is seen may mean that the element itself is not: what it would show counts then.
        return seen > 0 ? seen <= most : textCount(in: node..<Int(nodes[node].end), showing: node) <= most
    }

    private func textCount(in range: Range<Int>, showing root: Int?) -> Int {
        var count = 0
        var index = range.lowerBound
        while index < range.upperBound {
            let tag = nodes[index].tag
            if tag == .text { count += Int(nodes[index].count) }
            index = index != root && tag.traits.contains(.unseen) ? Int(nodes[index].end) : index + 1
        }
        return count
    }

    private func textBytes(in range: Range<Int>, showing root: Int?) -> [UInt8] {
        let seen = seenText(in: range)
        return TextFolder.bytes(capacity: (seen > 0 ? seen : textCount(in: range, showing: root)) + range.count) {
            folder in
            bytes.withUnsafeBufferPointer { bytes in
                var index = range.lowerBound
                // Where the blocks end that were started, the innermost last.
                var ends = GrowingBuffer<Int32>(capacity: 16)
                while index < range.upperBound {
                    // Blocks part words where they start and where they end.
                    while let end = ends.last, index >= end {
                        folder.blank()
                        _ = ends.popLast()
                    }
                    let tag = nodes[index].tag
                    if tag == .text {
                        folder.append(UnsafeBufferPointer(rebasing: bytes[self.range(ofText: index)]))
                        index += 1
                        continue
                    }
                    if tag.traits.contains(.block) {
                        folder.blank()
                        ends.append(nodes[index].end)
                    }
                    index = index != root && tag.traits.contains(.unseen) ? Int(nodes[index].end) : index + 1
                }
            }
        }
    }
}
