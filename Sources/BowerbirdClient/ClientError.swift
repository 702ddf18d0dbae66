/// Why the service did not do what it was asked.
public enum ClientError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The service refused; its words say what to do.
    case refused(Problem)
    /// The service did not answer, however often it was asked.
    case unreachable(attempts: Int, reason: String)
    /// It answered something else than the client understands.
    case notUnderstood(reason: String)
    /// The address is none.
    case badAddress(String)
    /// The question cannot be asked that way.
    case badQuestion(String)

    /// A refusal, as RFC 9457 has it.
    public struct Problem: Equatable, Sendable {
        /// The status of the answer.
        public let status: Int
        /// What kind it is, such as `bad-parameter`.
        public let kind: String
        /// What happened and what to do about it.
        public let detail: String
        /// Under which the service's log has it.
        public let requestID: String?
    }

    /// What happened.
    public var description: String {
        switch self {
        case .refused(let problem): "\(problem.status) \(problem.kind): \(problem.detail)"
        case .unreachable(let attempts, let reason): "the service did not answer \(attempts) times: \(reason)"
        case .notUnderstood(let reason): "the answer cannot be understood: \(reason)"
        case .badAddress(let address): "'\(address)': write an address like http://127.0.0.1:8080"
        case .badQuestion(let reason): reason
        }
    }
}
