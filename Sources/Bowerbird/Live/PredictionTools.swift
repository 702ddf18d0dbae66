import BehaviorPrediction
import DataModel

/// Everything that a question of behaviour needs beside the rows of the user.
enum PredictionTools: Sendable {
    case outcome(OutcomeModel, ShopBackground, sign: Float)
    case amount(AmountModel, ShopBackground)
    case timing(TimingModel)
    case browsing(Browsing, ShopBackground)
    case rating(RatingModel, RatingTable, reviews: ReviewModel?)

    /// What a user's looking around is told by.
    struct Browsing: Sendable {
        let visits: AmountModel
        let dwell: AmountModel?
        let categories: (model: CategoryModel, popular: PopularCategories)?
    }
}

/// Finds what a question needs: in the bundle, among what was learned before, or by learning it now.
struct ToolFinder: Sendable {
    let question: BehaviorQuestion
    let activity: ShopActivity
    let model: Model
    let learned: LearnedModels
    let threads: Int

    private var asOf: Int32? { question.asOf.map { activity.log.day(asOf: $0) } }
    private var day: Int32 { asOf ?? activity.day }

    /// Finds everything, and learns what is missing; takes from microseconds to many seconds.
    /// - Throws: `BehaviorError` when there is too little to learn from; `BundleError` for a bundle without behaviour.
    func tools() throws -> PredictionTools {
        let horizon = question.horizon
        switch question.kind {
        case .purchase: return .outcome(try outcome(.purchase), background, sign: 1)
        case .churn: return .outcome(try outcome(.activity), background, sign: -1)
        case .quantity: return .amount(try amount(.quantity), background)
        case .spend: return .amount(try amount(.spend), background)
        case .timing:
            let model = try trained().timing.flatMap { $0.horizon == horizon ? $0 : nil }
            return .timing(
                try model
                    ?? learned.model(key(.timing)) { () throws(BehaviorError) in
                        try TimingModel(log: activity.log, asOf: day, horizon: horizon, seed: 0, threads: threads)
                    })
        case .browse:
            return .browsing(
                .init(
                    visits: try amount(.visits), dwell: activity.hasDwell ? try amount(.dwell) : nil,
                    categories: try categories()), background)
        case .rating:
            let table = activity.ratings(before: day)
            let model = try learned.model(key(.rating, horizon: 0)) { () throws(BehaviorError) in
                try RatingModel(table, seed: 0, threads: threads)
            }
            // A shop in which nobody or everybody writes says nothing of who does.
            let reviews = try? learned.model(key(.reviews, horizon: 0)) { () throws(BehaviorError) in
                try ReviewModel(activity.reviewed(before: day), seed: 0, threads: threads)
            }
            return .rating(model, table, reviews: reviews)
        }
    }

    /// Whether ``tools()`` has nothing to learn and nothing to work out.
    var isReady: Bool {
        let isInBundle = asOf == nil && model.behavior != nil
        func isKnown(_ subject: LearnedModels.Subject, _ horizon: Int) -> Bool {
            learned.knows(key(subject, horizon: horizon))
        }
        func isTrained(_ amount: CustomerAmount) -> Bool {
            isInBundle
                && model.behavior?.amounts.contains { $0.amount == amount && $0.horizon == question.horizon } == true
                || isKnown(.amount(amount), question.horizon)
        }
        func isTrained(_ outcome: CustomerOutcome) -> Bool {
            isInBundle
                && model.behavior?.outcomes.contains { $0.outcome == outcome && $0.horizon == question.horizon } == true
                || isKnown(.outcome(outcome), question.horizon)
        }
        let hasBackground = activity.hasBackground(day: day, horizon: question.horizon)
        switch question.kind {
        case .purchase: return hasBackground && isTrained(CustomerOutcome.purchase)
        case .churn: return hasBackground && isTrained(CustomerOutcome.activity)
        case .quantity: return hasBackground && isTrained(CustomerAmount.quantity)
        case .spend: return hasBackground && isTrained(CustomerAmount.spend)
        case .timing:
            return isInBundle && model.behavior?.timing?.horizon == question.horizon
                || isKnown(.timing, question.horizon)
        case .browse:
            return hasBackground && isTrained(CustomerAmount.visits)
                && (!activity.hasDwell || isTrained(CustomerAmount.dwell))
                && (activity.visits.names.count < 2 || isKnown(.categories, 0))
                && activity.hasPopularCategories(before: day)
        case .rating: return isKnown(.rating, 0) && isKnown(.reviews, 0) && activity.hasRatings(before: day)
        }
    }

    private var background: ShopBackground { activity.background(day: day, horizon: question.horizon) }

    // What the bundle knows of now must not speak of an earlier day.
    private func trained() throws -> BehaviorModels {
        guard asOf == nil else { return BehaviorModels() }
        guard let behavior = model.behavior else {
            throw BundleError.partNotTrained(
                part: "behavior", need: "interactions with timestamps over two months or more")
        }
        return behavior
    }

    private func outcome(_ outcome: CustomerOutcome) throws -> OutcomeModel {
        let known = try trained().outcomes.first { $0.outcome == outcome && $0.horizon == question.horizon }
        return try known
            ?? learned.model(key(.outcome(outcome))) { () throws(BehaviorError) in
                try OutcomeModel(
                    outcome, log: activity.log, asOf: day, horizon: question.horizon, seed: 0, threads: threads)
            }
    }

    private func amount(_ amount: CustomerAmount) throws -> AmountModel {
        let known = try trained().amounts.first { $0.amount == amount && $0.horizon == question.horizon }
        return try known
            ?? learned.model(key(.amount(amount))) { () throws(BehaviorError) in
                try AmountModel(
                    amount, log: activity.log, asOf: day, horizon: question.horizon, seed: 0, threads: threads)
            }
    }

    private func categories() throws -> (model: CategoryModel, popular: PopularCategories)? {
        let popular = activity.popularCategories(before: day)
        guard activity.visits.names.count > 1 else { return nil }
        let model = try learned.model(key(.categories, horizon: 0)) { () throws(BehaviorError) in
            try CategoryModel(activity.visits, log: activity.log, asOf: day, seed: 0, threads: threads)
        }
        return (model, popular)
    }

    private func key(_ subject: LearnedModels.Subject, horizon: Int? = nil) -> LearnedModels.Key {
        LearnedModels.Key(
            subject: subject, horizon: horizon ?? question.horizon, asOf: asOf, version: model.manifest.version)
    }
}
