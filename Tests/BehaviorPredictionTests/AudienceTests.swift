import BehaviorPrediction
import Testing

@Suite struct AudienceTests {
    private func holds(_ text: String) throws -> Bool {
        let values: [String: AudienceCondition.Value] = [
            "churn": .number(0.7), "country": .texts(["DE"]), "category": .texts(["Sport > Shoes", "Food"]),
        ]
        return try AudienceCondition(parsing: text).holds { values[$0] }
    }

    @Test(arguments: [
        ("churn > 0.6", true), ("churn<=0.6", false), ("churn >= 0.7 and country = de", true),
        ("category ~ shoes", true), ("category ~ boots or churn > 0.5", true),
        ("not (country = DE)", false), ("not country = FR and churn > 0.5", true), ("age > 3", false),
        ("churn > 0.9 or churn > 0.6 and country = FR", false), ("category = \"Sport > Shoes\"", true),
        ("churn ~ 7", false), ("country != DE", false),
    ])
    func conditionsMeanWhatTheySay(_ text: String, _ expected: Bool) throws {
        #expect(try holds(text) == expected)
    }

    @Test(arguments: [
        ("churn >", 8, "a value"), ("> 3", 1, "the name of a field"), ("churn 3", 7, "one of >= <= != > < = ~"),
        ("(churn > 3", 11, "')'"), ("churn > 3 churn", 11, "'and', 'or' or the end"), ("a = \"b", 5, "a closing \""),
    ])
    func mistakesAreNamedWithTheirPlace(_ text: String, _ position: Int, _ expected: String) {
        #expect(throws: AudienceSyntaxError(text: text, position: position, expected: expected)) {
            try AudienceCondition(parsing: text)
        }
    }

    @Test func fieldsAreListedOnce() throws {
        #expect(
            try AudienceCondition(parsing: "a > 1 and (b = 2 or not a < 9)").fields == ["a", "b"])
    }
}
