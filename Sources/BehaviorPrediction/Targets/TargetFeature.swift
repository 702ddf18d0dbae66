/// A number that says how likely a customer is to buy one target, from what happened before a day.
enum TargetFeature: Int, CaseIterable, Sendable {
    // The customer.
    case customerRecency, customerDays30, customerDays90, customerLines90, customerSeen, customerTenure
    // The customer and the target.
    case bought, bought30, bought90, sinceBought, gap, overdue, looks7, looks30, sinceLook, carts30
    // What is like the target.
    case kinBought90, kinLooks30, sinceKin
    // The target.
    case buyers7, buyers30, buyers90, lookers30, repeatRate, age

    static let count = allCases.count

    /// What a value says, of a target called `name`.
    func words(_ value: Float, _ name: String) -> String {
        let number = FeatureWords.number(value)
        guard value.isFinite else {
            switch self {
            case .sinceBought: return "never bought \(name)"
            case .gap, .overdue: return "\(name) not bought twice so far"
            case .sinceLook: return "never looked at \(name)"
            case .sinceKin: return "nothing like \(name) so far"
            default: return "no order so far"
            }
        }
        switch self {
        case .customerRecency: return "last order \(number) days ago"
        case .customerDays30: return "\(number) days with an order in the last 30"
        case .customerDays90: return "\(number) days with an order in the last 90"
        case .customerLines90: return "\(number) things bought in the last 90 days"
        case .customerSeen: return "last seen \(number) days ago"
        case .customerTenure: return "known for \(number) days"
        case .bought: return "\(name) bought on \(number) days"
        case .bought30: return "\(name) bought on \(number) of the last 30 days"
        case .bought90: return "\(name) bought on \(number) of the last 90 days"
        case .sinceBought: return "\(name) last bought \(number) days ago"
        case .gap: return "\(name) bought every \(number) days"
        case .overdue: return "\(number) times the usual time since \(name) was bought"
        case .looks7: return "\(number) looks at \(name) in 7 days"
        case .looks30: return "\(number) looks at \(name) in 30 days"
        case .sinceLook: return "last looked at \(name) \(number) days ago"
        case .carts30: return "\(name) put into the cart \(number) times in 30 days"
        case .kinBought90: return "\(number) things like \(name) bought in 90 days"
        case .kinLooks30: return "\(number) looks at things like \(name) in 30 days"
        case .sinceKin: return "last interest in things like \(name) \(number) days ago"
        case .buyers7: return "\(number) buyers of \(name) in 7 days"
        case .buyers30: return "\(number) buyers of \(name) in 30 days"
        case .buyers90: return "\(number) buyers of \(name) in 90 days"
        case .lookers30: return "\(number) people looked at \(name) in 30 days"
        case .repeatRate: return "\(FeatureWords.number((value * 100).rounded())) % of buyers buy \(name) again"
        case .age: return "\(name) is known for \(number) days"
        }
    }
}
