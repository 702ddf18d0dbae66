/// A label's logit, taken apart: `intercept` plus the weights of all contributions is `logit`.
public struct Explanation: Sendable, Equatable {
    /// What one token adds to a logit.
    public struct Contribution: Sendable, Equatable {
        /// The token as it stands in the text.
        public let token: String
        /// Where it starts, in bytes from the start of the UTF-8 text.
        public let start: Int
        /// Where it ends, in bytes from the start of the UTF-8 text.
        public let end: Int
        /// How much it adds; negative when it speaks against the label.
        public let weight: Float
    }

    /// The label this explains.
    public let label: String
    /// The network's output for it, before the temperature.
    public let logit: Float
    /// The network's output for a text without a known n-gram.
    public let intercept: Float
    /// What each token adds, in the order of the text.
    public let contributions: [Contribution]
}
