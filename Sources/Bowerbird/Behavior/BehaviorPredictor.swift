public import BehaviorPrediction
public import DataModel

/// One prediction of what a user will do.
public struct BehaviorAnswer: Sendable {
    /// Who.
    public let userID: UserID
    /// What.
    public let kind: BehaviorKind
    /// Days from the day of prediction on.
    public let horizon: Int
    /// What it comes to.
    public let value: BehaviorValue
    /// What moved it, largest first, where reasons were asked for.
    public let reasons: [BehaviorReason]
    /// The item that a rating or a purchase is of.
    public var itemID: ItemID?
    /// The category that a purchase is in.
    public var category: String?
    /// For a rating: how likely the user, having bought the item, writes a review of it; `nil` where that cannot be told.
    public var reviewProbability: Float?
    /// For a rating: what reviews of the item praise and complain about; `nil` where it was not asked for.
    public var aspects: ItemAspects?
}

/// Something that makes a prediction higher or lower.
public struct BehaviorReason: Sendable {
    /// What it is, in words.
    public let text: String
    /// By how much it moves the log-odds of what is predicted, against a customer of average habits.
    public let weight: Float
}

/// What a prediction comes to.
public enum BehaviorValue: Sendable {
    /// How likely it is, in [0, 1].
    case probability(Float)
    /// How much it will be.
    case amount(AmountPrediction)
    /// When it will be.
    case timing(TimingPrediction)
    /// Visits, and seconds of looking where they are recorded.
    case browsing(BrowsingPrediction)
}

/// How a user will look around.
public struct BrowsingPrediction: Sendable {
    /// Visits within the horizon.
    public let visits: AmountPrediction
    /// Seconds of looking within the horizon; `nil` where they are not recorded.
    public let dwell: AmountPrediction?
    /// What the next visit will probably touch, most probable first; empty where the catalogue has no categories.
    public let categories: [(category: String, probability: Float)]
}

/// Learns from a shop's events and predicts its users' behaviour, as it could have been done on a given day.
public struct BehaviorPredictor: Sendable {
    let snapshot: Snapshot
    /// Every user's days.
    public let log: ActivityLog
    /// The day of prediction: whole days since 1970-01-01, UTC; nothing from it on is used.
    public let day: Int32
    /// What people should know who read predictions from this log.
    public let notes: [String]
    /// Models that are trained already; what they do not have is learned when it is asked for.
    let trained: BehaviorModels
    let seed: UInt64
    let threads: Int

    /// - Parameters:
    ///   - snapshot: what is stored, read with details.
    ///   - asOf: the moment of prediction; events of its day (UTC) and later are not used. `nil` for the day after the
    ///     last event.
    ///   - trained: models to use where they have the horizon; they must not have learned from `asOf` on.
    /// - Throws: `BehaviorError` for data without times.
    public init(
        _ snapshot: Snapshot, asOf: Timestamp?, trained: BehaviorModels = BehaviorModels(), seed: UInt64, threads: Int
    ) throws {
        self.snapshot = snapshot
        self.trained = trained
        let log = try ActivityLog(snapshot)
        self.log = log
        day = asOf.map { log.day(asOf: $0) } ?? log.span.upperBound
        var notes = log.notes
        if let note = snapshot.noteOfDatesAhead { notes.append(note) }
        if let asOf, ActivityLog.day(of: asOf) > day {
            let first = Timestamp(milliseconds: Int64(day) * ActivityLog.millisecondsPerDay).iso8601.prefix(10)
            notes.append("nothing is known from \(first) on, the day after the last event: predicted as on it")
        }
        self.notes = notes
        self.seed = seed
        self.threads = threads
    }

    /// Predictions for `users`, in their order. Users without an event before the day of prediction get none.
    /// - Throws: `BehaviorError` when there is too little to learn from.
    /// - Parameter mostReasons: so many reasons for each, where the kind has any (`purchase` and `churn`).
    public func predict(
        _ kind: BehaviorKind, users: [UserID], horizon: Int, mostReasons: Int = 0
    ) throws -> [BehaviorAnswer] {
        let known = Set(log.users(before: day))
        let numbers = users.compactMap { snapshot.users.number(of: $0.rawValue).map(Int.init) }.filter(known.contains)
        let values = try values(kind, numbers, horizon)
        let reasons =
            mostReasons > 0
            ? try reasons(kind, numbers, horizon, most: mostReasons) : numbers.map { _ in [] }
        return numbers.indices.compactMap { place in
            values[place].map {
                BehaviorAnswer(
                    userID: UserID(rawValue: snapshot.users[Int32(numbers[place])]), kind: kind, horizon: horizon,
                    value: $0, reasons: reasons[place])
            }
        }
    }

