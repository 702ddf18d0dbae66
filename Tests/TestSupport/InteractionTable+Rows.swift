public import DataModel

extension InteractionTable {
    /// A table of plain interactions, without a value.
    public init(rows: [(user: Int32, item: Int32, time: Int64)]) {
        self.init()
        for row in rows {
            users.append(row.user)
            items.append(row.item)
            timestamps.append(row.time)
            eventTypes.append(0)
            values.append(.nan)
        }
    }
}
