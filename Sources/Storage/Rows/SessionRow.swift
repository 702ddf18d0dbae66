import DataModel

/// Sessions as rows.
enum SessionRow {
    /// The session in the columns name, name of the user, `timestamp, purchased, attributes`.
    static func session(_ row: some StoredRow) throws -> Session {
        Session(
            sessionID: row.text(0) ?? "", userID: row.text(1).map { UserID(rawValue: $0) },
            timestamp: row.integer(2).map { Timestamp(milliseconds: $0) }, purchased: row.flag(3),
            attributes: try TextColumns.attributes(row.text(4)))
    }

    /// What is known after `newer` has been heard of; what it leaves out stays as it was.
    static func merged(_ known: Session, with newer: Session) -> Session {
        Session(
            sessionID: known.sessionID, userID: newer.userID ?? known.userID,
            timestamp: newer.timestamp ?? known.timestamp, purchased: newer.purchased ?? known.purchased,
            attributes: known.attributes.merging(newer.attributes) { $1 })
    }
}
