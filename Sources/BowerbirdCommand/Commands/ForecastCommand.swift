import Answers
public import ArgumentParser
import Bowerbird

/// `bowerbird forecast`
struct ForecastCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast", abstract: "Demand by item, category or shop and week, and when to order more.",
        discussion: """
            Weeks are counted from the day of prediction. low and high hold four of five outcomes. reorder_point is the \
            stock at which to order, so that it lasts through the lead time with the probability --service-level.

            Examples:
              bowerbird forecast --item tent-2p --item boot-ridge
              bowerbird forecast --weeks 4 --lead-time 3 --service-level 0.98 --format csv
              bowerbird forecast --by category
            """)

    @Option(help: "An item; several times for several (default: every item that was ever sold).")
    var item: [String] = []

    @Option(
        help:
            "Instead of items: category (each, and each above it) or shop (everything together); without reorder advice."
    )
    var by: DemandLevel?

    @Option(help: "Weeks to look ahead, 1 to 26.")
    var weeks = 8

    @Option(help: "Weeks between an order and its arrival, 1 to 26.")
    var leadTime = 2

    @Option(help: "Probability of not running out before an order arrives, above 0 and below 1.")
    var serviceLevel: Float = 0.95

    @OptionGroup var behavior: BehaviorOptions
    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        if by != nil, !item.isEmpty { throw ValidationError("--by is for whole categories: leave --item out.") }
        if !(1...26).contains(weeks) { throw ValidationError("--weeks must be 1 to 26.") }
        if !(1...26).contains(leadTime) { throw ValidationError("--lead-time must be 1 to 26 weeks.") }
        if !(serviceLevel > 0 && serviceLevel < 1) {
            throw ValidationError("--service-level must be above 0 and below 1, for example 0.95.")
        }
    }

    func run() throws {
        let predictor = try behavior.predictor(try shop.openExisting(), execution)
        if let by {
            try write(try predictor.forecast(by: by, weeks: weeks), firstDay: predictor.day)
            return
        }
        let forecasts = try predictor.forecast(
            items: item.isEmpty ? nil : item.map { ItemID(rawValue: $0) }, weeks: weeks, leadTimeWeeks: leadTime,
            serviceLevel: serviceLevel)
        var writer = try output.writer()
        for forecast in forecasts { try writer.write(forecast.record(firstDay: predictor.day)) }
        try writer.finish()
        let known = Set(forecasts.map(\.itemID.rawValue))
        for missing in item where !known.contains(missing) {
            execution.progress().warn("\(missing) was never sold before that day: no forecast")
        }
        if !item.isEmpty, forecasts.isEmpty { throw ExitCode(ExitStatus.failed) }
    }
}

extension ForecastCommand {
    private func write(_ groups: [GroupForecast], firstDay: Int32) throws {
        var writer = try output.writer()
        for group in groups { try writer.write(group.record(firstDay: firstDay)) }
        try writer.finish()
        guard groups.isEmpty else { return }
        execution.progress().warn("no item that was sold has a category: import products with categories")
        throw ExitCode(ExitStatus.failed)
    }
}

extension DemandLevel: ExpressibleByArgument {}
