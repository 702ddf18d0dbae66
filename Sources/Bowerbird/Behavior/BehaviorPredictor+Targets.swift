import BehaviorPrediction
public import DataModel

extension BehaviorPredictor {
    /// How likely each of `users` is to buy each of `items` within `horizon` days. Users and items that are not stored, and
    /// users without an event before the day of prediction, get none.
    /// - Throws: `BehaviorError` when there is too little to learn from.
    public func purchases(
        of items: [ItemID], by users: [UserID], horizon: Int, mostReasons: Int = 0
    ) throws -> [BehaviorAnswer] {
        try targets(
            TargetEvents(itemsOf: snapshot), items.compactMap { snapshot.items.number(of: $0.rawValue) }, users,
            horizon,
            mostReasons)
    }

    /// How likely each of `users` is to buy anything in each of `categories` (paths such as `Outdoor > Camping`; what lies
    /// below counts) within `horizon` days. Users without an event before the day of prediction get none.
    /// - Throws: `BehaviorError` for a category that no product is in, and when there is too little to learn from.
    public func purchases(
        inCategories categories: [String], by users: [UserID], horizon: Int, mostReasons: Int = 0
    ) throws -> [BehaviorAnswer] {
        let events = TargetEvents(categoriesOf: snapshot)
        let numbers = try categories.map { name in
            guard let number = events.number(of: name) else {
                throw BehaviorError.unknown(what: "category", name: name, known: events.names.sorted())
            }
            return number
        }
        return try targets(events, numbers, users, horizon, mostReasons)
    }

    private func targets(
        _ events: TargetEvents, _ targets: [Int32], _ users: [UserID], _ horizon: Int, _ mostReasons: Int
    ) throws -> [BehaviorAnswer] {
        let model = try TargetModel(
            events, log: log, asOf: day, horizon: horizon, seed: seed, threads: threads)
        let known = Set(log.users(before: day))
        let numbers = users.compactMap { snapshot.users.number(of: $0.rawValue).map(Int.init) }.filter(known.contains)
        let pairs = numbers.flatMap { user in targets.map { (user: user, target: $0) } }
        return zip(
            pairs, model.predictions(users: numbers, targets: targets, day: day, mostReasons: mostReasons)
        ).map { pair, prediction in
            let name = events.names[Int(pair.target)]
            var answer = BehaviorAnswer(
                userID: UserID(rawValue: snapshot.users[Int32(pair.user)]), kind: .purchase, horizon: horizon,
                value: .probability(prediction.probability),
                reasons: prediction.reasons.map { BehaviorReason(text: $0.text, weight: $0.weight) })
            switch events.scope {
            case .items: answer.itemID = ItemID(rawValue: name)
            case .categories: answer.category = name
            }
            return answer
        }
    }
}
