/// What one check of a shop found.
public struct Finding: Sendable, Equatable {
    /// How bad it is.
    public enum Verdict: String, Sendable {
        /// All is well.
        case ok
        /// It works, but somebody should look at it.
        case warn
        /// Something does not work, or will not.
        case fail
    }

    /// What was looked at.
    public let check: String
    /// How bad it is.
    public let verdict: Verdict
    /// What was found.
    public let found: String
    /// What to do about it; `nil` when all is well.
    public let mend: String?

    static func ok(_ check: String, _ found: String) -> Finding {
        Finding(check: check, verdict: .ok, found: found, mend: nil)
    }

    static func warn(_ check: String, _ found: String, _ mend: String) -> Finding {
        Finding(check: check, verdict: .warn, found: found, mend: mend)
    }

    static func fail(_ check: String, _ found: String, _ mend: String) -> Finding {
        Finding(check: check, verdict: .fail, found: found, mend: mend)
    }
}
