import Foundation

/// Finds the product's price among all amounts that can be seen, by where they stand and what surrounds them.
struct VisiblePrice {
    private let visible: VisiblePage
    private let place: AmountPlace

    /// - Parameter button: the button that puts the product into the basket, where one was found.
    init(visible: VisiblePage, button: Int?) {
        self.visible = visible
        place = AmountPlace(visible, button: button)
    }

    struct Candidate {
        /// The largest element around it that holds little more.
        let node: Int
        /// Its run of text.
        let leaf: Int
        var money: Money
        /// What the scorer looks at.
        fileprivate(set) var features: PriceFeatures
        // Which run of text it is, and whether it is a price that no longer counts.
        fileprivate let position: Int
        fileprivate let isOld: Bool
    }

    private var page: PageTree { visible.page }
    private var survey: PageSurvey { visible.survey }

    // A price stands alone or beside a few words; longer text merely mentions one.
    private static let longestPrice = 60
    private static let longestNumbered = 200
    private static let mostCandidates = 400
    private static let longestCurrency = 12
    private static let mostLettersOfCurrency = 5

    /// What was found among all amounts.
    struct Found {
        let candidate: Candidate
        /// How likely it is the price, in [0, 1].
        let probability: Double
        /// Higher amounts beside it that no longer count.
        let oldAmounts: [Double]
        /// The runs of text of all amounts, in the order of the page.
        let leaves: [Int]
    }

    private static let besideOld = 8

    /// The amount that is most likely the price; `nil` where it is likelier that none of them is.
    func best(_ scorer: PriceScorer) -> Found? {
        let candidates = candidates()
        guard
            let (place, probability) = scorer.best(
                of: candidates.map(\.features), amounts: candidates.map(\.money.amount))
        else { return nil }
        var best = candidates[place]
        if best.money.currency == nil { best.money.currency = onlyCurrency(candidates) }
        let same = candidates.filter { $0.money.amount == best.money.amount }
        let old = candidates.filter { candidate in
            candidate.money.amount > best.money.amount
                && same.contains { price in
                    abs(price.position - candidate.position) <= Self.besideOld
                        && (candidate.isOld || isReduced(candidate, to: price))
                }
        }
        return Found(
            candidate: best, probability: probability, oldAmounts: old.map(\.money.amount),
            leaves: candidates.map(\.leaf))
    }

    // The currency of all amounts on the page that have one.
    private func onlyCurrency(_ candidates: [Candidate]) -> String? {
        let named = Set(candidates.compactMap { $0.money.currency })
        return named.count == 1 ? named.first : nil
    }

    // Whether a percentage between two amounts is what the one is less than the other: 219.99, -50 %, 110.00.
    private func isReduced(_ old: Candidate, to new: Candidate) -> Bool {
        let range =
            min(old.position, new.position) - Self.besidePercentage...max(old.position, new.position)
            + Self.besidePercentage
        return range.clamped(to: 0...survey.leaves.count - 1).contains { position in
            guard survey.texts.count(at: position) <= Self.longestPercentage else { return false }
            guard let percentage = survey.texts.withText(at: position, { AmountText.percentage($0) }) else {
                return false
            }
            return abs(new.money.amount / old.money.amount - (1 - percentage / 100)) < 0.012
        }
    }

    private static let besidePercentage = 3
    private static let longestPercentage = 16

    /// The amounts that may be the price, in the order of the page.
    func candidates() -> [Candidate] {
        var locale = visible.locale
        locale.usesDecimalComma = locale.usesDecimalComma ?? decimalComma()
        var result: [Candidate] = []
        let most = visible.limit(Self.mostCandidates)
        // Texts that hold numbers and no amounts cost as much.
        var left = 4 * most
        var lastRoot = -1
        var known = ShownTexts()
        var nearCurrency = NearCurrency(survey.texts, longest: Self.longestPrice * 2)
        for position in survey.texts.numbered where survey.texts.count(at: position) <= Self.longestNumbered {
            let leaf = survey.texts.nodes[position]
            if result.count >= most || left <= 0 { break }
            let hints = survey.hints(around: leaf, levels: 4, page)
            guard hints.contains(.price) || nearCurrency.holds(at: position) else { continue }
            left -= 1
            guard let (root, text) = root(of: leaf, &known), root != lastRoot else { continue }
            let amounts = text.withUnsafeBufferPointer { Money.all(in: $0, locale) }
            // "1 box ($35 each)": the amount is what a currency stands beside.
            let marked = amounts.first { $0.amount > 0 && $0.isMarked }
            guard var money = marked ?? amounts.first(where: { $0.amount > 0 }) else { continue }
            if money.currency == nil { money.currency = currency(beside: position, locale) }
            guard money.currency != nil || hints.contains(.price) else { continue }
            lastRoot = root
            let surroundings = AmountSurroundings(of: leaf, survey, page)
            result.append(
                Candidate(
                    node: root, leaf: leaf, money: money,
                    features: place.features(at: position, surroundings, text, money, amountCount: amounts.count),
                    position: position, isOld: surroundings.isOld))
        }
        compare(&result)
        return result
    }

