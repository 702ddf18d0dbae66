public import DataModel

/// What a shop's log as a whole says on a day – how items sell, how customers come and go – worked out once for many
/// customers.
public struct ShopBackground: Sendable {
    let features: CustomerFeatures
    /// Days that predictions look ahead from it.
    public var horizon: Int { Int(features.horizon) }

    /// What `log` says on `day` for predictions `horizon` days ahead; nothing from the day on is used.
    /// - Complexity: one pass over every purchase.
    public init(_ log: ActivityLog, day: Int32, horizon: Int) {
        features = CustomerFeatures(log, at: day, horizon: Int32(horizon))
    }
}

/// One customer of a shop, by their own rows alone: what is predicted of them takes no pass over everybody else's.
///
/// With a background made from the same rows, a prediction is the one that the whole log gives, bit for bit.
public struct SingleCustomer: Sendable {
    /// Their days; they are user 0 of it.
    public let log: ActivityLog
    private let numbers: [Int32?]

    /// - Parameters:
    ///   - snapshot: the rows of one user, read with details.
    ///   - numbers: by item of `snapshot`, its number in the shop's log; `nil` for one that is not in it.
    ///   - shop: the log of the whole shop.
    /// - Throws: ``BehaviorError/noTimes``.
    public init(_ snapshot: Snapshot, numbers: [Int32?], in shop: ActivityLog) throws(BehaviorError) {
        log = try ActivityLog(snapshot, in: shop)
        self.numbers = numbers
    }

    /// Whether they did anything before `day` other than sending things back.
    public func isKnown(before day: Int32) -> Bool { !log.users(before: day).isEmpty }

    /// How likely the outcome of `model` is from `day` on, in [0, 1].
    public func probability(_ model: OutcomeModel, _ background: ShopBackground, day: Int32) -> Float {
        model.probabilities(features(background, day), users: [0], threads: 1)[0]
    }

    /// What moves the log-odds of the outcome of `model`, as ``OutcomeModel/reasons(_:users:day:most:)``.
    public func reasons(
        _ model: OutcomeModel, _ background: ShopBackground, day: Int32, most: Int
    ) -> [(text: String, weight: Float)] {
        model.reasons(features(background, day), users: [0], most: most)[0]
    }

    /// What the amount of `model` comes to from `day` on.
    public func amount(_ model: AmountModel, _ background: ShopBackground, day: Int32) -> AmountPrediction {
        model.predictions(features(background, day), users: [0], threads: 1)[0]
    }

    /// When they buy next, counted from `day`; `nil` for somebody who had bought nothing by then.
    public func timing(_ model: TimingModel, day: Int32) -> TimingPrediction? {
        guard let origin = log.lastOrigins(of: [0], before: day)[0] else { return nil }
        return model.predictions(log, origins: [(origin, Int(day - origin.day) - 1)], threads: 1).first
    }

    private func features(_ background: ShopBackground, _ day: Int32) -> CustomerFeatures {
        CustomerFeatures(log, numbers: numbers, at: day, in: background.features)
    }
}
