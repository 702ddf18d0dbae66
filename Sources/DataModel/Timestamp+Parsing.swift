extension Timestamp {
    /// Reads Unix seconds (also with a fraction), Unix milliseconds, or an ISO 8601 date or date-time.
    ///
    /// A number counts as milliseconds from 10¹¹ on: as seconds that would be the year 5138. Eight digits that are a date of
    /// the years 1990 to 2100 are that date (`20260501`, ISO 8601's basic format): as seconds they would be of August or
    /// September 1970. A date-time without a zone is taken for UTC; a date alone for its midnight in UTC.
    public init?(parsing text: String) {
        if let milliseconds = Self.basicDate(text) ?? Self.numeric(text) ?? Self.calendar(Array(text.utf8)),
            Self.calendarYears.contains(milliseconds)
        {
            self.init(milliseconds: milliseconds)
        } else {
            return nil
        }
    }

    /// The moment in ISO 8601, UTC, with seconds: `2026-10-31T12:00:00Z`.
    public var iso8601: String {
        let seconds = milliseconds.floorDivided(by: 1000)
        let day = seconds.floorDivided(by: 86_400)
        let time = seconds - day * 86_400
        let (year, month, dayOfMonth) = Self.date(ofDay: day)
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(year)-\(two(month))-\(two(dayOfMonth))T\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60))Z"
    }

    // The years 0 to 9999, which ISO 8601 can write: differences of such times are far from where numbers end.
    private static let calendarYears: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

    // YYYYMMDD.
    private static func basicDate(_ text: String) -> Int64? {
        guard text.utf8.count == 8, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int64(text) else {
            return nil
        }
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
        guard (1990...2100).contains(year), (1...12).contains(month), (1...daysInMonth(month, year)).contains(day)
        else {
            return nil
        }
        return self.day(year, month, day) * 86_400_000
    }

    private static func numeric(_ text: String) -> Int64? {
        guard let first = text.utf8.first, first == 0x2D || (first >= 0x30 && first <= 0x39) else { return nil }
        let isSeconds: (Double) -> Bool = { abs($0) < 1e11 }
        if let whole = Int64(text) {
            return isSeconds(Double(whole)) ? whole * 1000 : whole
        }
        guard let number = Double(text), number.isFinite, abs(number) < 1e15 else { return nil }
        return Int64((isSeconds(number) ? number * 1000 : number).rounded())
    }

    // YYYY-MM-DD, then optionally T or a blank, hh:mm, :ss, a fraction, and Z or ±hh[:]mm.
    private static func calendar(_ text: [UInt8]) -> Int64? {
        var position = 0
        func digits(_ count: Int) -> Int64? {
            guard position + count <= text.count else { return nil }
            var value: Int64 = 0
            for byte in text[position..<position + count] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int64(byte - 0x30)
            }
            position += count
            return value
        }
        func skip(_ byte: UInt8) -> Bool {
            guard position < text.count, text[position] == byte else { return false }
            position += 1
            return true
        }
        let separator = UInt8(ascii: "-")
        guard let year = digits(4), skip(separator), let month = digits(2), skip(separator), let day = digits(2),
            (1...12).contains(month), (1...daysInMonth(month, year)).contains(day)
        else { return nil }
        var milliseconds = self.day(year, month, day) * 86_400_000
        if position == text.count { return milliseconds }
        guard skip(UInt8(ascii: "T")) || skip(UInt8(ascii: " ")) || skip(UInt8(ascii: "t")) else { return nil }
        guard let hour = digits(2), hour < 24, skip(UInt8(ascii: ":")), let minute = digits(2), minute < 60 else {
            return nil
        }
        milliseconds += (hour * 60 + minute) * 60_000
        if skip(UInt8(ascii: ":")) {
            // A leap second counts as the last ordinary one.
            guard let second = digits(2), second <= 60 else { return nil }
            milliseconds += min(second, 59) * 1000
            if skip(UInt8(ascii: ".")) || skip(UInt8(ascii: ",")) {
                var scale: Int64 = 100
                let start = position
                while let digit = digits(1) {
                    milliseconds += digit * scale
                    scale /= 10
                }
                guard position > start else { return nil }
            }
        }
        if position == text.count || (skip(UInt8(ascii: "Z")) || skip(UInt8(ascii: "z"))) {
            return position == text.count ? milliseconds : nil
        }
        let isEast = skip(UInt8(ascii: "+"))
        guard isEast || skip(separator), let zoneHour = digits(2), zoneHour <= 18 else { return nil }
        _ = skip(UInt8(ascii: ":"))
        let zoneMinute = position < text.count ? digits(2) : 0
        guard let zoneMinute, zoneMinute < 60, position == text.count else { return nil }
        return milliseconds - (isEast ? 1 : -1) * (zoneHour * 60 + zoneMinute) * 60_000
    }

    private static func daysInMonth(_ month: Int64, _ year: Int64) -> Int64 {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    // Days since 1970-01-01 in the proleptic Gregorian calendar; March is the first month of the counting year.
    private static func day(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let counted = month <= 2 ? year - 1 : year
        let era = counted.floorDivided(by: 400)
        let yearOfEra = counted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = day + 719_468
        let era = shifted.floorDivided(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

extension Int64 {
    fileprivate func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
