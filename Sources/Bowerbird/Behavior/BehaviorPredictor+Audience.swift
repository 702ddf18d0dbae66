import BehaviorPrediction
import DataModel

extension BehaviorPredictor {
    private static let predictions: [BehaviorKind] = [.purchase, .churn, .spend, .quantity]

    /// The users for whom a condition holds and who may be written to.
    ///
    /// A field is a prediction (`purchase`, `churn`: a probability; `spend`, `quantity`: the expected amount), `segment`,
    /// `category` and `brand` (of what the user had), a customer feature such as `days_since_purchase`, or an attribute
    /// of the user. A prediction is how likely something is anyway, never how much a message would change it.
    /// - Throws: ``AudienceError``; `BehaviorError` when a prediction in the condition cannot be made.
    public func audience(_ options: AudienceOptions) throws -> Audience {
        let users = log.users(before: day)
        let fields = try fields(options.condition.fields, users, horizon: options.horizon)
        let consent =
            options.consentAttribute
            ?? AudienceOptions.usualConsentAttributes.first { name in
                snapshot.userProfiles.contains { $0?.attributes[name] != nil }
            }
        var members: [(member: AudienceMember, certainty: Float)] = []
        var (withoutConsent, capped) = (0, 0)
        let features = CustomerFacts(log, day: day)
        for (position, user) in users.enumerated() {
            guard options.condition.holds({ fields[$0]?[position] }) else { continue }
            if let consent, !agrees(user, consent) {
                withoutConsent += 1
                continue
            }
            if let most = options.mostContacts,
                log.contactCount(of: user, in: day - Int32(options.capDays)..<day) >= most
            {
                capped += 1
                continue
            }
            let values = options.condition.fields.compactMap { field in
                fields[field]?[position].map { (field: field, value: $0) }
            }
            let member = AudienceMember(
                userID: UserID(rawValue: snapshot.users[Int32(user)]), values: values, facts: features.facts(of: user))
            members.append((member, Self.certainty(values)))
        }
        guard members.count >= max(options.smallest, 1) else {
            throw AudienceError.tooSmall(count: members.count, smallest: options.smallest)
        }
        let order = members.indices.sorted { (members[$1].certainty, $0) < (members[$0].certainty, $1) }
        return Audience(
            members: order.map { members[$0].member }, withoutConsent: withoutConsent, capped: capped,
            consentAttribute: consent)
    }

    private static func certainty(_ values: [(field: String, value: AudienceCondition.Value)]) -> Float {
        for (field, value) in values where predictions.contains(where: { $0.rawValue == field }) {
            if case .number(let number) = value { return number }
        }
        return 0
    }

    private func agrees(_ user: Int, _ attribute: String) -> Bool {
        let answers = snapshot.userProfiles[user]?.attributes[attribute] ?? []
        return answers.contains { ["yes", "true", "1", "y"].contains($0.lowercased()) }
    }

    // `spend` is what is foretold; what was spent so far needs another name.
    private static let pastSpend = CustomerFeature.money
    private static let pastSpendName = "past_spend"

    private static func feature(named name: String) -> CustomerFeature? {
        name == pastSpendName ? pastSpend : CustomerFeature(rawValue: name)
    }

    private func fields(
        _ names: [String], _ users: [Int], horizon: Int?
    ) throws -> [String: [AudienceCondition.Value?]] {
        var fields: [String: [AudienceCondition.Value?]] = [:]
        for name in names {
            if let kind = BehaviorKind(rawValue: name), Self.predictions.contains(kind) {
                fields[name] = try values(kind, users, horizon ?? kind.usualHorizon).map(\.?.fieldValue)
            } else if name == "segment" {
                fields[name] = try segmentNumbers(users)
            } else if name == "category" || name == "brand" {
                fields[name] = wordsOfItems(users, isBrand: name == "brand")
            } else if let feature = Self.feature(named: name) {
                fields[name] = log.values(of: feature, users: users, day: day, threads: threads).map {
                    $0.isNaN ? nil : .number($0)
                }
            } else if snapshot.userProfiles.contains(where: { $0?.attributes[name] != nil }) {
                fields[name] = users.map { snapshot.userProfiles[$0]?.attributes[name].map { .texts($0) } }
            } else {
                throw AudienceError.unknownField(
                    name: name,
                    known: Self.predictions.map(\.rawValue) + ["segment", "category", "brand"]
                        + CustomerFeature.allCases.map { $0 == Self.pastSpend ? Self.pastSpendName : $0.rawValue })
            }
        }
        return fields
    }

    private func segmentNumbers(_ users: [Int]) throws -> [AudienceCondition.Value?] {
        var numbers = [AudienceCondition.Value?](repeating: nil, count: snapshot.users.count)
        for segment in try segments().segments {
            for user in segment.users { numbers[user] = .number(Float(segment.number)) }
        }
        return users.map { numbers[$0] }
    }

    // Of everything a user did something with before the day.
    private func wordsOfItems(_ users: [Int], isBrand: Bool) -> [AudienceCondition.Value?] {
        var words = [Set<String>](repeating: [], count: snapshot.users.count)
        let table = snapshot.interactions
        for row in 0..<table.count
        where ActivityLog.day(of: Timestamp(milliseconds: table.timestamps[row])) < day {
            guard let product = snapshot.products[Int(table.items[row])] else { continue }
            let own =
                isBrand ? product.brand.map { [$0] } ?? [] : product.categories.map { $0.joined(separator: " > ") }
            words[Int(table.users[row])].formUnion(own)
        }
        return users.map { words[$0].isEmpty ? nil : .texts(words[$0].sorted()) }
    }
}

extension BehaviorValue {
    /// The number that stands for it in a condition.
    fileprivate var fieldValue: AudienceCondition.Value? {
        switch self {
        case .probability(let probability): .number(probability)
        case .amount(let amount): .number(amount.expected)
        case .timing(let timing): .number(timing.expected)
        case .browsing(let browsing): .number(browsing.visits.expected)
        }
    }
}