    /// The stars that each of `users` would give each of `items`; users and items that are not stored get none.
    /// - Throws: `BehaviorError` when there is too little to learn from.
    public func ratings(users: [UserID], items: [ItemID]) throws -> [BehaviorAnswer] {
        let model = try RatingModel(RatingTable(snapshot, before: day), seed: seed, threads: threads)
        let pairs = users.flatMap { user in
            items.compactMap { item -> (user: Int32, item: Int32)? in
                guard let userNumber = snapshot.users.number(of: user.rawValue),
                    let itemNumber = snapshot.items.number(of: item.rawValue)
                else { return nil }
                return (userNumber, itemNumber)
            }
        }
        // A shop in which nobody or everybody writes says nothing of who does.
        let reviews = try? ReviewModel(ReviewTable(snapshot, before: day), seed: seed, threads: threads)
        let chances = reviews?.probabilities(pairs)
        return zip(pairs.indices, model.predictions(pairs)).map { place, stars in
            let pair = pairs[place]
            var answer = BehaviorAnswer(
                userID: UserID(rawValue: snapshot.users[pair.user]), kind: .rating, horizon: 0,
                value: .amount(stars), reasons: [], itemID: ItemID(rawValue: snapshot.items[pair.item]))
            answer.reviewProbability = chances?[place]
            return answer
        }
    }

    private func reasons(
        _ kind: BehaviorKind, _ users: [Int], _ horizon: Int, most: Int
    ) throws -> [[BehaviorReason]] {
        guard kind == .purchase || kind == .churn else { return users.map { _ in [] } }
        let model = try outcomeModel(kind == .purchase ? .purchase : .activity, horizon)
        let sign: Float = kind == .purchase ? 1 : -1
        return model.reasons(log, users: users, day: day, most: most).map { own in
            own.map { BehaviorReason(text: $0.text, weight: sign * $0.weight) }
        }
    }

    /// Every user that is stored.
    public var userIDs: [UserID] { snapshot.users.identifiers.map { UserID(rawValue: $0) } }

    func values(_ kind: BehaviorKind, _ users: [Int], _ horizon: Int) throws -> [BehaviorValue?] {
        switch kind {
        case .rating: preconditionFailure("ratings are asked for by item")
        case .purchase:
            return try outcome(.purchase, users, horizon).map { .probability($0) }
        case .churn:
            return try outcome(.activity, users, horizon).map { .probability(1 - $0) }
        case .quantity: return try amounts(.quantity, users, horizon).map { .amount($0) }
        case .spend: return try amounts(.spend, users, horizon).map { .amount($0) }
        case .timing: return try timing(users, horizon)
        case .browse: return try browsing(users, horizon)
        }
    }

    private func outcome(_ outcome: CustomerOutcome, _ users: [Int], _ horizon: Int) throws -> [Float] {
        try outcomeModel(outcome, horizon).probabilities(log, users: users, day: day, threads: threads)
    }

    private func outcomeModel(_ outcome: CustomerOutcome, _ horizon: Int) throws -> OutcomeModel {
        try trained.outcomes.first { $0.outcome == outcome && $0.horizon == horizon }
            ?? OutcomeModel(outcome, log: log, asOf: day, horizon: horizon, seed: seed, threads: threads)
    }

    private func amounts(_ amount: CustomerAmount, _ users: [Int], _ horizon: Int) throws -> [AmountPrediction] {
        let model =
            try trained.amounts.first { $0.amount == amount && $0.horizon == horizon }
            ?? AmountModel(amount, log: log, asOf: day, horizon: horizon, seed: seed, threads: threads)
        return model.predictions(log, users: users, day: day, threads: threads)
    }

    // So many categories of the next visit are named.
    private static let mostCategories = 10

    private func browsing(_ users: [Int], _ horizon: Int) throws -> [BehaviorValue?] {
        let visits = try amounts(.visits, users, horizon)
        let dwell = CustomerAmount.dwell.isRecorded(in: log) ? try amounts(.dwell, users, horizon) : nil
        let categories = CategoryVisits(snapshot)
        let next =
            categories.names.count > 1
            ? try CategoryModel(categories, log: log, asOf: day, seed: seed, threads: threads)
                .predictions(users: users, day: day, top: Self.mostCategories) : users.map { _ in [] }
        return users.indices.map { place in
            .browsing(
                BrowsingPrediction(visits: visits[place], dwell: dwell?[place], categories: next[place]))
        }
    }

    private func timing(_ users: [Int], _ horizon: Int) throws -> [BehaviorValue?] {
        let known = trained.timing.flatMap { $0.horizon == horizon ? $0 : nil }
        let model =
            try known ?? TimingModel(log: log, asOf: day, horizon: horizon, seed: seed, threads: threads)
        let origins = log.lastOrigins(of: users, before: day)
        let waiting = origins.compactMap { origin in origin.map { (origin: $0, waited: Int(day - $0.day) - 1) } }
        var predictions = model.predictions(log, origins: waiting, threads: threads).makeIterator()
        return origins.map { origin in origin == nil ? nil : predictions.next().map { .timing($0) } }
    }
}
