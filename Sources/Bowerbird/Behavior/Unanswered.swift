public import DataModel

extension BehaviorPredictor {
    /// Whether the catalogue or any event has an item.
    public func knows(_ item: ItemID) -> Bool { snapshot.items.number(of: item.rawValue) != nil }

    /// Why nothing is said of a user who was asked about, in words.
    public func silence(about user: UserID, _ kind: BehaviorKind) -> String {
        let name = user.rawValue
        guard let number = snapshot.users.number(of: name) else {
            return
                "'\(name)' is not known: nothing is stored of this user; check the spelling, which counts byte for byte"
        }
        guard log.users(before: day).contains(Int(number)) else {
            return "no event of '\(name)' is stored from before the day of prediction"
        }
        return kind == .timing
            ? "'\(name)' had bought nothing by the day of prediction, so that there is no purchase to count from"
            : "nothing can be said of '\(name)'"
    }
}
