import Testing

@testable import ProductPages

/// Ratings as texts show them.
@Suite struct StarsTests {
    @Test(
        arguments: [
            ("4,6", 4.6, nil), ("4.8 (178)", 4.8, nil), ("4.8 out of 5", 4.8, 5), ("4,6 von 5 Sternen", 4.6, 5),
            ("12 reviews, 4 out of 5", 4, 5), ("3 / 10", 3, 10), ("92 %", 92, 100), ("95%", 95, 100),
            ("4.9 29 zákazníků", 4.9, nil),
        ] as [(String, Double, Double?)])
    func theRatingAndItsScaleAreRead(text: String, value: Double, best: Double?) throws {
        let shown = try #require(Stars.shown(text))
        #expect(shown.value == value)
        #expect(shown.best == best)
    }

    @Test func withoutANumberThereIsNoRating() {
        #expect(Stars.shown("very good") == nil)
        #expect(Stars.shown("") == nil)
    }
}
