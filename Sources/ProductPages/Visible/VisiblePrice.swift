import Foundation

/// Finds the product's price among all amounts that can be seen, by where they stand and what surrounds them.
struct VisiblePrice {
    let visible: VisiblePage
    /// The button that puts the product into the basket, where one was found.
    let button: Int?

    struct Candidate {
        let node: Int
        let money: Money
        var points: Double
    }

    private var page: PageTree { visible.page }
    private var survey: PageSurvey { visible.survey }

    // A price stands alone or beside a few words; longer text merely mentions one.
    private static let longestPrice = 60
    private static let mostCandidates = 400

    /// The best candidate and how far it is ahead of the next other amount, in points.
    func best() -> (candidate: Candidate, lead: Double)? {
        let candidates = candidates()
        guard
            let best = candidates.enumerated().max(by: { left, right in
                left.element.points != right.element.points
                    ? left.element.points < right.element.points : left.offset > right.offset
            })?.element
        else { return nil }
        let next = candidates.filter { $0.money.amount != best.money.amount }.map(\.points).max()
        return (best, next.map { best.points - $0 } ?? 3)
    }

    private func candidates() -> [Candidate] {
        var locale = visible.locale
        locale.usesDecimalComma = locale.usesDecimalComma ?? decimalComma()
        var result: [Candidate] = []
        var lastRoot = -1
        var withCurrency: [Int] = []
        for (position, leaf) in survey.leaves.enumerated() where mayName(currency: leaf) {
            withCurrency.append(position)
        }
        var nextCurrency = 0
        for (position, leaf) in survey.leaves.enumerated() where hasDigit(leaf) {
            if result.count >= Self.mostCandidates { break }
            let hints = survey.hints(around: leaf, levels: 4, page)
            while nextCurrency < withCurrency.count, withCurrency[nextCurrency] < position - 2 { nextCurrency += 1 }
            let isNearCurrency = nextCurrency < withCurrency.count && withCurrency[nextCurrency] <= position + 2
            guard isNearCurrency || hints.contains(.price), let (root, text) = root(of: leaf), root != lastRoot else {
                continue
            }
            let amounts = Money.all(in: text, locale)
            guard let money = amounts.first(where: { $0.amount > 0 }) else { continue }
            guard money.currency != nil || hints.contains(.price) else { continue }
            lastRoot = root
            result.append(
                Candidate(node: root, money: money, points: points(root, leaf, text, money, hints, amounts.count)))
        }
        // What is shown more than once near the product is more likely its price.
        let counts = Dictionary(grouping: result.filter { $0.points > 0 }, by: \.money.amount).mapValues(\.count)
        return result.map { candidate in
            var candidate = candidate
            candidate.points += 0.3 * Double(min(3, (counts[candidate.money.amount] ?? 1) - 1))
            return candidate
        }
    }

    // A sign or a code of a currency in a short text.
    private func mayName(currency leaf: Int) -> Bool {
        let range = page.range(ofText: leaf)
        guard range.count <= 120 else { return false }
        return page.bytes.withUnsafeBufferPointer { Currency.isNamed(in: UnsafeBufferPointer(rebasing: $0[range])) }
    }

    private func hasDigit(_ leaf: Int) -> Bool {
        let range = page.range(ofText: leaf)
        guard range.count <= 200 else { return false }
        for index in range {
            let byte = page.bytes[index]
            // Digits of other scripts and full-width ones are beyond ASCII; a currency sign near them decides.
            if byte.isASCIIDigit || byte == 0xEF || byte == 0xD9 || byte == 0xDB { return true }
        }
        return false
    }

    // The largest element around a number that holds little more than it.
    private func root(of leaf: Int) -> (node: Int, text: String)? {
        guard var node = page.parent(of: leaf), var text = shown(node) else { return nil }
        for _ in 0..<3 {
            guard let parent = page.parent(of: node),
                ![.td, .tr, .li, .body, .ul, .tbody, .table].contains(page.nodes[parent].tag),
                let wider = shown(parent),
                Self.numberCount(wider) <= max(1, Self.numberCount(text)) || Self.isSplit(text)
            else { break }
            (node, text) = (parent, wider)
        }
        return (node, text)
    }

    // "19" beside "99" in an element of its own is one amount in two parts.
    private static func isSplit(_ text: String) -> Bool {
        text.count <= 6 && text.allSatisfy { $0.isNumber || ".,".contains($0) }
    }

    private static func numberCount(_ text: String) -> Int {
        var count = 0
        var isInside = false
        for scalar in text.unicodeScalars {
            if scalar.isASCII ? ("0"..."9").contains(scalar) : scalar.properties.numericType != nil {
                if !isInside { count += 1 }
                isInside = true
            } else if ![".", ",", "'", " ", "\u{A0}"].contains(scalar) {
                isInside = false
            }
        }
        return count
    }

    // What an element shows, with cents that stand raised or apart behind a point, and without old prices.
    private func shown(_ node: Int) -> String? {
        guard page.text(of: node, most: Self.longestPrice * 2) != nil else { return nil }
        var result = ""
        var index = node
        while index < Int(page.nodes[node].end) {
            let tag = page.nodes[index].tag
            if tag == .text {
                result += page.text(of: index)
            } else if index != node, tag.traits.contains(.unseen) || isOld(index) {
                index = Int(page.nodes[index].end)
                continue
            } else if index != node {
                let isCents = tag == .sup || survey.hints[index].contains(.cents)
                let text = isCents ? page.text(of: index) : ""
                if isCents, text.count == 2, text.allSatisfy(\.isNumber), result.last?.isNumber ?? false {
                    result += "."
                } else if tag.traits.contains(.block) || !result.isEmpty && !(result.last?.isNumber ?? false) {
                    result += " "
                }
            }
            index += 1
        }
        let folded = Whitespace.folded(result)
        return folded.isEmpty || folded.count > Self.longestPrice ? nil : folded
    }

