import DataModel
import Testing

@testable import Bowerbird

@Suite struct OpinionHistoryTests {
    private func time(_ text: String) -> Timestamp? { Timestamp(parsing: text) }

    @Test func monthsAreMeansWithIntervals() throws {
        let history = OpinionHistory([
            (time("2026-02-03"), 1), (time("2026-01-31"), 0.5), (nil, 0), (time("2026-02-28T23:59:59Z"), 0),
            (Timestamp.ordinal(3), 1),
        ])
        #expect(history.reviewCount == 5 && history.opinion?.value == 0.5)
        #expect(history.months.map(\.name) == ["2026-01", "2026-02"])
        #expect(history.months.map(\.opinion.value) == [0.5, 0.5] && history.months.map(\.opinion.count) == [1, 2])
        // One review says little, two say more.
        let widths = history.months.map { $0.opinion.high - $0.opinion.low }
        #expect(widths[0] > 0.7 && widths[1] < widths[0])
    }

    @Test func oneHappyReviewIsNoCertainty() throws {
        let opinion = try #require(OpinionHistory([(time("2026-02-03"), 1)]).opinion)
        // Wilson 1927, by hand: 1 / (1 + 1.96²) = 0.2065.
        #expect(abs(opinion.low - 0.2065) < 1e-3 && opinion.high == 1)
        #expect(OpinionHistory([]).opinion == nil && OpinionHistory([]).months.isEmpty)
    }
}
