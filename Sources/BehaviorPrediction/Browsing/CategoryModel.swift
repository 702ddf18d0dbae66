import Foundation
import LinearAlgebra
import NeuralNetworks

/// Which categories a user's next visit will touch.
public struct CategoryModel: Sendable {
    private let visits: CategoryVisits
    private let model: TabularModel

    // A row is a candidate of one visit; whole visits are left out beyond this many rows.
    private static let mostRows = 250_000

    /// Learns from the first visit of each user after days in the past; nothing from the day `asOf` on is used.
    /// - Throws: ``BehaviorError`` when there is too little to learn from.
    public init(
        _ visits: CategoryVisits, log: ActivityLog, asOf: Int32, seed: UInt64, threads: Int
    ) throws(BehaviorError) {
        let kind = "the categories of a visit"
        guard visits.names.count > 1 else {
            throw .nothingToLearn(kind: kind, need: "import products with categories")
        }
        let cuts = try CutOffs.training(log, asOf: asOf, horizon: 30)
        var generator = SeededGenerator(seed: seed, stream: 6)
        var elements: [Float] = []
        var targets: [Float] = []
        for cut in cuts.prefix(4) where targets.count < Self.mostRows {
            let candidates = CategoryCandidates(visits, before: cut)
            var users = Array(visits.visits.indices)
            generator.shuffle(&users)
            for user in users where targets.count < Self.mostRows {
                guard let next = visits.next(of: user, from: cut), next.visit.day < asOf else { continue }
                let rows = candidates.rows(after: next.past, on: next.visit.day)
                elements += rows.elements
                let wanted = Set(next.visit.categories)
                targets += rows.categories.map { wanted.contains($0) ? 1 : 0 }
            }
        }
        guard targets.contains(1), targets.contains(0) else {
            throw .nothingToLearn(kind: kind, need: "nobody came back in the time that is known")
        }
        var settings = TabularSettings(seed: seed)
        settings.rowsPerBatch = 256
        do {
            model = try TabularModel(
                Matrix(rows: targets.count, columns: CategoryCandidates.columns, elements: elements),
                targets: targets, settings: settings, threads: threads)
        } catch { throw .nothingToLearn(kind: kind, need: "\(error)") }
        self.visits = visits
    }

    /// The most probable categories of each user's next visit, were it on `day`; at most `top`, by falling probability.
    public func predictions(users: [Int], day: Int32, top: Int) -> [[(category: String, probability: Float)]] {
        let candidates = CategoryCandidates(visits, before: day)
        return users.map { user in
            ranked(candidates, after: visits.past(of: user, before: day), on: day).prefix(top).map {
                (visits.names[Int($0.category)], $0.probability)
            }
        }
    }

    /// The most probable categories of the next visit of a customer of the same shop, as ``predictions(users:day:top:)``.
    /// - Parameters:
    ///   - own: the customer's visits, categories numbered as in the shop's (``CategoryVisits/init(_:in:)``).
    ///   - popular: what is popular in the shop on that day.
    public func prediction(
        _ own: CategoryVisits, user: Int, popular: PopularCategories, day: Int32, top: Int
    ) -> [(category: String, probability: Float)] {
        ranked(popular.candidates, after: own.past(of: user, before: day), on: day).prefix(top).map {
            (own.names[Int($0.category)], $0.probability)
        }
    }

    /// For each user's first visit from `day` on: the candidates, best first, those of the simple rule, and the truth.
    public func trials(from day: Int32, until end: Int32) -> [CategoryTrial] {
        let candidates = CategoryCandidates(visits, before: day)
        return visits.visits.indices.compactMap { user in
            guard let next = visits.next(of: user, from: day), next.visit.day < end, !next.past.isEmpty else {
                return nil
            }
            let rule = candidates.personalFrequency(after: next.past, on: next.visit.day)
                .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
            return CategoryTrial(
                ranked: ranked(candidates, after: next.past, on: next.visit.day).map(\.category), byFrequency: rule,
                truth: next.visit.categories)
        }
    }

    private func ranked(
        _ candidates: CategoryCandidates, after past: ArraySlice<CategoryVisits.Visit>, on day: Int32
    ) -> [(category: Int32, probability: Float)] {
        let rows = candidates.rows(after: past, on: day)
        guard !rows.categories.isEmpty else { return [] }
        let outputs = model.outputs(
            Matrix(rows: rows.categories.count, columns: CategoryCandidates.columns, elements: rows.elements))
        return zip(rows.categories, outputs).sorted { ($1.1, $0.0) < ($0.1, $1.0) }
            .map { (category: $0, probability: 1 / (1 + exp(-$1))) }
    }
}

/// The categories that are popular on a day, worked out once for many customers.
public struct PopularCategories: Sendable {
    let candidates: CategoryCandidates

    /// What is popular in the 60 days before `day`.
    public init(_ visits: CategoryVisits, before day: Int32) { candidates = CategoryCandidates(visits, before: day) }
}

/// A visit that was foretold, and what it touched.
public struct CategoryTrial: Sendable {
    /// Category numbers by the model, best first.
    public let ranked: [Int32]
    /// Category numbers by how often the user had them, older times counting less.
    public let byFrequency: [Int32]
    /// What the visit touched.
    public let truth: [Int32]
}

extension CategoryVisits {
    /// The visits of `user` before `day`.
    func past(of user: Int, before day: Int32) -> ArraySlice<Visit> { visits[user].prefix { $0.day < day } }

    /// The first visit of `user` from `day` on, and those before it.
    func next(of user: Int, from day: Int32) -> (visit: Visit, past: ArraySlice<Visit>)? {
        let past = past(of: user, before: day)
        return past.endIndex < visits[user].count ? (visits[user][past.endIndex], past) : nil
    }
}