    private func isOld(_ node: Int) -> Bool {
        if [.del, .s, .strike].contains(page.nodes[node].tag) { return true }
        let hints = survey.hints[node]
        return hints.contains(.oldPrice) && !hints.contains(.currentPrice)
    }

    private func points(
        _ root: Int, _ leaf: Int, _ text: String, _ money: Money, _ hints: Hint, _ amountCount: Int
    ) -> Double {
        var points = 0.0
        let near = survey.hints(around: leaf, levels: 2, page)
        if money.currency != nil { points += 1 }
        if hints.contains(.price) { points += 1.5 }
        if near.contains(.price) { points += 0.5 }
        if near.isSuperset(of: [.price, .currentPrice]) { points += 0.5 }
        if hints.contains(.product) { points += 0.3 }
        if near.contains(.oldPrice) || isStruck(leaf) { points -= 2 }
        if near.contains(.partialPrice) { points -= 1.2 }
        if Self.isPartial(text) { points -= 2 }
        let regions = survey.regions[leaf]
        if regions.contains(.related) { points -= 3 }
        if regions.contains(.frame) { points -= 2.5 }
        if regions.contains(.basket) { points -= 2 }
        if regions.contains(.review) { points -= 2 }
        if regions.contains(.hidden) { points -= 0.5 }
        if survey.hints(around: leaf, levels: 8, page).contains(.list) { points -= 0.8 }
        if text.count > 25 { points -= 0.5 }
        if amountCount > 1 { points -= 0.2 }
        if isEmphasised(leaf) { points += 0.4 }
        // A link around an amount leads to another product.
        if isInsideLink(leaf) { points -= 1 }
        if let heading = visible.heading {
            // Distance is counted in leaves, as markup between them is not seen.
            let distance = Double(leafDistance(heading, leaf))
            points += leaf > heading ? 1.6 * exp(-distance / 60) + 0.3 : 0.8 * exp(-distance / 15) - 0.5
        }
        if let button { points += 0.8 * exp(-Double(leafDistance(button, leaf)) / 20) }
        return points
    }

    private func leafDistance(_ left: Int, _ right: Int) -> Int { abs(leafIndex(left) - leafIndex(right)) }

    // Leaves stand in document order.
    private func leafIndex(_ node: Int) -> Int {
        var low = 0
        var high = survey.leaves.count
        while low < high {
            let middle = (low + high) / 2
            if survey.leaves[middle] < node { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func isStruck(_ leaf: Int) -> Bool {
        var node = leaf
        for _ in 0..<4 {
            if [.del, .s, .strike].contains(page.nodes[node].tag) { return true }
            if let style = page.attribute(.style, of: node), style.contains("line-through") { return true }
            guard let parent = page.parent(of: node) else { return false }
            node = parent
        }
        return false
    }

    private func isEmphasised(_ leaf: Int) -> Bool {
        var node = leaf
        for _ in 0..<3 {
            if [.b, .strong, .big, .h1, .h2, .h3, .h4, .ins, .em].contains(page.nodes[node].tag) { return true }
            guard let parent = page.parent(of: node) else { return false }
            node = parent
        }
        return false
    }

    private func isInsideLink(_ leaf: Int) -> Bool {
        var node = leaf
        for _ in 0..<4 {
            if page.nodes[node].tag == .a { return true }
            guard let parent = page.parent(of: node) else { return false }
            node = parent
        }
        return false
    }

    // By unit, by month, or with a sign: "9,90 €/kg", "12 x 49,90", "-20 €", "+ 5 €".
    private static func isPartial(_ text: String) -> Bool {
        let lower = text.lowercased()
        if lower.hasPrefix("-") || lower.hasPrefix("+") || lower.hasPrefix("–") || lower.hasPrefix("−") { return true }
        if ["/ kg", "/kg", "/l", "/ l", "/100", "/ 100", "/m", "/ m", "/st", "/ st", "pro kg", "per kg", " x ", "×"]
            .contains(where: lower.contains)
        {
            return true
        }
        return lower.hasPrefix("(") && lower.hasSuffix(")")
    }

    // Whether prices on the page show decimals behind a comma or a point.
    private func decimalComma() -> Bool? {
        var commas = 0
        var points = 0
        for leaf in survey.leaves {
            let range = page.range(ofText: leaf)
            guard range.count <= 40, range.count >= 4 else { continue }
            var index = range.lowerBound + 1
            while index + 2 < range.upperBound {
                let byte = page.bytes[index]
                if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "."), page.bytes[index - 1].isASCIIDigit,
                    page.bytes[index + 1].isASCIIDigit, page.bytes[index + 2].isASCIIDigit,
                    index + 3 >= range.upperBound || !page.bytes[index + 3].isASCIIDigit
                {
                    if byte == UInt8(ascii: ",") { commas += 1 } else { points += 1 }
                }
                index += 1
            }
        }
        return commas >= 2 * points && commas > 0 ? true : points >= 2 * commas && points > 0 ? false : nil
    }
}
