public import Bowerbird

extension ImportSummary {
    /// What was stored, in words.
    public var text: String {
        var parts = stored.map { kind, change in
            let counts = [("new", change.inserted), ("changed", change.updated), ("known already", change.unchanged)]
            return kind + " " + counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
        }
        if parts.isEmpty { parts = ["no rows"] }
        if rejectedCount > 0 { parts.append("\(rejectedCount) rejected") }
        return parts.joined(separator: "; ")
    }
}
