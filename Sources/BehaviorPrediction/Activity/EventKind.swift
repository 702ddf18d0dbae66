/// What an event type means for predictions of behaviour.
public enum EventKind: Sendable, Equatable {
    /// Something was bought.
    case purchase
    /// Something was sent back, or an order was cancelled.
    case `return`
    /// Something was put into the cart.
    case cart
    /// The shop wrote to the user: no sign of a visit.
    case contact
    /// Any other sign of a visit: a view, a click, a rating.
    case visit

    /// The kind of the event type called `name`, in any case. What no rule knows is a visit.
    public init(eventType name: String) {
        switch name.lowercased() {
        case "purchase", "buy", "bought", "order", "sale", "transaction", "checkout": self = .purchase
        case "return", "refund", "cancel", "cancellation": self = .return
        case "cart", "add_to_cart", "addtocart", "basket": self = .cart
        case "contact", "email", "mailing", "message", "newsletter": self = .contact
        default: self = .visit
        }
    }
}
