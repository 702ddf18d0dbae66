import Foundation
import FoundationXML
import TestSupport
import Testing

/// The commands about behaviour, on a shop whose regulars buy every five days and whose others have gone.
@Suite struct BehaviorCommandTests {
    private static let events = events(users: 40)

    private static func events(users: Int) -> String {
        var rows = "user_id,item_id,timestamp,event_type,quantity,price,currency\n"
        for user in 0..<users {
            let isLoyal = user % 2 == 0
            let days = isLoyal ? Array(stride(from: user % 5, to: 150, by: 5)) : [user, user + 3, user + 5]
            for day in days {
                let time = 1_767_225_600 + day * 86_400 + user
                rows += "u\(user),i\(day % 4),\(time),purchase,\(isLoyal ? 2 : 1),10,EUR\n"
            }
        }
        return rows
    }

    private static let users =
        "user_id,newsletter\n" + (0..<40).map { "u\($0),\($0 % 4 < 2 ? "yes" : "no")\n" }.joined()

    private func inShop<Result>(_ body: (URL) throws -> Result) throws -> Result {
        try withTemporaryFolder { folder in
            _ = try folder.writing(Self.events, as: "events.csv")
            _ = try folder.writing(Self.users, as: "users.csv")
            #expect(try BowerbirdProcess.run(["import", "interactions", "events.csv"], in: folder).status == 0)
            #expect(try BowerbirdProcess.run(["import", "users", "users.csv"], in: folder).status == 0)
            return try body(folder)
        }
    }

    @Test func whoLeavesIsToldWithReasons() throws {
        try inShop { folder in
            let answer = try BowerbirdProcess.run(
                [
                    "predict", "churn", "--user", "u0", "--user", "u1", "--user", "nobody", "--horizon", "20",
                    "--explain",
                ],
                in: folder)
            #expect(answer.status == 0, "\(answer.errors)")
            #expect(answer.objects.count == 2)
            let chances = answer.objects.compactMap { $0["probability"] as? Double }
            #expect(chances[0] < 0.2 && chances[1] > 0.8)
            let reasons = try #require(answer.objects[1]["reasons"] as? [[String: Any]])
            #expect(reasons.last?["text"] as? String == "everything else")
            let all = try BowerbirdProcess.run(
                ["predict", "purchase", "--all", "--horizon", "20", "--as-of", "2026-04-01", "--format", "csv"],
                in: folder)
            #expect(all.output.split(separator: "\n")[0] == "user_id,kind,horizon_days,probability")
            #expect(all.output.split(separator: "\n").count == 41)
        }
    }

    @Test func whoIsUnknownIsNamed() throws {
        try inShop { folder in
            func ask(_ arguments: [String]) throws -> BowerbirdProcess.Outcome {
                try BowerbirdProcess.run(arguments + ["--quiet"], in: folder)
            }
            let nobody = try ask(["predict", "churn", "--user", "nobody", "--horizon", "20"])
            #expect(nobody.status == 1 && nobody.output.isEmpty)
            #expect(nobody.errors.contains("'nobody' is not known"))
            let some = try ask(["predict", "churn", "--user", "u0", "--user", "nobody", "--horizon", "20"])
            #expect(some.status == 0 && some.objects.count == 1 && some.errors.contains("'nobody' is not known"))
            let early = try ask(["predict", "spend", "--user", "u39", "--as-of", "2026-02-05", "--horizon", "10"])
            #expect(early.status == 1 && early.errors.contains("no event of 'u39' is stored from before"))
            let item = try ask(["predict", "purchase", "--user", "u0", "--item", "nope", "--horizon", "20"])
            #expect(item.status == 1 && item.errors.contains("'nope' is not known"))
            #expect(!item.errors.contains("'u0'"))
            let one = try ask(
                ["predict", "purchase", "--user", "u0", "--item", "nope", "--item", "i0", "--horizon", "20"])
            #expect(one.status == 0 && one.objects.count == 1 && one.errors.contains("'nope' is not known"))
            let unsold = try ask(["forecast", "--item", "nope"])
            #expect(unsold.status == 1 && unsold.output.isEmpty && unsold.errors.contains("nope was never sold"))
        }
    }

