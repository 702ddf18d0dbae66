import DataModel

/// Gathers the details of interactions, row after row.
struct DetailReader {
    /// The columns it reads, to follow others in a SELECT.
    static let columns = ", quantity, price, dwell_seconds, session_id, currency"

    private(set) var details = InteractionDetails()
    private var sessions: [String: Int32] = [:]
    private var currencies: [String: Int16] = [:]

    /// Reads the columns that start at `first`.
    mutating func add(_ row: some StoredRow, from first: Int) {
        func number(_ column: Int) -> Float { row.number(column).map { Float($0) } ?? .nan }
        details.quantities.append(number(first))
        details.prices.append(number(first + 1))
        details.dwellSeconds.append(number(first + 2))
        details.sessions.append(row.text(first + 3).map { session($0) } ?? -1)
        details.currencies.append(row.text(first + 4).map { currency($0) } ?? -1)
    }

    private mutating func session(_ name: String) -> Int32 {
        if let known = sessions[name] { return known }
        let number = Int32(sessions.count)
        sessions[name] = number
        return number
    }

    private mutating func currency(_ name: String) -> Int16 {
        if let known = currencies[name] { return known }
        let number = Int16(clamping: currencies.count)
        currencies[name] = number
        details.currencyNames.append(name)
        return number
    }

    /// The same rows in another order.
    func reordered(_ order: [Int]) -> DetailReader {
        var result = self
        result.details.quantities = order.map { details.quantities[$0] }
        result.details.prices = order.map { details.prices[$0] }
        result.details.dwellSeconds = order.map { details.dwellSeconds[$0] }
        result.details.sessions = order.map { details.sessions[$0] }
        result.details.currencies = order.map { details.currencies[$0] }
        return result
    }
}
