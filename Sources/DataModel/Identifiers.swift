/// The shop's own identifier of a user: any non-empty text, compared byte for byte.
public struct UserID: Hashable, Sendable, Codable, RawRepresentable, ExpressibleByStringLiteral, CustomStringConvertible
{
    /// The identifier as the shop writes it.
    public let rawValue: String

    /// Wraps an identifier as the shop writes it.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Wraps a literal identifier.
    public init(stringLiteral value: String) { rawValue = value }

    /// The identifier itself.
    public var description: String { rawValue }
}

/// The shop's own identifier of an item (a product, an article, a film): any non-empty text, compared byte for byte.
public struct ItemID: Hashable, Sendable, Codable, RawRepresentable, ExpressibleByStringLiteral, CustomStringConvertible
{
    /// The identifier as the shop writes it.
    public let rawValue: String

    /// Wraps an identifier as the shop writes it.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Wraps a literal identifier.
    public init(stringLiteral value: String) { rawValue = value }

    /// The identifier itself.
    public var description: String { rawValue }
}
