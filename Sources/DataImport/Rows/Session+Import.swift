public import DataModel

extension Session: ImportableRow {
    /// `sessions`.
    public static var kindName: String { "sessions" }

    /// Its fields.
    public static let schema = Schema(
        fields: [
            FieldSpecification("session_id", aliases: ["sessionid", "session", "visit_id"], isRequired: true),
            FieldSpecification("user_id", aliases: ["userid", "user", "customer_id", "visitorid"]),
            FieldSpecification("timestamp", aliases: ["time", "start", "date"]),
            FieldSpecification("purchased", aliases: ["revenue", "converted", "label"], form: .flag),
        ], keepsAttributes: true)

    /// Reads it from a record.
    public init(_ record: Record) throws(FieldError) {
        self.init(
            sessionID: try record.requiredText(0, "session_id"),
            userID: record.text(1).map { UserID(rawValue: $0) }, timestamp: try record.timestamp(2, "timestamp"),
            purchased: try record.bool(3, "purchased"), attributes: record.attributes)
    }
}
