/// With what somebody was let in.
struct Admission: Sendable {
    /// The id of the key, their own or that of their session; `nil` where none is needed.
    var key: String?
    /// Whether they may do everything.
    var isAdmin = false
    /// The token of their session at the console; `nil` for programs, and where no key is needed.
    var session: String?
    /// What forms on their pages must carry; `nil` for programs, which have no use for forms.
    var formToken: String?
}
