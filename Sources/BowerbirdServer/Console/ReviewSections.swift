import Bowerbird
import Plots

/// What the page of a product says of its reviews.
extension Service {
    // Charts have room for two years.
    private static let mostMonths = 24
    private static let mostAspects = 8

    /// The opinion over time, and what is praised and complained about; nothing for an item without reviews.
    func reviewSections(_ item: ItemID, _ model: Model) async throws -> HTML {
        let history = try model.opinionHistory(of: item)
        guard let opinion = history.opinion else { return "" }
        return """
            <h2>Reviews</h2>
            \(ConsolePage.facts([
                ("Reviews", "\(history.reviewCount)"),
                ("Opinion, 0 bad to 1 good", Self.rounded(opinion.value)),
                ("95 % interval", "\(Self.rounded(opinion.low)) to \(Self.rounded(opinion.high))"),
            ]))
            \(Self.chart(history))
            \(try await aspects(of: item, model))
            """
    }

    private static func chart(_ history: OpinionHistory) -> HTML {
        guard history.months.count > 1 else { return "" }
        let months = history.months.suffix(mostMonths)
        let chart = LineChart(
            title: "Opinion of the reviews by month",
            description: "The mean opinion of each month's reviews with its 95 % interval.", xAxis: "month",
            yAxis: "opinion", categories: months.map(\.name),
            series: [
                PlotSeries(
                    name: "reviews",
                    values: months.map { PlotValue($0.opinion.value, low: $0.opinion.low, high: $0.opinion.high) })
            ])
        return HTML(drawing: chart.svg)
    }

    // Every review of the shop is read for it, as what is a topic shows only among all of them.
    private func aspects(of item: ItemID, _ model: Model) async throws -> HTML {
        guard model.parts.contains(.sentiment) else { return "" }
        let found = try await behavior.inTurn { try model.aspects(of: [item], top: Self.mostAspects) }
        let rows = (found.first?.aspects ?? []).map { aspect -> [HTML] in
            let sentences = aspect.examples.prefix(2).map { example -> HTML in
                "<li class=\"\(example.opinion < 0 ? "against" : "for")\">\(example.sentence)</li>"
            }
            return [
                "\(aspect.term)", "\(aspect.reviewCount)", "\(aspect.positive)", "\(aspect.negative)",
                "<ul>\(HTML(joining: sentences))</ul>",
            ]
        }
        return ConsolePage.table(
            "What they speak of", ["Aspect", "Reviews", "Praise", "Complaints", "For example"], rows)
    }
}
