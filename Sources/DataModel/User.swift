/// A customer and whatever the shop knows about them.
public struct User: Hashable, Sendable {
    /// Who this is.
    public var userID: UserID
    /// Attributes by column name; a column may hold several values.
    public var attributes: [String: [String]]

    /// A user with their attributes.
    public init(userID: UserID, attributes: [String: [String]] = [:]) {
        self.userID = userID
        self.attributes = attributes
    }
}