    @Test func starsOfUnknownItemsAreRefused() throws {
        try inShop { folder in
            let stars = (0..<40).map { "fine,\(1 + $0 % 5),u\($0),i\($0 % 4),r\($0)\n" }.joined()
            _ = try folder.writing("text,rating,user_id,item_id,review_id\n" + stars, as: "reviews.csv")
            #expect(try BowerbirdProcess.run(["import", "reviews", "reviews.csv"], in: folder).status == 0)
            let unknown = try BowerbirdProcess.run(["predict", "rating", "--user", "u0", "--item", "nope"], in: folder)
            #expect(unknown.status == 1 && unknown.errors.contains("'nope' is not known"), "\(unknown.errors)")
            #expect(try BowerbirdProcess.run(["train", "--only", "sentiment"], in: folder).status == 0)
            let aspects = try BowerbirdProcess.run(["aspects", "nope", "--format", "table", "--quiet"], in: folder)
            #expect(aspects.status == 1 && aspects.output.isEmpty)
            #expect(aspects.errors.contains("no review of 'nope' is stored"))
        }
    }

    @Test func whatCannotBeMeasuredIsLeftOut() throws {
        try inShop { folder in
            let question = ["evaluate", "behavior", "--horizon", "14", "--as-of", "2026-05-01", "--quiet", "--kind"]
            let both = try BowerbirdProcess.run(question + ["churn", "--kind", "rating"], in: folder)
            #expect(both.status == 0, "\(both.errors)")
            #expect(both.objects.contains { $0["model"] as? String == "churn model" })
            #expect(both.errors.contains("rating: not measured"))
            let one = try BowerbirdProcess.run(question + ["rating"], in: folder)
            #expect(one.status == 1 && one.output.isEmpty && one.errors.contains("rating"))
            // Everybody buys within four months, so that there is no telling who does; money is measured all the same.
            let long = try BowerbirdProcess.run(
                ["evaluate", "behavior", "--horizon", "40", "--as-of", "2026-02-12", "--quiet"], in: folder)
            #expect(long.status == 0, "\(long.errors)")
            #expect(long.errors.contains(": not measured, since "), "\(long.errors)")
            #expect(!long.objects.isEmpty)
        }
    }

    @Test func audiencesRespectConsentAndAreNeverSmall() throws {
        try inShop { folder in
            let condition = ["audience", "--where", "churn > 0.5", "--horizon", "20", "--min-size"]
            let audience = try BowerbirdProcess.run(condition + ["5"], in: folder)
            #expect(audience.status == 0, "\(audience.errors)")
            #expect(!audience.objects.isEmpty)
            let names = audience.objects.compactMap { ($0["user_id"] as? String)?.dropFirst() }.compactMap { Int($0) }
            #expect(names.allSatisfy { $0 % 4 == 1 })
            #expect(audience.errors.contains("have not agreed to be written to (attribute newsletter)"))
            let small = try BowerbirdProcess.run(condition + ["30"], in: folder)
            #expect(small.status == 1 && small.output.isEmpty)
            #expect(small.errors.contains("fewer than 30 users"))
            let unknown = try BowerbirdProcess.run(["audience", "--where", "shoe_size > 4"], in: folder)
            #expect(unknown.status == 2)
            #expect(unknown.errors.contains("there is no field 'shoe_size'"))
            let past = try BowerbirdProcess.run(["audience", "--where", "past_spend > 0 and spend < 0"], in: folder)
            #expect(!past.errors.contains("there is no field"), "\(past.errors)")
            let typo = try BowerbirdProcess.run(["audience", "--where", "chrn > 0.4"], in: folder)
            let line = typo.errors.split(separator: "\n").first { $0.contains("the nearest are churn, ") }
            #expect(line?.split(separator: ",").count == 6, "\(typo.errors)")
            let broken = try BowerbirdProcess.run(["audience", "--where", "churn >"], in: folder)
            #expect(broken.status == 2)
            #expect(broken.errors.contains("expected a value"))
        }
    }

