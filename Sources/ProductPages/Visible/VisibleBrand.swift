/// Brands as they are shown: a word, a link, or a picture with a text of its own.
enum VisibleBrand {
    private static let longest = 60
    private static let mostInside = 100
    // What holds more has no short text.
    private static let mostNodes = 2000
    private static let mostCandidates = 500
    // From the heading, in nodes.
    private static let beside = 42
    private static let near = 210

    /// What a brand's element shows: its text, or what its picture says of itself.
    static func name(at node: Int, _ page: PageTree) -> String? {
        if let text = page.text(of: node, most: 400).flatMap({ BrandName.cleaned($0) }) { return text }
        for inner in node..<min(Int(page.nodes[node].end), node + mostInside) {
            switch page.nodes[inner].tag {
            case .img:
                for attribute in [AttributeName.alt, .title] {
                    if let text = Whitespace.meaningful(page.attribute(attribute, of: inner)) { return text }
                }
            case .svg:
                if let title = page.inside(inner).prefix(mostInside).first(where: { page.nodes[$0].tag == .title }),
                    let text = Whitespace.meaningful(page.plainText(of: title))
                {
                    return text
                }
            default: break
            }
        }
        return nil
    }

    /// The brand that an element near the heading names: marked as brand, or a link to a brand's page.
    static func find(_ visible: VisiblePage) -> (name: String, points: Double)? {
        let (page, survey) = (visible.page, visible.survey)
        var best: (name: String, points: Double)?
        let titleKey = TitleWords.key(visible.title ?? "")
        var left = visible.limit(mostCandidates)
        // Elements that are called brands may stand in one another; each node is looked at a few times at most.
        var nodesLeft = 2 * page.nodes.count + 3000
        func offer(_ node: Int) {
            guard left > 0, nodesLeft > 0,
                survey.regions[node].isDisjoint(with: [.related, .frame, .basket, .review, .unseen])
            else { return }
            left -= 1
            nodesLeft -= min(page.inside(node).count, mostNodes)
            guard let name = name(at: node, page), name.count <= longest, name.contains(where: \.isLetter)
            else { return }
            let distance = abs(node - visible.start)
            var points = 1 + (distance < beside ? 1 : distance < near ? 0.5 : 0)
            // A brand's name is often a part of the product's.
            let key = TitleWords.key(name)
            if !key.isEmpty, titleKey.holds(key), name.count > 1 { points += 1 }
            if name.count > 30 { points -= 0.7 }
            if name.contains(":") || key == titleKey { points -= 2 }
            if best.map({ points > $0.points }) ?? true { best = (name, points) }
        }
        let folders = Self.folders
        let links = page.elements(.a)
        var link = links.startIndex
        // Of links that lead to a brand's page, those before the next element that is called a brand.
        func offerLinks(before end: Int) {
            while link < links.endIndex, links[link] < end {
                if left > 0, leadsToBrand(links[link], page, folders) { offer(links[link]) }
                link += 1
            }
        }
        for node in survey.hinted where survey.hints[node].contains(.brand) && !survey.hints[node].contains(.frame) {
            offerLinks(before: node)
            offer(node)
            if link < links.endIndex, links[link] == node { link += 1 }
        }
        offerLinks(before: page.nodes.count)
        return best.flatMap { $0.points >= 1.5 ? $0 : nil }
    }

    private static let folders: NameTable<Bool> = NameTable(
        [
            "brand", "brands", "marke", "marken", "marque", "marques", "marca", "marcas", "manufacturer",
            "manufacturers", "merk", "znacka", "brend", "producent",
            "vyrobce", "vyrobca", "hersteller", "fabricante", "b",
        ].map { ($0, true) })

    // An address with a folder or a parameter of that name: /brands/bosch, ?brand=bosch.
    private static func leadsToBrand(_ node: Int, _ page: PageTree, _ folders: NameTable<Bool>) -> Bool {
        guard let range = page.rawAttribute(.href, of: node), range.count <= 300 else { return false }
        return page.bytes.withUnsafeBufferPointer { bytes in
            let address = UnsafeBufferPointer(rebasing: bytes[range])
            var start = 0
            var index = 0
            while index < address.count {
                if index + EightBytes.count <= address.count {
                    let eight = EightBytes.load(address, index)
                    // Signs, digits and `_`: letters, of which addresses mostly consist, are none of them.
                    let signs = EightBytes.below(eight, 0x40) | EightBytes.equal(eight, UInt8(ascii: "_"))
                    index += EightBytes.before(signs)
                    if signs == 0 { continue }
                }
                if partsFolders(address[index]) {
                    if index - start > 1,
                        folders.value(of: UnsafeBufferPointer(rebasing: address[start..<index])) != nil
                    {
                        return true
                    }
                    start = index + 1
                }
                index += 1
            }
            return false
        }
    }

    @inline(__always)
    private static func partsFolders(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "=")
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
}
