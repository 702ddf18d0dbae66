/// How often a request is sent again, and after which pauses.
public struct RetryPolicy: Sendable {
    /// How often it is sent at most, the first time counted.
    public var attempts: Int
    /// The pause before the second time; it doubles, and each is shortened by up to half at random so that not everybody
    /// comes back at once. What the service asks for (`Retry-After`) goes before it.
    public var pause: Duration
    /// How long one attempt may take.
    public var timeout: Duration

    /// A policy from its parts; values below the smallest that mean something are taken for it.
    public init(attempts: Int = 4, pause: Duration = .milliseconds(200), timeout: Duration = .seconds(30)) {
        self.attempts = max(attempts, 1)
        self.pause = max(pause, .zero)
        self.timeout = max(timeout, .milliseconds(1))
    }
}
