import Crypto
public import DataModel
public import Storage

/// What a user of an experiment gets.
public enum ExperimentArm: String, Sendable, CaseIterable {
    /// Lists of the model that the other is compared with.
    case control
    /// Lists of the model that is tried.
    case treatment
}

extension Experiment {
    /// What a user gets: the same every time, on every server, and by chance over users and experiments.
    ///
    /// The first 8 bytes of SHA-256 over the experiment's name, a zero byte and the user's name are a number in [0, 1);
    /// below ``treatmentShare`` it is the treatment.
    public func arm(of user: UserID) -> ExperimentArm {
        let digest = SHA256.hash(data: Array(name.utf8) + [0] + Array(user.rawValue.utf8))
        let bits = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Double(bits >> 11) * 0x1p-53 < treatmentShare ? .treatment : .control
    }

    /// The bundle whose lists an arm gets.
    public func model(of arm: ExperimentArm) -> String { arm == .treatment ? treatment : control }

    /// Whether it runs.
    public var isRunning: Bool { endedAt == nil }
}
