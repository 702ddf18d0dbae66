/// A page as people see it, for the readers of its visible fields.
final class VisiblePage {
    let page: PageTree
    let survey: PageSurvey
    let locale: PriceLocale
    /// Titles that markup gives, best first.
    let knownTitles: [String]

    init(_ page: PageTree, _ survey: PageSurvey, locale: PriceLocale, knownTitles: [String]) {
        self.page = page
        self.survey = survey
        self.locale = locale
        self.knownTitles = knownTitles
        heading = Self.heading(page, survey, knownTitles)
        title = Self.title(page, heading)
    }

    /// The element that shows the product's name, where the product begins.
    let heading: Int?

    // The heading that says what the markup or the <title> says; else the first one with words in it.
    private static func heading(_ page: PageTree, _ survey: PageSurvey, _ titles: [String]) -> Int? {
        let documentTitle = page.elements(.title).first.map { page.plainText(of: $0) }
        let known = (titles + [documentTitle].compactMap { $0 }).filter { !$0.isEmpty }.map { TitleWords($0) }
        var best: (node: Int, points: Double, overlap: Double)?
        for (tag, weight) in [(Tag.h1, 1.0), (.h2, 0.3), (.h3, 0.2)] {
            for node in page.elements(tag).prefix(40) where !survey.regions[node].contains(.unseen) {
                guard let text = page.text(of: node, most: 400), !text.isEmpty else { continue }
                let words = TitleWords(text)
                let overlap = known.map { $0.overlap(words) * min(1, Double(text.count) / 12) }.max() ?? 0
                let isElsewhere = !survey.regions[node].intersection([.related, .frame, .review, .basket]).isEmpty
                let points = weight + 2 * overlap - (isElsewhere ? 1.5 : 0)
                if best.map({ points > $0.points }) ?? true { best = (node, points, overlap) }
            }
            if tag == .h1, best != nil { break }
        }
        // Pages without a heading of their own show the name somewhere else, and headings about something else.
        if best?.overlap ?? 0 < 0.5, let leaf = leaf(named: known.map(\.key) + titleParts(page), survey, page) {
            return page.parent(of: leaf) ?? leaf
        }
        if let best, best.points >= 1 { return best.node }
        // Some shops mark the name in their own way.
        return survey.leaves.first { leaf in
            guard !survey.regions[leaf].contains(.related),
                survey.hints(around: leaf, levels: 2, page).isSuperset(of: [.title, .product])
            else { return false }
            let text = page.text(of: leaf)
            let words = TitleWords(text)
            return known.contains { $0.overlap(words) > 0.6 } && text.count > 3
        } ?? best?.node
    }

    private static let shortestName = 8
    private static let mostParts = 12

    // The first text that is nothing but one of these names.
    private static func leaf(named keys: [[UInt8]], _ survey: PageSurvey, _ page: PageTree) -> Int? {
        let keys = Set(keys.filter { $0.count >= shortestName })
        guard !keys.isEmpty else { return nil }
        for (position, leaf) in survey.leaves.enumerated()
        where (shortestName...400).contains(survey.texts.count(at: position)) {
            guard survey.regions[leaf].isDisjoint(with: [.related, .frame, .review, .basket, .hidden]),
                !survey.hints(around: leaf, levels: 5, page).contains(.breadcrumb)
            else { continue }
            var key: [UInt8] = []
            survey.texts.withText(at: position) { TitleWords.appendKey($0, to: &key) }
            if keys.contains(key) { return leaf }
        }
        return nil
    }

    private static let separators = [" | ", " – ", " — ", " - ", " :: ", " : ", " · ", "｜", "：", "_"].map {
        Array($0.utf8)
    }
    // In the order of what parts a name from the shop's.
    private static let shopSeparators = [" | ", " – ", " — ", " - ", " :: ", " · ", "｜", "_"].map { Array($0.utf8) }

    // The parts of `<title>`, of which one is the product's name and one the shop's.
    private static func titleParts(_ page: PageTree) -> [[UInt8]] {
        guard let node = page.elements(.title).first else { return [] }
        let whole = Array(page.plainText(of: node).utf8)
        return separators.flatMap { separator -> [[UInt8]] in
            var parts: [[UInt8]] = []
            var rest = whole[...]
            while parts.count < mostParts, let found = rest.place(of: separator) {
                // A name may hold the separator itself.
                parts.append(TitleWords.key(whole[..<found]))
                rest = whole[(found + separator.count)...]
                parts.append(TitleWords.key(rest))
            }
            return parts
        }
    }

    /// The heading's text, or else the `<title>` without the shop's name.
    let title: String?

    private static func title(_ page: PageTree, _ heading: Int?) -> String? {
        heading.flatMap { Whitespace.meaningful(page.text(of: $0)) } ?? documentTitle(page)
    }

    // The `<title>` up to what separates it from the shop's name.
    private static func documentTitle(_ page: PageTree) -> String? {
        guard let node = page.elements(.title).first, let whole = Whitespace.meaningful(page.plainText(of: node)) else {
            return nil
        }
        for separator in shopSeparators {
            if let found = whole.utf8.place(of: separator) {
                return Whitespace.meaningful(String(whole[..<found])) ?? whole
            }
        }
        return whole
    }

    /// Where the product's own part of the page starts among the leaves.
    var start: Int { heading ?? 0 }

    private static let fewCandidates = 60
    private static let bytesPerCandidate = 512

    /// How many candidates for one field are looked at: `most`, or fewer where the page is small, so that the time they take stays
    /// in proportion to its size.
    func limit(_ most: Int) -> Int {
        min(most, Self.fewCandidates + page.bytes.count / Self.bytesPerCandidate)
    }
}
