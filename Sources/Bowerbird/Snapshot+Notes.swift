import DataModel

extension Snapshot {
    /// That events are left out because they are dated in a time to come, and what to look for; `nil` where none are.
    var noteOfDatesAhead: String? {
        guard datedAhead > 0 else { return nil }
        let events = datedAhead == 1 ? "1 event is dated" : "\(datedAhead) events are dated"
        return events + " later than tomorrow and left out: look for a wrong clock or unit of time where they come from"
    }
}
