/// Trails without what is no level of them, and what several sources say of the same one.
enum BreadcrumbCleaning {
    /// A trail without levels that stand there twice, and without what stands before the front page or leads back.
    static func cleaned(_ levels: [Breadcrumb]) -> [Breadcrumb] {
        var result = withoutRepeats(levels)
        // What leads nowhere is the page itself, at the end, or a word before the trail.
        if let first = result.firstIndex(where: { $0.url != nil }) { result.removeFirst(first) }
        if let front = result.firstIndex(where: isFrontPage), front > 0 { result.removeFirst(front) }
        if let last = result.last, result.count > 1, let name = last.name, Breadcrumbs.leadsBack(name) {
            result.removeLast()
        }
        return result
    }

    private static func isFrontPage(_ level: Breadcrumb) -> Bool {
        if let name = level.name, Breadcrumbs.isFrontPage(name), !Breadcrumbs.leadsBack(name) {
            return level.url != nil
        }
        guard let url = level.url else { return false }
        if url == "/" { return true }
        guard let scheme = url.firstRange(of: "://") else { return false }
        let rest = url[scheme.upperBound...]
        return rest.firstIndex(of: "/").map { rest.index(after: $0) == rest.endIndex } ?? true
    }

    // The same level may stand there twice: once as a picture's text, once as words.
    private static func withoutRepeats(_ levels: [Breadcrumb]) -> [Breadcrumb] {
        var result: [Breadcrumb] = []
        for level in levels where level != result.last {
            guard let last = result.last else {
                result.append(level)
                continue
            }
            let isSameName = last.name != nil && level.name != nil && key(last) == key(level)
            if isSameName, last.url == level.url || last.url == nil || level.url == nil {
                result[result.count - 1] = Breadcrumb(name: level.name, url: last.url ?? level.url)
            } else if last.url == level.url, level.url != nil, last.name == nil || level.name == nil {
                result[result.count - 1].name = last.name ?? level.name
            } else {
                result.append(level)
            }
        }
        return result
    }

    private static let scriptScheme = "javascript:"

    /// Where a link of a trail leads; `nil` for links that only scripts follow.
    static func address(_ href: String, base: String?) -> String? {
        let href = href.trimmingASCIISpace
        guard !href.isEmpty, href != "#", let href = PageAddress.whole(href),
            !href.prefix(scriptScheme.count).lowercased().hasPrefix(scriptScheme)
        else { return nil }
        return PageAddress.absolute(href, base: base)
    }

    private static let mostAdded = 3

    /// What is shown, where it holds all levels that markup names, in their order, and few others: shops leave levels out of
    /// their markup, or the levels' names or addresses. `nil` where both say different things.
    static func joined(markup: [Breadcrumb], visible: [Breadcrumb]) -> [Breadcrumb]? {
        guard visible.count >= markup.count, visible.count <= markup.count + mostAdded else { return nil }
        var result = visible
        var next = 0
        for level in markup {
            guard let same = visible.indices.dropFirst(next).first(where: { isSame(level, visible[$0]) }) else {
                return nil
            }
            result[same] = Breadcrumb(
                name: level.name ?? visible[same].name, url: level.url ?? visible[same].url)
            next = same + 1
        }
        return result
    }

    private static func isSame(_ left: Breadcrumb, _ right: Breadcrumb) -> Bool {
        if left.name != nil, right.name != nil { return key(left) == key(right) }
        guard let left = left.url, let right = right.url else { return false }
        return left == right || left + "/" == right || left == right + "/"
    }

    private static func key(_ level: Breadcrumb) -> [UInt8] { TitleWords.key(level.name ?? "") }
}

extension String {
    var trimmingASCIISpace: String {
        var text = Substring(self)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
