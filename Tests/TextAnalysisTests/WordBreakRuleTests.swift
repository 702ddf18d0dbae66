import LinearAlgebra
import Testing
import TextAnalysis

@Suite struct WordBreakRuleTests {
    private let analyzer: TextAnalyzer

    init() throws { analyzer = try TextAnalyzer() }

    private func check(_ classes: [WordBreakRules.Class]) {
        var view = String.UnicodeScalarView()
        var offsets: [Int] = []
        var length = 0
        for current in classes {
            view.append(current.scalar)
            length += UTF8.width(current.scalar)
            offsets.append(length)
        }
        let expected = offsets.indices.filter {
            $0 == classes.count - 1 || WordBreakRules.hasBoundary(classes, at: $0 + 1)
        }
        var tokens: [Token] = []
        Array(String(view).utf8).withUnsafeBufferPointer { _ = analyzer.segment($0, into: &tokens) }
        #expect(tokens.map { Int($0.end) } == expected.map { offsets[$0] }, "\(classes)")
    }

    @Test func everyTripleOfClasses() {
        let all = WordBreakRules.Class.allCases
        for first in all {
            for second in all {
                check([first, second])
                for third in all { check([first, second, third]) }
            }
        }
    }

    @Test func longerSequences() {
        let all = WordBreakRules.Class.allCases
        var generator = SeededGenerator(seed: 21)
        for _ in 0..<30_000 { check((0..<4 + generator.below(8)).map { _ in all[generator.below(all.count)] }) }
    }
}
