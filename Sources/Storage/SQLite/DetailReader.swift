import DataModel
import GRDB

/// Gathers the details of interactions, row after row.
struct DetailReader {
    /// The columns it reads, to follow others in a SELECT.
    static let columns = ", quantity, price, dwell_seconds, session_id, currency"

    private(set) var details = InteractionDetails()
    private var sessions: [String: Int32] = [:]
    private var currencies: [String: Int16] = [:]

    /// Reads the columns that start at `first`.
    mutating func add(_ row: Row, from first: Int) {
        func number(_ column: Int) -> Float { (row[column] as Double?).map { Float($0) } ?? .nan }
        details.quantities.append(number(first))
        details.prices.append(number(first + 1))
        details.dwellSeconds.append(number(first + 2))
        details.sessions.append((row[first + 3] as String?).map { session($0) } ?? -1)
        details.currencies.append((row[first + 4] as String?).map { currency($0) } ?? -1)
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
}

extension InteractionDetails {
    /// The same rows in another order.
    func reordered(_ order: [Int]) -> InteractionDetails {
        var result = InteractionDetails()
        result.quantities = order.map { quantities[$0] }
        result.prices = order.map { prices[$0] }
        result.dwellSeconds = order.map { dwellSeconds[$0] }
        result.sessions = order.map { sessions[$0] }
        result.currencies = order.map { currencies[$0] }
        result.currencyNames = currencyNames
        return result
    }
}