    @Test func segmentsAndForecastsAreAnswered() throws {
        try inShop { folder in
            let segments = try BowerbirdProcess.run(["segments", "--count", "2"], in: folder)
            #expect(segments.objects.compactMap { $0["users"] as? Int }.reduce(0, +) == 40)
            let members = try BowerbirdProcess.run(["segments", "--count", "2", "--members"], in: folder)
            #expect(members.objects.count == 40)
            let forecast = try BowerbirdProcess.run(
                ["forecast", "--item", "i0", "--item", "none", "--weeks", "2"], in: folder)
            #expect(forecast.status == 0, "\(forecast.errors)")
            #expect(forecast.objects.count == 1)
            #expect((forecast.objects.first?["weeks"] as? [Any])?.count == 2)
            #expect(forecast.errors.contains("none was never sold"))
            let whole = try BowerbirdProcess.run(["forecast", "--by", "shop", "--weeks", "2"], in: folder)
            #expect(whole.objects.count == 1 && whole.objects.first?["level"] as? String == "shop", "\(whole.errors)")
            #expect((whole.objects.first?["weeks"] as? [Any])?.count == 2)
            // No product of this shop has a category.
            let categories = try BowerbirdProcess.run(["forecast", "--by", "category"], in: folder)
            #expect(categories.status == 1 && categories.objects.isEmpty)
            #expect(categories.errors.contains("no item that was sold has a category"))
            #expect(try BowerbirdProcess.run(["forecast", "--by", "shop", "--item", "i0"], in: folder).status == 2)
        }
    }

    @Test func trainedModelsAnswerTheSameTwice() throws {
        try inShop { folder in
            let trained = try BowerbirdProcess.run(["train", "--only", "behavior"], in: folder)
            #expect(trained.status == 0, "\(trained.errors)")
            #expect(trained.errors.contains("purchase within 30 days learned"))
            let card = try BowerbirdProcess.run(["status", "--card"], in: folder)
            #expect(card.output.hasPrefix("# Model card\n"), "\(card.errors)")
            #expect(card.output.contains("| purchase within 30 days | AUC | ") && card.output.contains("`newsletter`"))
            let question = ["predict", "purchase", "--all"]
            let once = try BowerbirdProcess.run(question, in: folder)
            #expect(once.status == 0, "\(once.errors)")
            #expect(once.output == (try BowerbirdProcess.run(question + ["--threads", "1"], in: folder).output))
        }
    }

