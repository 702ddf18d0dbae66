/// Reviews that stand on a page without markup: blocks of the same kind with stars and a text each.
enum VisibleReviews {
    private static let most = 200
    private static let shortestText = 15

    static func find(_ visible: VisiblePage) -> [PageReview] {
        let (page, survey) = (visible.page, visible.survey)
        var reviews: [PageReview] = []
        var node = 0
        while node < page.nodes.count, reviews.count < most {
            guard page.nodes[node].tag != .text, survey.hints[node].contains(.review),
                !survey.regions[node].contains(.unseen),
                let review = review(at: node, page, survey)
            else {
                node += 1
                continue
            }
            reviews.append(review)
            node = Int(page.nodes[node].end)
        }
        return reviews
    }

    // One review has one set of stars and one text that is longer than all else in it.
    private static func review(at node: Int, _ page: PageTree, _ survey: PageSurvey) -> PageReview? {
        guard page.text(of: node, most: 12_000) != nil else { return nil }
        var stars: [Double] = []
        var skipTo = 0
        for inner in node..<Int(page.nodes[node].end) where page.nodes[inner].tag != .text && inner >= skipTo {
            guard survey.hints[inner].contains(.rating), let found = VisibleRating.read(inner, page),
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
        for node in page.inside(root) where [.p, .div, .span, .td, .dd, .blockquote].contains(page.nodes[node].tag) {
            let hasBlocks = page.inside(node).contains {
                [.div, .p, .ul, .table, .button].contains(page.nodes[$0].tag)
            }
            guard !hasBlocks else { continue }
            let text = page.text(of: node)
            if text.count > longest?.count ?? 0 { longest = text }
        }
        return longest
    }
}
