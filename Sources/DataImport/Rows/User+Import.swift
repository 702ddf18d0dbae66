public import DataModel

extension User: ImportableRow {
    /// `users`.
    public static var kindName: String { "users" }

    /// Its fields.
    public static let schema = Schema(
        fields: [FieldSpecification("user_id", aliases: ["userid", "user", "customer_id"], isRequired: true)],
        keepsAttributes: true)

    /// Reads it from a record.
    public init(_ record: Record) throws(FieldError) {
        self.init(
            userID: UserID(rawValue: try record.requiredText(0, "user_id")), attributes: record.attributes)
    }
}
