/// What one user did with every target before a day, from which the features of any target follow.
struct TargetPast {
    private struct Own {
        var days: Float = 0
        var days30: Float = 0
        var days90: Float = 0
        var firstBought: Int32 = 0
        var lastBought: Int32?
        var looks7: Float = 0
        var looks30: Float = 0
        var carts30: Float = 0
        var lastLook: Int32?
    }

    private struct Kin {
        var bought90: Float = 0
        var looks30: Float = 0
        var last: Int32 = 0
    }

    private let cut: Int32
    private var own: [Int32: Own] = [:]
    private var kin: [Int32: Kin] = [:]
    private var purchaseDays30: Float = 0
    private var purchaseDays90: Float = 0
    private var lines90: Float = 0
    private var firstDay: Int32?
    private var lastDay: Int32?
    private var lastPurchase: Int32?

    init(_ events: TargetEvents, user: Int, before cut: Int32) {
        self.cut = cut
        for event in events.past(of: user, before: cut) { add(event, kinds: events.kin[Int(event.target)]) }
    }

    private mutating func add(_ event: TargetEvents.Event, kinds: [Int32]) {
        let ago = cut - event.day
        firstDay = firstDay ?? event.day
        lastDay = event.day
        var pair = own[event.target] ?? Own()
        if event.kind == .purchase {
            if lastPurchase != event.day {
                if ago <= 30 { purchaseDays30 += 1 }
                if ago <= 90 { purchaseDays90 += 1 }
            }
            lastPurchase = event.day
            if ago <= 90 { lines90 += 1 }
            if pair.lastBought != event.day {
                if pair.days == 0 { pair.firstBought = event.day }
                pair.days += 1
                if ago <= 30 { pair.days30 += 1 }
                if ago <= 90 { pair.days90 += 1 }
            }
            pair.lastBought = event.day
        } else {
            if ago <= 7 { pair.looks7 += 1 }
            if ago <= 30 { pair.looks30 += 1 }
            if event.kind == .cart, ago <= 30 { pair.carts30 += 1 }
            pair.lastLook = event.day
        }
        own[event.target] = pair
        for number in kinds {
            var like = kin[number] ?? Kin()
            if event.kind == .purchase { if ago <= 90 { like.bought90 += 1 } } else if ago <= 30 { like.looks30 += 1 }
            like.last = event.day
            kin[number] = like
        }
    }

    /// Whether anything is known of the user.
    var isKnown: Bool { lastDay != nil }

    /// Targets that the user did something with, rising.
    var touched: [Int32] { own.keys.sorted() }

    /// Whether the user did something with `target`.
    func hasTouched(_ target: Int32) -> Bool { own[target] != nil }

    /// On how many days the user bought `target`, and for how many days the user has been known.
    func frequency(of target: Int32) -> (purchaseDays: Float, tenure: Float) {
        (own[target]?.days ?? 0, firstDay.map { Float(cut - $0) } ?? 0)
    }

    /// Adds the features of `target`, `[TargetFeature.count]`.
    func append(_ target: Int32, _ record: TargetRecord, kinds: [Int32], to elements: inout [Float]) {
        let start = elements.count
        elements += repeatElement(.nan, count: TargetFeature.count)
        func set(_ feature: TargetFeature, _ value: Float) { elements[start + feature.rawValue] = value }
        func since(_ day: Int32?) -> Float { day.map { Float(cut - $0) } ?? .nan }
        set(.customerRecency, since(lastPurchase))
        set(.customerDays30, purchaseDays30)
        set(.customerDays90, purchaseDays90)
        set(.customerLines90, lines90)
        set(.customerSeen, since(lastDay))
        set(.customerTenure, since(firstDay))
        let pair = own[target] ?? Own()
        set(.bought, pair.days)
        set(.bought30, pair.days30)
        set(.bought90, pair.days90)
        set(.sinceBought, since(pair.lastBought))
        if pair.days > 1, let last = pair.lastBought {
            let gap = Float(last - pair.firstBought) / (pair.days - 1)
            set(.gap, gap)
            set(.overdue, Float(cut - last) / gap)
        }
        set(.looks7, pair.looks7)
        set(.looks30, pair.looks30)
        set(.sinceLook, since(pair.lastLook))
        set(.carts30, pair.carts30)
        let like = kinds.compactMap { kin[$0] }
        set(.kinBought90, like.reduce(0) { max($0, $1.bought90) })
        set(.kinLooks30, like.reduce(0) { max($0, $1.looks30) })
        set(.sinceKin, since(like.map(\.last).max()))
        let place = Int(target)
        set(.buyers7, record.buyers7[place])
        set(.buyers30, record.buyers30[place])
        set(.buyers90, record.buyers90[place])
        set(.lookers30, record.lookers30[place])
        set(.repeatRate, record.repeatRate[place])
        set(.age, record.firstDay[place] == .max ? .nan : Float(cut - record.firstDay[place]))
    }
}
