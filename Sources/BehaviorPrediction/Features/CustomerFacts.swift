import LinearAlgebra

/// Sentences about a customer's habits.
public struct CustomerFacts: Sendable {
    private let features: CustomerFeatures

    /// Habits as they were known on `day`.
    public init(_ log: ActivityLog, day: Int32) {
        features = CustomerFeatures(log, at: day, horizon: 30, hasItems: false)
    }

    /// What may be said of `user`, most telling first.
    public func facts(of user: Int) -> [String] {
        var row = FeatureRow()
        features.fill(&row, user: user)
        return FeatureWords.facts(row)
    }
}

extension ActivityLog {
    /// One feature of `users` on `day`; NaN where it is not known.
    public func values(of feature: CustomerFeature, users: [Int], day: Int32, threads: Int) -> [Float] {
        let table = CustomerFeatures(self, at: day, horizon: 30).matrix(of: users, threads: threads)
        return users.indices.map { table[$0, feature.column] }
    }
}
