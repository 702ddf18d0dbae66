/// Reviews that stand on a page without markup: blocks of the same kind with stars and a text each.
enum VisibleReviews {
    private static let most = 200
    private static let shortestText = 15
    private static let longestReview = 12_000
    private static let mostNodes = 5000
    // What is called a rating in one review.
    private static let mostRatings = 20

    static func find(_ visible: VisiblePage) -> [PageReview] {
        let (page, survey) = (visible.page, visible.survey)
        var reviews: [PageReview] = []
        var skipTo = 0
        // Reviews may stand in one another; each node is looked at a few times at most.
        var left = page.nodes.count * 8
        for node in survey.hinted where node >= skipTo && survey.hints[node].contains(.review) {
            guard reviews.count < most, left > 0 else { break }
            left -= min(mostNodes, page.inside(node).count)
            guard !survey.regions[node].contains(.unseen), let review = review(at: node, page, survey) else { continue }
            reviews.append(review)
            skipTo = Int(page.nodes[node].end)
        }
        return reviews
    }

    // One review has one set of stars and one text that is longer than all else in it.
    private static func review(at node: Int, _ page: PageTree, _ survey: PageSurvey) -> PageReview? {
        guard page.hasText(node, most: longestReview), page.inside(node).count <= mostNodes else { return nil }
        var stars: [Double] = []
        var skipTo = 0
        var left = mostRatings
        for inner in node..<Int(page.nodes[node].end) where page.nodes[inner].tag != .text && inner >= skipTo {
            guard survey.hints[inner].contains(.rating), left > 0 else { continue }
            left -= 1
            guard let found = VisibleRating.read(inner, page),
                let value = Stars.scaled(found.value, best: found.best ?? 5)
            else { continue }
            stars.append(value)
            skipTo = Int(page.nodes[inner].end)
            if stars.count > 1 { return nil }
        }
        guard let rating = stars.first else { return nil }
        let body = longestText(in: node, page)
        guard let body, body.count >= shortestText else { return nil }
        let title = page.inside(node).first { survey.hints[$0].contains(.title) }.flatMap {
            page.text(of: $0, most: 200)
        }
        let date = page.inside(node).first { page.nodes[$0].tag == .time }.map {
            page.attribute(.datetime, of: $0) ?? page.text(of: $0)
        }
        return PageReview(
            text: body, title: title == body ? nil : Whitespace.meaningful(title), rating: rating, author: nil,
            date: Whitespace.meaningful(date))
    }

    private static func longestText(in root: Int, _ page: PageTree) -> String? {
        var longest: String?
        var longestCount = 0
        // How many blocks stand at or behind each node, so that one walk tells what has none inside.
        var blocksFrom = [Int32](repeating: 0, count: page.inside(root).count + 2)
        for node in page.inside(root).reversed() {
            blocksFrom[node - root] = blocksFrom[node - root + 1] + (isBlock(page.nodes[node].tag) ? 1 : 0)
        }
        // Elements stand in one another; each byte and each node is read a few times at most.
        var bytesLeft = 3 * page.seenText(in: root..<Int(page.nodes[root].end)) + 1000
        var nodesLeft = 3 * page.inside(root).count + 1000
        for node in page.inside(root) where mayHoldText(page.nodes[node].tag) {
            let end = Int(page.nodes[node].end)
            let seen = page.seenText(in: node..<end)
            guard seen > longestCount, bytesLeft > 0, nodesLeft > 0,
                blocksFrom[node + 1 - root] == blocksFrom[end - root]
            else { continue }
            bytesLeft -= seen
            nodesLeft -= end - node
            let text = page.textBytes(of: node)
            let count = Letters.count(text)
            if count > longestCount { (longest, longestCount) = (String(decoding: text, as: UTF8.self), count) }
        }
        return longest
    }

    private static func isBlock(_ tag: Tag) -> Bool {
        switch tag {
        case .div, .p, .ul, .table, .button: true
        default: false
        }
    }

    private static func mayHoldText(_ tag: Tag) -> Bool {
        switch tag {
        case .p, .div, .span, .td, .dd, .blockquote: true
        default: false
        }
    }
}
