/// What a page shows besides: specification tables, the description, pictures.
enum VisibleDetails {
    private static let mostAttributes = 100
    private static let mostRows = 5000
    private static let longestName = 60
    private static let longestValue = 300
    private static let longestDescription = 20_000
    // How far from the heading the gallery is, in nodes.
    private static let galleryDistance = 420

    /// Two-column tables and definition lists as names with values.
    static func attributes(_ visible: VisiblePage) -> [String: String] {
        let (page, survey) = (visible.page, visible.survey)
        var result: [String: String] = [:]
        var rowsLeft = mostAttributes + visible.limit(mostRows)
        // Lists may stand in one another; each node is looked at a few times at most.
        var nodesLeft = 2 * page.nodes.count + 3000
        func add(_ name: Int, _ value: Int) {
            rowsLeft -= 1
            nodesLeft -= page.inside(name).count + page.inside(value).count
            guard nodesLeft > 0, result.count < mostAttributes, rowsLeft >= 0,
                let name = page.text(of: name, most: longestName * 2).flatMap({ Whitespace.meaningful($0) })
            else { return }
            let key = name.last == ":" || name.last == "：" ? Whitespace.folded(String(name.dropLast())) : name
            guard !key.isEmpty, key.count <= longestName, key.contains(where: \.isLetter), result[key] == nil,
                let value = page.text(of: value, most: longestValue * 2).flatMap({ Whitespace.meaningful($0) }),
                value.count <= longestValue
            else { return }
            result[key] = value
        }
        let isOwn = { (node: Int) in
            survey.regions[node].isDisjoint(with: [.related, .frame, .basket, .review, .unseen])
        }
        for row in page.elements(.tr) where isOwn(row) {
            if let (name, value) = pair(in: row, page) { add(name, value) }
        }
        var skipTo = 0
        for list in page.elements(.dl) where list >= skipTo && isOwn(list) {
            // What stands in a list of this one is among its own parts.
            skipTo = Int(page.nodes[list].end)
            var last: Int?
            for part in page.inside(list) where page.nodes[part].tag == .dt || page.nodes[part].tag == .dd {
                if let name = last, page.nodes[name].tag == .dt, page.nodes[part].tag == .dd { add(name, part) }
                last = part
            }
        }
        return result
    }

    // The cells of a row that has two of them.
    private static func pair(in row: Int, _ page: PageTree) -> (name: Int, value: Int)? {
        var cells = (-1, -1)
        var child = row + 1
        while child < Int(page.nodes[row].end) {
            if page.nodes[child].tag == .td || page.nodes[child].tag == .th {
                guard cells.1 < 0 else { return nil }
                if cells.0 < 0 { cells.0 = child } else { cells.1 = child }
            }
            child = Int(page.nodes[child].end)
        }
        return cells.1 < 0 ? nil : cells
    }

    /// The longest text that is called a description.
    static func description(_ visible: VisiblePage) -> String? {
        let (page, survey) = (visible.page, visible.survey)
        var longest: [UInt8]?
        var longestCount = 40
        var skipTo = 0
        for node in survey.hinted where node >= skipTo && survey.hints[node].contains(.description) {
            guard survey.regions[node].isDisjoint(with: [.related, .frame, .basket, .review, .unseen]),
                page.hasText(node, most: longestDescription)
            else { continue }
            skipTo = Int(page.nodes[node].end)
            guard page.seenText(in: node..<skipTo) > longestCount else { continue }
            let text = page.textBytes(of: node)
            let count = Letters.count(text)
            if count > longestCount { (longest, longestCount) = (text, count) }
        }
        return longest.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Pictures near the heading: named as the gallery's, or with the product's name as their text.
    static func images(_ visible: VisiblePage, base: String?) -> [String] {
        let (page, survey) = (visible.page, visible.survey)
        let title = TitleWords(visible.title ?? "")
        var result: [String] = []
        for node in page.elements(.img)
        where survey.regions[node].isDisjoint(with: [.related, .frame, .basket, .review, .unseen]) {
            let isGallery =
                survey.hints(around: node, levels: 3, page).contains(.gallery)
                && abs(node - visible.start) < galleryDistance
            guard isGallery || page.attribute(.alt, of: node).map({ TitleWords($0).overlap(title) > 0.7 }) ?? false,
                let address = address(of: node, page)
            else { continue }
            let absolute = PageAddress.absolute(address, base: base)
            if !result.contains(absolute) { result.append(absolute) }
            if result.count == 20 { break }
        }
        return result
    }

    // The largest picture an element names; what scripts fill in later stands in an attribute of its own.
    private static func address(of node: Int, _ page: PageTree) -> String? {
        for attribute in [AttributeName.dataZoomImage, .dataImage] {
            if let address = page.attribute(attribute, of: node), isAddress(address) { return address }
        }
        for attribute in [AttributeName.srcset, .dataSourceSet] {
            if let set = page.attribute(attribute, of: node), let largest = SourceSet.largest(set, isAddress) {
                return largest
            }
        }
        for attribute in [AttributeName.dataSource, .dataOriginal, .dataLazySource, .dataLazy, .src] {
            if let address = page.attribute(attribute, of: node), isAddress(address) { return address }
        }
        return nil
    }

    private static func isAddress(_ text: String) -> Bool {
        !text.isEmpty && !text.hasPrefix("data:") && !text.hasPrefix("{") && !text.hasPrefix("[")
    }
}
