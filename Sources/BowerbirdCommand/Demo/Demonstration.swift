import Answers
import Bowerbird
import Foundation

/// Imports the demonstration shop, trains on it, and tells in plain words what came out.
struct Demonstration {
    let script: DemoScript
    let corpora: String
    let shop: Shop
    let seed: UInt64
    let threads: Int

    // Enough to see that a list makes sense.
    private static let listLength = 5
    private static let shownTokens = 3

    func run() throws {
        print("Bowerbird on a small outdoor, sport, home and garden shop (\(corpora)/, written for this purpose)")
        try load()
        let model = try train()
        try showLists(model)
        try showReviews(model)
        try showQueries(model)
        try showBehavior(model)
        print(
            """

            Your own shop, with your own files:
              bowerbird import interactions events.csv     # user_id, item_id, timestamp, event_type
              bowerbird import products products.csv       # item_id, title, categories, price, …
              bowerbird train
              bowerbird recommend SOME_USER --explain
            """)
    }

    private func load() throws {
        print("\n1. Import")
        // A demonstration shop need not have every kind of table.
        for kind in ImportKind.allCases
        where FileManager.default.fileExists(atPath: "\(corpora)/\(kind.rawValue).csv") {
            let start = ContinuousClock.now
            let summary = try shop.importTable(kind, path: "\(corpora)/\(kind.rawValue).csv")
            print("   \(kind.rawValue).csv: \(summary.text), in \(Seconds.text(since: start))")
        }
        let start = ContinuousClock.now
        let summary = try shop.importPages(["\(corpora)/pages"])
        print("   pages/*.html: \(summary.text), in \(Seconds.text(since: start))")
    }

    private func train() throws -> Model {
        print("\n2. Train")
        let start = ContinuousClock.now
        let model = try shop.train(TrainingOptions(seed: seed), threads: threads)
        print("   four models in \(Seconds.text(since: start)), peak memory \(ByteCount.text(PeakMemory.bytes))")
        for (name, wording) in [
            ("ranker", "lists, NDCG@10 on held-out next items"), ("popularity", "for comparison, popularity alone"),
            ("sentiment", "review sentiment, accuracy on held-out reviews"),
            ("categories", "query categories, accuracy on held-out queries"),
            ("purchase within 30 days", "who buys within 30 days, AUC on the newest month"),
        ] {
            guard let row = model.manifest.metrics.first(where: { $0.model == name }) else { continue }
            print(
                "   \(wording): \(Self.digits(row.value, 3)) (95 % between \(Self.digits(row.low, 3)) and \(Self.digits(row.high, 3)))"
            )
        }
        return model
    }

    private func showLists(_ model: Model) throws {
        print("\n3. Recommendations")
        for user in script.users {
            let list = try model.recommend(
                for: UserID(rawValue: user), ListOptions(top: Self.listLength, explained: true))
            let had = try shop.store.history(of: UserID(rawValue: user), limit: 20)
            var names: [String] = []
            for event in had {
                let name = try shop.store.product(event.itemID)?.title ?? event.itemID.rawValue
                if !names.contains(name) { names.append(name) }
            }
            print(
                names.isEmpty
                    ? "   \(user) is new here, and gets what many like:"
                    : "   \(user) looked at or bought \(names.joined(separator: ", ")):")
            for item in list.items {
                let reasons = item.reasons.filter { $0.weight > 0 && $0.kind != "base" }.prefix(2).map(\.text)
                print("     \(item.rank). \(item.title ?? item.itemID.rawValue) – \(reasons.joined(separator: "; "))")
            }
        }
    }

    private func showReviews(_ model: Model) throws {
        print("\n4. What reviews feel like (none of these was in the training data)")
        var right = 0
        for review in script.reviews {
            let answer = try model.sentiment(of: review.text, explained: true)
            right += answer.label == review.label ? 1 : 0
            print("   \(answer.label), \(Self.percent(answer.probability)) [\(answer.language ?? "?")] \(review.text)")
            print("     because of \(Self.because(answer))")
        }
        print("   \(right) of \(script.reviews.count) as a person labelled them.")
    }

    private func showQueries(_ model: Model) throws {
        print("\n5. Which category a search query means")
        var right = 0
        for query in script.queries {
            let answer = try model.categories(of: query.query, explained: true)
            right += answer.label == query.category ? 1 : 0
            print(
                "   \(query.query) → \(answer.label), \(Self.percent(answer.probability)), because of \(Self.because(answer))"
            )
        }
        print("   \(right) of \(script.queries.count) as a person labelled them.")
    }

    private static func because(_ answer: TextPrediction) -> String {
        let tokens = (answer.explanation?.contributions ?? []).filter { $0.weight > 0 }
            .sorted { $0.weight > $1.weight }.prefix(shownTokens)
        return tokens.isEmpty
            ? "no word in particular" : tokens.map { "'\($0.token)'" }.joined(separator: ", ")
    }

    private static func percent(_ probability: Float) -> String { "\(Int((probability * 100).rounded())) %" }

    private static func digits(_ value: Double, _ places: Int) -> String { String(format: "%.\(places)f", value) }
}
