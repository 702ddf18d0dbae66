import BehaviorPrediction
import DataModel
import Storage

/// Answers a question for one user after the other, each from the user's rows as they are stored now.
struct CustomerAnswers {
    let question: BehaviorQuestion
    let tools: PredictionTools
    let activity: ShopActivity
    let store: any Store

    // So many categories of the next visit are named.
    private static let mostCategories = 10
    // In tables of ratings, whoever is asked for, and an item that has come since.
    private static let ownNumber: Int32 = -1
    private static let newItem: Int32 = -2

    /// The answers for `user`: one, for ratings one for each item; none for somebody of whom nothing can be said.
    func answers(for user: UserID) throws -> [BehaviorAnswer] {
        if case .rating(let model, let table, let reviews) = tools {
            return try ratings(of: user, model, table, reviews)
        }
        let own = try OwnRows(of: user, store, in: activity, withReviews: false)
        let customer = try SingleCustomer(own.snapshot, numbers: own.numbers, in: activity.log)
        let day = day(of: customer)
        guard customer.isKnown(before: day) else { return [] }
        guard let value = value(customer, own, day) else { return [] }
        return [
            BehaviorAnswer(
                userID: user, kind: question.kind, horizon: question.horizon, value: value,
                reasons: reasons(customer, day))
        ]
    }

    private func day(of customer: SingleCustomer) -> Int32 {
        question.asOf.map { customer.log.day(asOf: $0) } ?? customer.log.span.upperBound
    }

    private func value(_ customer: SingleCustomer, _ own: OwnRows, _ day: Int32) -> BehaviorValue? {
        switch tools {
        case .outcome(let model, let background, let sign):
            let probability = customer.probability(model, background, day: day)
            return .probability(sign > 0 ? probability : 1 - probability)
        case .amount(let model, let background): return .amount(customer.amount(model, background, day: day))
        case .timing(let model): return customer.timing(model, day: day).map { .timing($0) }
        case .browsing(let models, let background):
            let categories = models.categories.map { categories in
                categories.model.prediction(
                    CategoryVisits(own.snapshot, in: activity.visits), user: 0, popular: categories.popular, day: day,
                    top: Self.mostCategories)
            }
            return .browsing(
                BrowsingPrediction(
                    visits: customer.amount(models.visits, background, day: day),
                    dwell: models.dwell.map { customer.amount($0, background, day: day) },
                    categories: categories ?? []))
        case .rating: return nil
        }
    }

    private func reasons(_ customer: SingleCustomer, _ day: Int32) -> [BehaviorReason] {
        guard question.mostReasons > 0, case .outcome(let model, let background, let sign) = tools else { return [] }
        return customer.reasons(model, background, day: day, most: question.mostReasons).map {
            BehaviorReason(text: $0.text, weight: sign * $0.weight)
        }
    }

    private func ratings(
        of user: UserID, _ model: RatingModel, _ table: RatingTable, _ reviews: ReviewModel?
    ) throws -> [BehaviorAnswer] {
        let own = try OwnRows(of: user, store, in: activity, withReviews: true)
        let isKnown =
            try activity.number(of: user) != nil || own.snapshot.items.count > 0 || store.profile(of: user) != nil
        guard isKnown else { return [] }
        let customer = try SingleCustomer(own.snapshot, numbers: own.numbers, in: activity.log)
        let mine = RatingTable(own.snapshot, before: day(of: customer)).ratings.map { rating in
            StarRating(
                user: Self.ownNumber, item: own.numbers[Int(rating.item)] ?? Self.newItem, stars: rating.stars)
        }
        let current = table.replacing(user: Self.ownNumber, with: mine)
        return try question.items.compactMap { item in
            let number = activity.items.number(of: item.rawValue)
            guard try number != nil || own.snapshot.items.number(of: item.rawValue) != nil || store.product(item) != nil
            else { return nil }
            let stars = model.predictions([(Self.ownNumber, number ?? Self.newItem)], in: current)[0]
            var answer = BehaviorAnswer(
                userID: user, kind: .rating, horizon: 0, value: .amount(stars), reasons: [], itemID: item)
            answer.reviewProbability =
                reviews?.probabilities([
                    (activity.number(of: user) ?? Self.ownNumber, number ?? Self.newItem)
                ]).first
            return answer
        }
    }
}
