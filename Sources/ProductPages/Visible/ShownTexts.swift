/// What elements show that neighbouring amounts share, so that a row of amounts is read once.
struct ShownTexts {
    private var nodes = [Int](repeating: -1, count: 8)
    private var texts = [[UInt8]?](repeating: nil, count: 8)
    private var next = 0

    mutating func text(of node: Int, _ shown: (Int) -> [UInt8]?) -> [UInt8]? {
        if let place = nodes.firstIndex(of: node) { return texts[place] }
        let text = shown(node)
        nodes[next] = node
        texts[next] = text
        next = (next + 1) % nodes.count
        return text
    }
}
