import DataModel
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("0", 0), ("1700000000", 1_700_000_000_000), ("1700000000123", 1_700_000_000_123),
        ("1700000000.5", 1_700_000_000_500), ("2023-11-14T22:13:20Z", 1_700_000_000_000),
        ("2023-11-14 22:13:20", 1_700_000_000_000), ("2023-11-14T22:13:20.123456Z", 1_700_000_000_123),
        ("2023-11-15T00:13:20+02:00", 1_700_000_000_000), ("2023-11-14T20:13:20-0200", 1_700_000_000_000),
        ("2024-02-29", 1_709_164_800_000), ("1969-12-31T23:59:59Z", -1000), ("2023-11-14T22:13", 1_699_999_980_000),
        ("20260501", 1_777_593_600_000), ("19900101", 631_152_000_000), ("20240229", 1_709_164_800_000),
        // No such dates: seconds.
        ("20230229", 20_230_229_000), ("20261301", 20_261_301_000), ("19891231", 19_891_231_000),
        ("20260501.5", 20_260_501_500),
    ])
    func reads(text: String, milliseconds: Int64) { #expect(Timestamp(parsing: text)?.milliseconds == milliseconds) }

    @Test(arguments: [
        "", "yesterday", "2023-13-01", "2023-02-29", "2023-11-14T25:00:00", "2023-11-14T22:13:20+", "nan", "1e400",
        "2023-11-14T22:13:20.Z", "14.11.2023", "2023-11-14x", "9000000000000000000", "-9000000000000000000",
    ])
    func refuses(text: String) { #expect(Timestamp(parsing: text) == nil) }

    @Test(arguments: [Int64(0), 1_700_000_000_000, 1_709_164_800_000, -1000, 4_102_444_800_000, 951_782_399_000])
    func writesWhatItReads(milliseconds: Int64) {
        let timestamp = Timestamp(milliseconds: milliseconds)
        #expect(Timestamp(parsing: timestamp.iso8601) == timestamp)
    }

    @Test func positionsAreNotMoments() {
        #expect(Timestamp.ordinal(12).isOrdinal)
        #expect(Timestamp.ordinal(1) < Timestamp.ordinal(2))
        #expect(!Timestamp(milliseconds: 1_700_000_000_000).isOrdinal)
    }
}
