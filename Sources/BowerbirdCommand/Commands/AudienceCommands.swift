import Answers
public import ArgumentParser
import Bowerbird

/// `bowerbird segments`
struct SegmentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segments", abstract: "Groups of customers who behave alike, in words.",
        discussion: """
            Groups are formed by how lately, how often and for how much people buy; in a shop without purchases, by \
            their visits. Without --count, as many groups as fit best.

            Examples:
              bowerbird segments
              bowerbird segments --count 4 --members --format csv --output members.csv
            """)

    @Option(help: "How many groups, 1 to 50 (default: the best of 2 to 8).")
    var count: Int?

    @Option(help: "kmeans (number of groups by silhouette) or mixture (Gaussians, by BIC).")
    var method: SegmentationMethod = .kmeans

    @Flag(help: "Answer users with the number of their group instead of the groups.")
    var members = false

    @Option(help: "Groups of fewer users are not described or listed.")
    var minSize = 10

    @OptionGroup var behavior: BehaviorOptions
    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        if let count, !(1...50).contains(count) { throw ValidationError("--count must be 1 to 50.") }
        if minSize < 1 { throw ValidationError("--min-size must be at least 1.") }
    }

    func run() throws {
        let predictor = try behavior.predictor(try shop.openExisting(), execution)
        let result = try predictor.segments(count: count, method: method)
        var writer = try output.writer()
        let users = predictor.userIDs
        for segment in result.segments where segment.users.count >= minSize {
            if members {
                for user in segment.users {
                    try writer.write(
                        OutputRecord(
                            .record([
                                "user_id": .string(users[user].rawValue), "segment": .integer(segment.number),
                            ])))
                }
            } else {
                try writer.write(segment.record(result.columns))
            }
        }
        try writer.finish()
        let hidden = result.segments.count { $0.users.count < minSize }
        let progress = execution.progress()
        progress.say("\(result.segments.count) groups, silhouette \(JSONValue.rounded(result.silhouette).cell)")
        if hidden > 0 { progress.say("\(hidden) groups of fewer than \(minSize) users are kept back") }
    }
}

/// `bowerbird audience`
struct AudienceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audience", abstract: "Users to write to, and what about.",
        discussion: """
            A condition compares fields with values (> >= < <= = != and ~ for "contains"), joined by and, or, not and \
            brackets. Fields: churn, purchase (probabilities), spend, quantity (expected), past_spend (so far), segment, category, brand (of \
            what the user had), customer features such as days_since_purchase, and the attributes of users.

            Only users who agreed are listed where users have an attribute such as marketing_consent or newsletter. \
            Predictions say how likely something is, not what a message would change.

            Example: bowerbird audience --where "churn > 0.6 and category ~ shoes" --top-items 5 --format csv
            """)

    @Option(name: .customLong("where"), help: ArgumentHelp("What must hold of a user.", valueName: "condition"))
    var condition: String

    @Option(help: "With so many items recommended to each user (needs a trained model).")
    var topItems = 0

    @Option(help: ArgumentHelp("Days that predictions look ahead.", valueName: "days"))
    var horizon: Int?

    @Option(help: ArgumentHelp("The attribute in which users agree to be written to.", valueName: "attribute"))
    var consent: String?

    @Option(help: "Leave out users with so many contact events within --cap-days.")
    var maxContacts: Int?

    @Option(help: "Days that --max-contacts looks back.")
    var capDays = 7

    @Option(help: "Audiences of fewer users are kept back.")
    var minSize = 10

    @OptionGroup var behavior: BehaviorOptions
    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func validate() throws {
        do { _ = try AudienceCondition(parsing: condition) } catch { throw ValidationError("--where \(error)") }
        if !(0...100).contains(topItems) { throw ValidationError("--top-items must be 0 to 100.") }
        if let horizon, !(1...730).contains(horizon) { throw ValidationError("--horizon must be 1 to 730 days.") }
        if minSize < 1 || capDays < 1 { throw ValidationError("--min-size and --cap-days must be at least 1.") }
    }

    func run() throws {
        let shop = try shop.openExisting()
        var options = AudienceOptions(condition: try AudienceCondition(parsing: condition))
        options.horizon = horizon
        options.consentAttribute = consent
        options.mostContacts = maxContacts
        options.capDays = capDays
        options.smallest = minSize
        let audience = try self.audience(shop, options)
        let model = topItems > 0 ? try shop.currentModel() : nil
        var writer = try output.writer()
        for member in audience.members {
            let items = try model?.recommend(for: member.userID, top: topItems).items ?? []
            try writer.write(member.record(items: items))
        }
        try writer.finish()
        let progress = execution.progress()
        progress.say("\(audience.members.count) users")
        if let attribute = audience.consentAttribute {
            progress.say("\(audience.withoutConsent) more have not agreed to be written to (attribute \(attribute))")
        } else {
            progress.say("no user attribute tells of consent (--consent): make sure that these users agreed")
        }
        if audience.capped > 0 { progress.say("\(audience.capped) more have been written to often enough") }
    }

    // A field that is none is a condition that was written wrong.
    private func audience(_ shop: Shop, _ options: AudienceOptions) throws -> Audience {
        do {
            return try behavior.predictor(shop, execution).audience(options)
        } catch let error as AudienceError {
            if case .unknownField = error { throw ValidationError("--where: \(error)") }
            throw error
        }
    }
}

extension SegmentationMethod: ExpressibleByArgument {}
