public import DataModel

/// Every user's days, oldest first, in one flat array: what behaviour is predicted from.
public struct ActivityLog: Sendable {
    /// Where each user's run starts in `days`; one more entry than there are users.
    public let dayOffsets: [Int]
    /// Days on which something happened, user after user, oldest first within a user.
    public let days: [ActivityDay]
    /// Where each user's run starts in `lines`; one more entry than there are users.
    public let lineOffsets: [Int]
    /// What was bought, user after user, oldest first within a user.
    public let lines: [PurchaseLine]
    /// The days on which the shop wrote to each user, by user; empty in a log without such events.
    private let contactOffsets: [Int]
    private let contacts: [Int32]
    // What is known of each user besides, by user; empty for those without.
    private let profiles: [User?]
    /// How many items are numbered.
    public let itemCount: Int
    /// The first and the day after the last day of the log; empty for a log without events.
    public let span: Range<Int32>
    /// The currency of every amount of money; `nil` where prices name none.
    public let currency: String?
    /// What a reader of the predictions must know about the data.
    public let notes: [String]

    /// How many users there are, those without events included.
    public var userCount: Int { dayOffsets.count - 1 }
    /// The positions in `days` that belong to `user`.
    public func dayRange(of user: Int) -> Range<Int> { dayOffsets[user]..<dayOffsets[user + 1] }
    /// The positions in `lines` that belong to `user`.
    public func lineRange(of user: Int) -> Range<Int> { lineOffsets[user]..<lineOffsets[user + 1] }

    /// How often the shop wrote to `user` on the days `range`.
    public func contactCount(of user: Int, in range: Range<Int32>) -> Int {
        guard user + 1 < contactOffsets.count else { return 0 }
        return contacts[contactOffsets[user]..<contactOffsets[user + 1]].count { range.contains($0) }
    }

    /// What the shop knows of `user` besides what they did: values by attribute. It has no time, so it counts as known always.
    func attributes(of user: Int) -> [String: [String]] { profiles[user]?.attributes ?? [:] }

    /// Whether anything was ever bought.
    public var hasPurchases: Bool { !lines.isEmpty }
    /// Whether any purchase has a price.
    public var hasPrices: Bool { lines.contains { $0.spend > 0 } }
    /// Whether there are events other than purchases and returns.
    public var hasVisits: Bool { days.contains { $0.views > 0 || $0.carts > 0 } }

    /// Milliseconds in a day.
    public static let millisecondsPerDay: Int64 = 86_400_000

    /// The day of a moment: whole days since 1970-01-01, UTC.
    public static func day(of time: Timestamp) -> Int32 {
        let milliseconds = time.milliseconds
        let day = milliseconds / millisecondsPerDay
        // Far from where sums and differences of days would end.
        return Int32(max(min(milliseconds % millisecondsPerDay < 0 ? day - 1 : day, 1 << 28), -1 << 28))
    }

    /// The day of prediction for a moment: no earlier than the first day of the log, no later than the one after the last.
    public func day(asOf time: Timestamp) -> Int32 {
        min(max(Self.day(of: time), span.lowerBound), span.upperBound)
    }

    /// The log of everything in `snapshot`, which must have been read with details.
    /// - Parameter shop: the log of the whole shop, where `snapshot` holds some of its customers only: its first day and
    ///   its currency are theirs too.
    /// - Throws: ``BehaviorError/noTimes`` for data that knows only the order of events.
    public init(_ snapshot: Snapshot, in shop: ActivityLog? = nil) throws(BehaviorError) {
        if snapshot.timeIsOrdinal { throw .noTimes }
        var builder = ActivityLogBuilder(snapshot, in: shop)
        builder.run()
        dayOffsets = builder.dayOffsets
        days = builder.days
        lineOffsets = builder.lineOffsets
        lines = builder.lines
        contactOffsets = builder.contactOffsets
        contacts = builder.contacts
        profiles = snapshot.userProfiles
        itemCount = snapshot.items.count
        let first = snapshot.interactions.timestamps.first.map { Self.day(of: Timestamp(milliseconds: $0)) } ?? 0
        let last = snapshot.interactions.timestamps.last.map { Self.day(of: Timestamp(milliseconds: $0)) }
        let own = first..<(last.map { $0 + 1 } ?? first)
        span =
            shop.map { shop in
                own.isEmpty
                    ? shop.span
                    : min(shop.span.lowerBound, own.lowerBound)..<max(shop.span.upperBound, own.upperBound)
            } ?? own
        currency = builder.money.currency
        notes = builder.money.notes
    }
}
