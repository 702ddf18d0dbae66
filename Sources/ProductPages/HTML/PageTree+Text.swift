extension PageTree {
    /// Everything between an element's tags as it is written, such as a script.
    func source(of node: Int) -> Range<Int> {
        guard let text = inside(node).first, nodes[text].tag == .text else { return 0..<0 }
        return range(ofText: text)
    }

    /// What people read between an element's tags: white space folded, blocks apart.
    /// - Parameter isSkipped: which elements inside are passed over.
    func text(of node: Int, skipping isSkipped: (Int) -> Bool = { _ in false }) -> String {
        text(in: node..<Int(nodes[node].end), showing: node, skipping: isSkipped)
    }

    /// What people read on the whole page.
    var text: String { text(in: nodes.indices, showing: nil) { _ in false } }

    /// The text of an element such as `<title>` whose text is not part of what is read on the page.
    func plainText(of node: Int) -> String {
        Whitespace.folded(CharacterReferences.decoded(Array(bytes[source(of: node)])))
    }

    /// As `text(of:)`, unless it is longer than `most` bytes before folding: then `nil`, without having read all of it.
    func text(of node: Int, most: Int) -> String? {
        var count = 0
        var index = node
        let end = Int(nodes[node].end)
        while index < end {
            if nodes[index].tag == .text {
                count += Int(nodes[index].count)
                if count > most { return nil }
                index += 1
            } else if index != node, nodes[index].tag.traits.contains(.unseen) {
                index = Int(nodes[index].end)
            } else {
                index += 1
            }
        }
        return text(of: node)
    }

    private func text(in range: Range<Int>, showing root: Int?, skipping isSkipped: (Int) -> Bool) -> String {
        var result: [UInt8] = []
        bytes.withUnsafeBufferPointer { bytes in
            var index = range.lowerBound
            while index < range.upperBound {
                let tag = nodes[index].tag
                if tag == .text {
                    CharacterReferences.append(
                        UnsafeBufferPointer(rebasing: bytes[self.range(ofText: index)]), to: &result)
                } else if index != root, tag.traits.contains(.unseen) || isSkipped(index) {
                    index = Int(nodes[index].end)
                    if tag.traits.contains(.block) { result.append(UInt8(ascii: " ")) }
                    continue
                } else if tag.traits.contains(.block) {
                    result.append(UInt8(ascii: " "))
                }
                // A block's end parts words as its start does.
                if tag != .text, Int(nodes[index].end) == index + 1, tag.traits.contains(.block) {
                    result.append(UInt8(ascii: " "))
                }
                index += 1
            }
        }
        return Whitespace.folded(result)
    }
}
