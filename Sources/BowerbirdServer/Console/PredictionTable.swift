import Bowerbird

extension Service {
    // What is learned when it is asked for first has no place on a page that is to be there at once.
    private static let shownPredictions: [BehaviorKind] = [.purchase, .churn, .spend, .quantity, .timing]

    /// What a user will probably do, and why, in words; nothing for somebody who has done nothing.
    func predictionTable(_ user: UserID, _ model: Model) async throws -> HTML {
        guard model.behavior != nil else {
            return
                "<h2>What they will do</h2><p class=\"none\">The model in use knows nothing of behaviour: it takes events of two months or more, and a training.</p>"
        }
        var rows: [[HTML]] = []
        for kind in Self.shownPredictions {
            let question = BehaviorQuestion(kind, mostReasons: PredictionParameters.mostReasons)
            do {
                let answers = try await behavior.predict(question, users: [user], with: model)
                if let answer = answers.first { rows.append(Self.row(answer)) }
            } catch is BehaviorError {
                // A shop without prices, say, foretells no spending; what it does foretell is shown.
                continue
            }
        }
        return ConsolePage.table("What they will do", ["", "How likely, how much", "Why"], rows)
    }

    private static func row(_ answer: BehaviorAnswer) -> [HTML] {
        let reasons = answer.reasons.map { reason -> HTML in
            let sign = reason.weight < 0 ? "against" : "for"
            return
                "<li>\(reason.text) <span class=\"\(sign)\">\(reason.weight < 0 ? "" : "+")\(rounded(Double(reason.weight)))</span></li>"
        }
        return [
            "\(title(answer))", "\(words(answer.value, answer.horizon))",
            reasons.isEmpty ? "" : "<ul>\(HTML(joining: reasons))</ul>",
        ]
    }

    private static func title(_ answer: BehaviorAnswer) -> String {
        let horizon = "in the \(answer.horizon) days to come"
        switch answer.kind {
        case .purchase: return "Buys \(horizon)"
        case .churn: return "Is not heard of \(horizon)"
        case .spend: return "Spends \(horizon)"
        case .quantity: return "Units bought \(horizon)"
        case .timing: return "Days to the next purchase"
        case .browse: return "Visits \(horizon)"
        case .rating: return "Stars"
        }
    }

    private static func words(_ value: BehaviorValue, _ horizon: Int) -> String {
        func number(_ value: Float) -> String { "\((Double(value) * 10).rounded() / 10)" }
        switch value {
        case .probability(let probability): return "\(number(probability * 100)) %"
        case .amount(let amount):
            let range = "\(number(amount.low)) to \(number(amount.high))"
            return "\(number(amount.expected)) on average; four times in five from \(range)"
        case .browsing(let browsing): return "\(number(browsing.visits.expected)) on average"
        case .timing(let timing):
            let chance = "\(number(timing.probability * 100)) % within \(horizon) days"
            guard let median = timing.quantile(0.5) else { return "more than \(horizon) as likely as not; \(chance)" }
            return "\(median) as likely as not; \(chance)"
        }
    }
}
