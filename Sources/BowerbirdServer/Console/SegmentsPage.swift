import Bowerbird
import Plots

extension Service {
    // As over HTTP and on the command line: smaller groups say too much of single people.
    private static let smallestSegment = 10

    /// Groups of customers who behave alike.
    func segmentsPage() async throws -> ConsolePage {
        let segments: CustomerSegments
        do {
            segments = try await behavior.segments(SegmentQuestion())
        } catch let error as BehaviorError {
            return ConsolePage(title: "Segments", body: "<p class=\"none\">\(error.description)</p>")
        }
        let shown = segments.segments.filter { $0.users.count >= Self.smallestSegment }
        let keptBack = segments.segments.count - shown.count
        let chart = BarChart(
            title: "Customers by segment", description: "How many customers each segment has.", axis: "customers",
            bars: shown.map { segment in
                let count = Double(segment.users.count)
                return ("\(segment.number)", PlotValue(count, low: count, high: count))
            }, decimals: 0)
        let columns = segments.columns.map { "Median \($0.feature.rawValue.replacing("_", with: " "))" }
        let rows = shown.map { segment -> [HTML] in
            ["\(segment.number)", "\(segment.users.count)", "\(segment.description)"]
                + segment.medians.map { "\(Self.rounded(Double($0)))" }
        }
        return ConsolePage(
            title: "Segments",
            body: """
                <p class="note">Customers grouped by how lately, how often and for how much they buy. The silhouette is
                \(Self.rounded(segments.silhouette)): 1 when every customer is far from the other groups, 0 when groups
                touch.\(keptBack > 0 ? " \(keptBack) of fewer than \(Self.smallestSegment) customers are kept back." : "")</p>
                \(HTML(drawing: chart.svg))
                \(ConsolePage.table("In words", ["Segment", "Customers", "What sets it apart"] + columns, rows))
                """)
    }
}
