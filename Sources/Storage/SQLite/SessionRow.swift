import DataModel
import GRDB

/// Sessions as rows of the table `sessions`.
enum SessionRow {
    static let select = """
        SELECT sessions.name, users.name, sessions.timestamp, sessions.purchased, sessions.attributes
        FROM sessions LEFT JOIN users ON users.id = sessions.user
        """

    static func session(_ row: Row) throws -> Session {
        Session(
            sessionID: row[0], userID: (row[1] as String?).map { UserID(rawValue: $0) },
            timestamp: (row[2] as Int64?).map { Timestamp(milliseconds: $0) }, purchased: row[3],
            attributes: try TextColumns.attributes(row[4]))
    }

    /// What is known after `newer` has been heard of; what it leaves out stays as it was.
    static func merged(_ known: Session, with newer: Session) -> Session {
        Session(
            sessionID: known.sessionID, userID: newer.userID ?? known.userID,
            timestamp: newer.timestamp ?? known.timestamp, purchased: newer.purchased ?? known.purchased,
            attributes: known.attributes.merging(newer.attributes) { $1 })
    }
}
