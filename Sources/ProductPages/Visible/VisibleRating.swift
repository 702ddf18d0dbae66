/// The mean rating as it is shown: a number beside stars, or a text such as "4.6 out of 5".
enum VisibleRating {
    struct Found: Equatable {
        let value: Double
        let best: Double?
        var count: Int?
        let node: Int
    }

    // Behind this many a page is a list of reviews.
    private static let mostCandidates = 3000
    // From the heading, in nodes.
    private static let beside = 70
    private static let near = 350

    /// The rating nearest to the heading.
    static func find(_ visible: VisiblePage) -> Found? {
        let (page, survey) = (visible.page, visible.survey)
        var best: (found: Found, points: Double)?
        var left = mostCandidates
        for node in survey.rated where survey.regions[node].isDisjoint(with: [.related, .frame, .unseen]) {
            left -= 1
            if left == 0 { break }
            guard var found = read(node, page) else { continue }
            let distance = abs(node - visible.start)
            var points = distance < beside ? 1.0 : distance < near ? 0.5 : 0
            if found.best != nil { points += 0.5 }
            // A single review's stars are no mean.
            if survey.hints(around: node, levels: 5, page).contains(.list) { points -= 0.5 }
            if found.value != found.value.rounded() { points += 0.4 }
            if best.map({ points > $0.points }) ?? true {
                found.count = count(near: node, page)
                best = (found, points)
            }
        }
        return best?.found
    }

    private static func isMarked(_ node: Int, _ page: PageTree) -> Bool {
        guard let range = page.rawAttribute(.itemprop, of: node) else { return false }
        return String(decoding: page.bytes[range], as: UTF8.self) == "ratingValue"
    }

    /// What one element shows: its own attributes, or a short text that starts with a number.
    static func read(_ node: Int, _ page: PageTree) -> Found? {
        if isMarked(node, page), let content = page.attribute(.content, of: node), let shown = Stars.shown(content) {
            return Found(value: shown.value, best: shown.best, count: nil, node: node)
        }
        if let text = page.textBytes(of: node, most: 120), let shown = text.withUnsafeBufferPointer({ rating(in: $0) })
        {
            return Found(value: shown.value, best: shown.best ?? bestBeside(node, page), count: nil, node: node)
        }
        for attribute in [AttributeName.ariaLabel, .title, .dataRating, .alt] {
            if var text = page.attribute(attribute, of: node), let shown = text.withUTF8({ rating(in: $0) }) {
                return Found(
                    value: shown.value, best: shown.best ?? (attribute == .dataRating ? 5 : nil), count: nil, node: node
                )
            }
        }
        return nil
    }

    // A number up to ten, or one with its scale.
    private static func rating(in text: UnsafeBufferPointer<UInt8>) -> (value: Double, best: Double?)? {
        guard text.contains(where: \.isASCIIDigit), Letters.count(text) <= 80, let shown = Stars.shown(text) else {
            return nil
        }
        if let best = shown.best { return shown.value <= best ? shown : nil }
        // In brackets stands how many there are.
        return shown.value <= 5 && text.first != UInt8(ascii: "(") && letterCount(text) <= 24 ? shown : nil
    }

    private static func letterCount(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        var index = 0
        while index < text.count {
            let isDigit = text[index].isASCIIDigit
            if Letters.kind(Letters.next(text, &index)) == .word, !isDigit { count += 1 }
        }
        return count
    }

    // "out of 5" may stand right behind the number's own element.
    private static func bestBeside(_ node: Int, _ page: PageTree) -> Double? {
        guard let parent = page.parent(of: node), let text = page.textBytes(of: parent, most: 160) else { return nil }
        return text.withUnsafeBufferPointer { Stars.shown($0)?.best }
    }

    private static func count(near node: Int, _ page: PageTree) -> Int? {
        var root = node
        for _ in 0..<3 {
            guard let parent = page.parent(of: root), page.text(of: parent, most: 200) != nil else { break }
            root = parent
            let text = page.text(of: root)
            // "(123)" or "123 reviews": the last number that stands for itself.
            let numbers = text.split { !$0.isNumber && $0 != "," && $0 != "." }.filter {
                !$0.contains(".") || $0.count > 4
            }
            if let last = numbers.last, numbers.count > 1 || text.contains("("), let count = Int(shown: String(last)) {
                return count
            }
        }
        return nil
    }
}
