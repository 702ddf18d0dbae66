import DataModel

/// Sorts interactions by user and sums each user's days.
struct ActivityLogBuilder {
    private let table: InteractionTable
    private let details: InteractionDetails
    private let kinds: [EventKind]
    private let userCount: Int
    let money: PurchaseMoney

    private(set) var dayOffsets = [0]
    private(set) var days: [ActivityDay] = []
    private(set) var lineOffsets = [0]
    private(set) var lines: [PurchaseLine] = []
    private(set) var contactOffsets = [0]
    private(set) var contacts: [Int32] = []

    init(_ snapshot: Snapshot, in shop: ActivityLog?) {
        table = snapshot.interactions
        guard let details = snapshot.details else { preconditionFailure("the snapshot was read without details") }
        self.details = details
        kinds = table.eventTypeNames.map(EventKind.init(eventType:))
        userCount = snapshot.users.count
        if let shop {
            money = PurchaseMoney(snapshot, details, kinds, currency: shop.currency)
        } else {
            money = PurchaseMoney(snapshot, details, kinds)
        }
    }

    mutating func run() {
        let hasContacts = kinds.contains(.contact)
        for all in rowsByUser() {
            let rows = hasContacts ? addContacts(all) : all
            var start = 0
            var visit = OpenVisit()
            while start < rows.count {
                let day = day(rows[start])
                var end = start + 1
                while end < rows.count, self.day(rows[end]) == day { end += 1 }
                add(rows[start..<end], day: day, visit: &visit)
                start = end
            }
            dayOffsets.append(days.count)
            lineOffsets.append(lines.count)
        }
    }

    private func day(_ row: Int) -> Int32 { ActivityLog.day(of: Timestamp(milliseconds: table.timestamps[row])) }

    private func rowsByUser() -> [[Int]] {
        var rows = [[Int]](repeating: [], count: userCount)
        for row in 0..<table.count { rows[Int(table.users[row])].append(row) }
        return rows
    }

    private mutating func addContacts(_ rows: [Int]) -> [Int] {
        contacts += rows.filter { kinds[Int(table.eventTypes[$0])] == .contact }.map(day)
        contactOffsets.append(contacts.count)
        return rows.filter { kinds[Int(table.eventTypes[$0])] != .contact }
    }

    private mutating func add(_ rows: ArraySlice<Int>, day: Int32, visit: inout OpenVisit) {
        var sum = ActivityDay(day: day)
        var orders: Set<Int64> = []
        var items: Set<Int32> = []
        for row in rows {
            if visit.begins(time: table.timestamps[row], session: details.sessions[row]) { sum.visits += 1 }
            let dwell = details.dwellSeconds[row]
            if dwell.isFinite { sum.dwell += dwell }
            let quantity = details.quantities[row].isNaN ? 1 : details.quantities[row]
            switch kinds[Int(table.eventTypes[row])] {
            case .visit: sum.views += 1
            case .contact: break
            case .cart: sum.carts += 1
            case .return:
                sum.returns += 1
                sum.returned += money.price(of: row) * abs(quantity)
            case .purchase where quantity < 0:
                sum.returns += 1
                sum.returned -= money.price(of: row) * quantity
            case .purchase where quantity > 0 && !money.isFree(row):
                let session = details.sessions[row]
                orders.insert(session >= 0 ? -1 - Int64(session) : table.timestamps[row])
                items.insert(table.items[row])
                let spend = money.price(of: row) * quantity
                sum.lines += 1
                sum.units += quantity
                sum.spend += spend
                lines.append(PurchaseLine(day: day, item: table.items[row], units: quantity, spend: spend))
            case .purchase: break
            }
        }
        sum.orders = Int32(orders.count)
        sum.items = Int32(items.count)
        days.append(sum)
    }
}

/// Tells where one visit ends and the next begins.
struct OpenVisit {
    private var lastTime: Int64?
    private var lastSession: Int32 = -1

    /// Whether an event begins a visit: in another session, or after the pause by which web analytics part visits.
    mutating func begins(time: Int64, session: Int32) -> Bool {
        defer { (lastTime, lastSession) = (time, session) }
        guard let lastTime else { return true }
        if session >= 0 || lastSession >= 0 { return session != lastSession }
        return time - lastTime >= Histories.occasion
    }
}
