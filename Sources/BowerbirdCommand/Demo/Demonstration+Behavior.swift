import Answers
import Bowerbird
import Foundation

extension Demonstration {
    private static let mostReasons = 2

    /// What customers will do, in words.
    func showBehavior(_ model: Model) throws {
        print("\n6. What customers will do")
        let predictor = try BehaviorPredictor(
            shop.store.snapshot(detailed: true), asOf: nil, trained: model.behavior ?? BehaviorModels(), seed: seed,
            threads: threads)
        let users = script.users.map { UserID(rawValue: $0) }
        for (kind, words) in [(BehaviorKind.purchase, "buys within 30 days"), (.churn, "is not seen for 90 days")] {
            let answers = try predictor.predict(
                kind, users: users, horizon: kind.usualHorizon, mostReasons: Self.mostReasons)
            for answer in answers {
                guard case .probability(let probability) = answer.value else { continue }
                let reasons = answer.reasons.prefix(Self.mostReasons).map(\.text).joined(separator: "; ")
                print("   \(answer.userID.rawValue) \(words): \(Int((probability * 100).rounded())) % – \(reasons)")
            }
        }
        for segment in try predictor.segments().segments {
            print("   \(segment.users.count) customers: \(segment.description)")
        }
        if let best = try predictor.forecast(weeks: 1).first {
            print(
                "   the best-seller, \(best.itemID.rawValue): order more when \(Int(best.advice.reorderPoint)) are left "
                    + "(delivery in \(best.leadTimeWeeks) weeks, 95 of 100 times nothing runs out)")
        }
    }
}
