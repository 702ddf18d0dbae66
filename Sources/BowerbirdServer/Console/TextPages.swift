import Bowerbird

extension Service {
    /// The categories of a query, and what each of its words says.
    func queryPage(_ visit: ConsoleVisit) throws -> ConsolePage {
        let form = ConsolePage.form("/console/query", "q", "Search query", visit.value)
        guard let query = visit.value else { return ConsolePage(title: "Query inspector", body: form) }
        let model = try live.requireModel()
        let prediction = try model.categories(of: query, explained: true)
        let rows = prediction.probabilities.prefix(5).map { entry -> [HTML] in
            ["\(entry.label)", "\(Self.percent(entry.probability))"]
        }
        return ConsolePage(
            title: "Query inspector",
            body: """
                \(form)
                \(ConsolePage.table("Categories", ["Category", "Probability"], Array(rows)))
                \(Self.words(of: prediction, in: query))
                \(visit.admission.isAdmin ? try Self.nearest(to: query, model) : "")
                """)
    }

    // What others typed, which is not for everybody.
    private static func nearest(to query: String, _ model: Model) throws -> HTML {
        let rows = try model.nearestQueries(to: query).map { near -> [HTML] in
            ["\(near.query)", "\(near.category)", "\(rounded(Double(near.similarity)))"]
        }
        return ConsolePage.table(
            "Queries that were learned from and are most like it", ["Query", "Category", "Likeness"], rows)
    }

    /// The polarity of a review, and what each of its words says.
    func reviewPage(_ text: String?) throws -> ConsolePage {
        let form = ConsolePage.form("/console/review", "text", "Review", text)
        guard let text else { return ConsolePage(title: "Review inspector", body: form) }
        let prediction = try live.requireModel().sentiment(of: text, explained: true)
        let rows = prediction.probabilities.map { entry -> [HTML] in
            ["\(entry.label)", "\(Self.percent(entry.probability))"]
        }
        return ConsolePage(
            title: "Review inspector",
            body: """
                \(form)
                \(ConsolePage.table("Polarity", ["Label", "Probability"], rows))
                \(Self.stars(of: prediction))
                \(Self.words(of: prediction, in: text))
                """)
    }

    private static func stars(of prediction: TextPrediction) -> HTML {
        guard let stars = prediction.stars else { return "" }
        let rows = zip(stars.levelNames, stars.probabilities).map { level, probability -> [HTML] in
            ["\(level)", "\(percent(probability))"]
        }
        return ConsolePage.table("Stars", ["Stars", "Probability"], rows)
    }

    // The text with its tokens marked, then each token with its weight.
    private static func words(of prediction: TextPrediction, in text: String) -> HTML {
        guard let explanation = prediction.explanation else { return "" }
        let bytes = Array(text.utf8)
        var marked: [HTML] = []
        var position = 0
        for part in explanation.contributions where part.start >= position && part.end <= bytes.count {
            let between = String(decoding: bytes[position..<part.start], as: UTF8.self)
            let word = String(decoding: bytes[part.start..<part.end], as: UTF8.self)
            marked.append("\(between)<mark class=\"\(part.weight < 0 ? "against" : "for")\">\(word)</mark>")
            position = part.end
        }
        marked.append("\(String(decoding: bytes[position...], as: UTF8.self))")
        let rows = explanation.contributions.map { part -> [HTML] in
            ["\(part.token)", "\(rounded(Double(part.weight)))"]
        }
        return """
            <h2>Why \(prediction.label)</h2>
            <blockquote>\(HTML(joining: marked))</blockquote>
            <p class="note">Words with a green line speak for it, those with a red one against it. The weights and the intercept
            \(rounded(Double(explanation.intercept))) add up to the logit \(rounded(Double(explanation.logit))).</p>
            \(ConsolePage.table("Words", ["Word", "Weight"], rows))
            \(ConsolePage.table("What would change the answer", ["Without", "It would be", "Probability"], prediction.changes.map {
                ["\($0.without.joined(separator: ", "))", "\($0.label)", "\(percent($0.probability))"]
            }))
            """
    }

    private static func percent(_ probability: Float) -> String {
        "\((Double(probability) * 1000).rounded() / 10) %"
    }
}
