/// When the service trains by itself, and what of it.
public struct TrainingPlan: Sendable {
    /// How long after the last training the next begins, in seconds; `nil` for never. Without anything new stored it waits on.
    public var interval: Double?
    /// Whether new models wait beside the current one until they have been compared.
    public var asChallenger = false
    /// How much memory a training may take, in bytes; `nil` for any. One that takes more is ended, and the model that was
    /// stays.
    public var mostMemory: Int?
    /// How long after a comparison of a waiting model the next is made at the soonest, in seconds.
    public var compareSeconds: Double = 60

    /// No training but those that are ordered.
    public init() {}
}