    // What each amount is among all of them.
    private func compare(_ candidates: inout [Candidate]) {
        let amounts = candidates.map(\.money.amount)
        let rising = amounts.sorted()
        guard let median = rising.isEmpty ? nil : rising[rising.count / 2] else { return }
        var ranks: [Double: Int] = [:]
        for (rank, amount) in rising.enumerated() where ranks[amount] == nil { ranks[amount] = rank }
        let places = placeCounts(candidates)
        func ratio(_ amount: Double, _ other: Int) -> Double {
            amounts.indices.contains(other) ? min(max(log(amount / amounts[other]), -2), 2) : 0
        }
        for (index, amount) in amounts.enumerated() {
            candidates[index].features.compare(
                times: places[amount] ?? 1, toMedian: log(amount / median),
                rank: Double(ranks[amount] ?? 0) / Double(max(rising.count - 1, 1)), order: index,
                before: ratio(amount, index - 1), after: ratio(amount, index + 1))
        }
    }

    // At how many places each amount is shown: rows of a table that say the same are one.
    private func placeCounts(_ candidates: [Candidate]) -> [Double: Int] {
        var last: [Double: Int] = [:]
        var counts: [Double: Int] = [:]
        for candidate in candidates {
            let amount = candidate.money.amount
            if last[amount].map({ candidate.position - $0 > Self.besideOld }) ?? true {
                counts[amount, default: 0] += 1
            }
            last[amount] = candidate.position
        }
        return counts
    }

    // A currency in an element of its own, right behind an amount or in front of it.
    private func currency(beside position: Int, _ locale: PriceLocale) -> String? {
        for beside in [position + 1, position - 1]
        where survey.leaves.indices.contains(beside) && survey.texts.count(at: beside) <= Self.longestCurrency {
            let found = survey.texts.withLowerText(at: beside) { text in
                // "All hats" is no price in Albanian lek.
                text.contains(where: \.isASCIIDigit) || AmountText.letterCount(Array(text)) > Self.mostLettersOfCurrency
                    ? nil : Currency.find(in: text, locale)
            }
            if let found { return found }
        }
        return nil
    }

    // The largest element around a number that holds little more than it.
    private func root(of leaf: Int, _ known: inout ShownTexts) -> (node: Int, text: [UInt8])? {
        guard var node = page.parent(of: leaf), var text = known.text(of: node, shown) else { return nil }
        var numbers = AmountText.numberCount(text)
        for _ in 0..<3 {
            guard !isOld(node), let parent = page.parent(of: node), !isWhole(parent),
                let wider = known.text(of: parent, shown)
            else { break }
            let widerNumbers = AmountText.numberCount(wider)
            guard widerNumbers <= max(1, numbers) || AmountText.isPart(text) else { break }
            (node, text, numbers) = (parent, wider, widerNumbers)
        }
        return (node, text)
    }

    // Cells and rows hold things of their own.
    private func isWhole(_ node: Int) -> Bool {
        switch page.nodes[node].tag {
        case .td, .tr, .li, .body, .ul, .tbody, .table: true
        default: false
        }
    }

    // What an element shows, with cents that stand raised or apart behind a point, and without old prices.
    private func shown(_ node: Int) -> [UInt8]? {
        guard page.hasText(node, most: Self.longestPrice * 2) else { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(2 * Self.longestPrice)
        var index = node
        let texts = survey.texts
        let blank = UInt8(ascii: " ")
        var position = texts.position(of: node)
        while index < Int(page.nodes[node].end) {
            let tag = page.nodes[index].tag
            if tag == .text {
                while position < texts.nodes.count, texts.nodes[position] < index { position += 1 }
                if position < texts.nodes.count, texts.nodes[position] == index {
                    texts.withText(at: position) { result.append(contentsOf: $0) }
                }
            } else if index != node, tag.traits.contains(.unseen) || isOld(index) {
                index = Int(page.nodes[index].end)
                continue
            } else if index != node {
                let endsInDigit = AmountText.endsInDigit(result)
                if endsInDigit, isCents(index) {
                    result.append(UInt8(ascii: "."))
                } else if AmountText.endsInMark(result), isCents(index) {
                    // The mark between the parts has an element of its own.
                } else if tag.traits.contains(.block) || !endsInDigit, let last = result.last, last != blank {
                    result.append(blank)
                }
            }
            index += 1
        }
        if result.last == blank { result.removeLast() }
        return result.isEmpty || Letters.count(result) > Self.longestPrice ? nil : result
    }

    private func isCents(_ node: Int) -> Bool {
        guard page.nodes[node].tag == .sup || survey.hints[node].contains(.cents) else { return false }
        let text = page.textBytes(of: node)
        return text.count == 2 && text.allSatisfy(\.isASCIIDigit)
    }

    private func isOld(_ node: Int) -> Bool {
        let hints = survey.hints[node]
        if AmountSurroundings.strikes(page.nodes[node].tag) { return true }
        return hints.contains(.oldPrice) && !hints.contains(.currentPrice)
    }

    // Whether prices on the page show decimals behind a comma or a point.
    private func decimalComma() -> Bool? {
        var commas = 0
        var points = 0
        for position in survey.texts.numbered where (4...40).contains(survey.texts.count(at: position)) {
            survey.texts.withText(at: position) { text in
                for index in 1..<text.count - 2
                where text[index] == UInt8(ascii: ",") || text[index] == UInt8(ascii: ".") {
                    guard text[index - 1].isASCIIDigit, text[index + 1].isASCIIDigit, text[index + 2].isASCIIDigit,
                        index + 3 >= text.count || !text[index + 3].isASCIIDigit
                    else { continue }
                    if text[index] == UInt8(ascii: ",") { commas += 1 } else { points += 1 }
                }
            }
        }
        return commas >= 2 * points && commas > 0 ? true : points >= 2 * commas && points > 0 ? false : nil
    }
}