    @Test func privateModelsSayWhatTheyPromise() throws {
        try inShop { folder in
            func run(_ arguments: [String]) throws -> BowerbirdProcess.Outcome {
                try BowerbirdProcess.run(arguments, in: folder)
            }
            func budget() throws -> [Double?] {
                let model = try run(["status"]).objects.first?["model"] as? [String: Any]
                return [model?["epsilon"] as? Double, model?["delta"] as? Double]
            }
            let promise = ["--epsilon", "5", "--delta", "0.001"]
            #expect(try run(["train", "--only", "behavior"]).output.contains("purchase within 30 days"))
            let trained = try run(["train", "--only", "behavior"] + promise)
            #expect(trained.status == 0, "\(trained.errors)")
            // The figures of the model before are not those of this one.
            #expect(!trained.output.contains("purchase within 30 days"), "\(trained.output)")
            #expect(
                trained.errors.contains("spend within 30 days left out: it is not learned with differential privacy"))
            let card = try run(["status", "--card"]).output
            #expect(card.contains("(ε = 5.0, δ = 0.001)-private") && card.contains("whose noise nobody knows"))
            #expect(try run(["predict", "churn", "--all", "--horizon", "90"]).objects.count == 40)
            // What is taken over keeps its promise; what is learned anew without one says so.
            #expect(try run(["train", "--only", "ranking", "--preset", "fast"]).status == 0)
            #expect(try run(["status", "--card"]).output.contains("(ε = 5.0, δ = 0.001)-private"))
            #expect(try budget() == [5, 0.001])
            let anew = try run(["train", "--only", "behavior"])
            #expect(anew.errors.contains("in use keep to epsilon 5.0, and these will not"), "\(anew.errors)")
            #expect(try run(["status", "--card"]).output.contains("-private") == false)
            #expect(try budget() == [nil, nil])
            let measured = try run(
                ["evaluate", "behavior", "--kind", "purchase", "--horizon", "14", "--as-of", "2026-05-01"] + promise)
            let models = Set(measured.objects.compactMap { $0["model"] as? String })
            #expect(models.isSuperset(of: ["purchase model", "purchase model within epsilon 5"]))
        }
    }

    @Test func nothingStandsInForWhatWasToBePrivate() throws {
        try withTemporaryFolder { folder in
            func run(_ arguments: [String]) throws -> BowerbirdProcess.Outcome {
                try BowerbirdProcess.run(arguments, in: folder)
            }
            _ = try folder.writing(Self.events(users: 400), as: "events.csv")
            #expect(try run(["import", "interactions", "events.csv"]).status == 0)
            #expect(try run(["train", "--preset", "fast", "--only", "ranking,behavior"]).status == 0)
            // So large a delta is no promise to hundreds of people.
            let refused = try run(
                ["train", "--preset", "fast", "--only", "ranking,behavior", "--epsilon", "1", "--delta", "0.01"])
            #expect(refused.errors.contains("is no promise to "), "\(refused.errors)")
            let card = try run(["status", "--card"]).output
            #expect(!card.contains("**Behaviour**") && !card.contains("-private"), "\(card)")
        }
    }

    @Test(arguments: [
        (["train", "--epsilon", "0"], "--epsilon must be 0.01 to 100"),
        (["train", "--delta", "0.001"], "--delta goes with --epsilon"),
        (["train", "--epsilon", "1", "--delta", "0.5"], "--delta must be"),
        (["train", "--epsilon", "1", "--only", "ranking"], "--epsilon is for behavior"),
        (["train", "--epsilon", "1", "--search", "5"], "give one of them"),
        (["evaluate", "ranking", "--epsilon", "1"], "--epsilon is for behavior"),
        (["evaluate", "behavior", "--kind", "spend", "--epsilon", "1"], "--epsilon is for purchase and churn"),
    ])
    func promisesThatCannotBeKeptAreRefused(_ arguments: [String], _ message: String) throws {
        try withTemporaryFolder { folder in
            let refused = try BowerbirdProcess.run(arguments, in: folder)
            #expect(refused.status == 2 && refused.errors.contains(message), "\(refused.errors)")
        }
    }

    @Test func evaluationComparesWithSimpleRules() throws {
        try inShop { folder in
            let result = try BowerbirdProcess.run(
                ["evaluate", "behavior", "--horizon", "14", "--as-of", "2026-05-01"], in: folder)
            #expect(result.status == 0, "\(result.errors)")
            let models = Set(result.objects.compactMap { $0["model"] as? String })
            #expect(
                models.isSuperset(of: [
                    "purchase model", "purchase by recency", "churn model", "spend model", "timing model",
                    "timing Kaplan–Meier", "demand model", "demand TSB",
                ]))
            let late = try BowerbirdProcess.run(["evaluate", "behavior", "--as-of", "2026-12-01"], in: folder)
            #expect(late.status == 1 && late.errors.contains("give an earlier --as-of"))
        }
    }

    @Test func purchasesOfAnItemAreForetold() throws {
        try inShop { folder in
            let products = "item_id,categories\n" + (0..<4).map { "i\($0),Shop > Shelf \($0 % 2)\n" }.joined()
            _ = try folder.writing(products, as: "products.csv")
            #expect(try BowerbirdProcess.run(["import", "products", "products.csv"], in: folder).status == 0)
            let question = ["predict", "purchase", "--user", "u0", "--user", "u1", "--horizon", "20"]
            let items = try BowerbirdProcess.run(question + ["--item", "i0", "--item", "i1", "--explain"], in: folder)
            #expect(items.status == 0, "\(items.errors)")
            #expect(items.objects.map { $0["item_id"] as? String } == ["i0", "i1", "i0", "i1"])
            let chances = items.objects.compactMap { $0["probability"] as? Double }
            #expect(chances[0] > 0.5 && chances[2] < 0.3)
            #expect((items.objects[0]["reasons"] as? [Any])?.isEmpty == false)
            let shelf = try BowerbirdProcess.run(question + ["--category", "Shop > Shelf 1"], in: folder)
            #expect(shelf.objects.first?["category"] as? String == "Shop > Shelf 1", "\(shelf.errors)")
            let none = try BowerbirdProcess.run(question + ["--category", "Shelf"], in: folder)
            #expect(none.status == 1 && none.errors.contains("there is no category 'Shelf'"))
            let both = try BowerbirdProcess.run(question + ["--category", "Shop", "--item", "i0"], in: folder)
            #expect(both.status == 2)
        }
    }

    @Test func reportsShowWhatModelsLookAt() throws {
        try inShop { folder in
            let result = try BowerbirdProcess.run(
                [
                    "evaluate", "behavior", "--horizon", "14", "--as-of", "2026-05-01", "--kind", "purchase", "--kind",
                    "items", "--report", "report",
                ], in: folder)
            #expect(result.status == 0, "\(result.errors)")
            let lost = result.objects.filter { ($0["metric"] as? String)?.hasPrefix("AUC lost without ") ?? false }
            #expect(lost.contains { $0["metric"] as? String == "AUC lost without newsletter" })
            #expect(lost.allSatisfy { $0["model"] as? String == "purchase model" })
            let page = try String(contentsOf: folder.appending(path: "report/report.html"), encoding: .utf8)
            for heading in [
                "ROC: purchase within 14 days", "Lift: purchase", "What the model looks at", "Calibration: ",
                "Learning curve: purchase within 14 days", "From 25 %: ", "From 100 %: ",
            ] {
                #expect(page.contains(heading), "\(heading)")
            }
            #expect(XMLParser(data: Data(page.utf8)).parse())
            let folds = try BowerbirdProcess.run(
                [
                    "evaluate", "behavior", "--horizon", "14", "--as-of", "2026-05-01", "--kind", "purchase", "--folds",
                    "2",
                ], in: folder)
            let counts = Set(folds.objects.compactMap { $0["n"] as? Int })
            #expect(counts == [80], "\(folds.errors)")
        }
    }

    @Test func sessionsAreImportedAndJudged() throws {
        try withTemporaryFolder { folder in
            var rows = "session_id,purchased,pages,browser\n"
            for index in 0..<300 {
                rows += "s\(index),\(index % 20 > 13 ? "true" : "false"),\(index % 20),\(index % 3)\n"
            }
            _ = try folder.writing(rows, as: "sessions.csv")
            _ = try folder.writing("session_id,pages,browser\na,2,0\nb,19,1\n", as: "open.csv")
            #expect(try BowerbirdProcess.run(["import", "sessions", "sessions.csv"], in: folder).status == 0)
            let answer = try BowerbirdProcess.run(
                ["predict", "purchase", "--sessions", "open.csv", "--explain"], in: folder)
            #expect(answer.status == 0, "\(answer.errors)")
            let chances = answer.objects.compactMap { $0["probability"] as? Double }
            #expect(chances.count == 2 && chances[0] < 0.2 && chances[1] > 0.8)
            let trained = try BowerbirdProcess.run(["train", "--only", "behavior"], in: folder)
            #expect(trained.objects.first?["model"] as? String == "the purchase of a session", "\(trained.errors)")
            let kept = try BowerbirdProcess.run(
                ["predict", "purchase", "--sessions", "open.csv", "--explain"], in: folder)
            #expect(kept.output == answer.output)
            let ranks = try BowerbirdProcess.run(
                ["predict", "purchase", "--sessions", "open.csv", "--scaling", "quantile", "--missing", "nearest"],
                in: folder)
            #expect(ranks.status == 0 && ranks.output != kept.output, "\(ranks.errors)")
            let unclear = try BowerbirdProcess.run(
                ["predict", "purchase", "--sessions", "open.csv", "--missing", "guess"], in: folder)
            #expect(unclear.status == 2 && unclear.errors.contains("--missing guess: say mean, median"))
            _ = try folder.writing("session_id,pages,browser\na,2,0\n,19,1\n", as: "bad.csv")
            let partly = try BowerbirdProcess.run(["predict", "purchase", "--sessions", "bad.csv"], in: folder)
            #expect(partly.status == 3 && partly.objects.count == 1)
            #expect(partly.errors.contains("bad.csv:3: session_id"))
            let folds = try BowerbirdProcess.run(["evaluate", "behavior", "--folds", "3"], in: folder)
            let counts = Set(folds.objects.compactMap { $0["n"] as? Int })
            #expect(counts == [300], "\(folds.errors)")
            #expect(
                Set(folds.objects.compactMap { $0["model"] as? String }) == [
                    "session purchase model", "session purchase logistic", "session purchase base rate",
                ])
            let again = try BowerbirdProcess.run(["import", "sessions", "sessions.csv"], in: folder)
            #expect(again.errors.contains("300"))
        }
    }
}
