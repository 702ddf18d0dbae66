public import DataModel
public import Storage

/// Everything that is stored of one user.
public struct UserRecord: Sendable, Equatable {
    /// Who.
    public let userID: UserID
    /// Attributes, if there are any.
    public let profile: User?
    /// What they did, oldest first.
    public let interactions: [Interaction]
    /// What they wrote, in the order stored.
    public let reviews: [Review]
    /// What they searched for, newest first.
    public let queries: [SearchQuery]
    /// Their visits that are stored as rows of their own, in the order stored.
    public let sessions: [Session]
    /// Which experiments' lists they were shown.
    public let exposures: [Exposure]

    /// Whether anything is stored.
    public var isEmpty: Bool {
        profile == nil && interactions.isEmpty && reviews.isEmpty && queries.isEmpty && sessions.isEmpty
            && exposures.isEmpty
    }
}

/// What became of a user that was to be forgotten.
public struct ForgottenUser: Sendable, Equatable {
    /// Who.
    public let userID: UserID
    /// What was erased.
    public let erasure: UserErasure
    /// The model in use, if it was trained when the user may still have been in the data.
    public var model: String?

    /// What is left, in words.
    public var remains: String {
        guard erasure != UserErasure() else { return "nothing was known of this user, and nothing is" }
        guard let model else { return "nothing" }
        return
            "no row and no name; but the model \(model) was trained when the data of this user may have been part of it: "
            + "they are one among many in its sums over all users until the next training (`bowerbird train`)"
    }
}

extension Shop {
    /// Everything that is stored of a user.
    /// - Throws: `StorageError`.
    public func record(of user: UserID) throws -> UserRecord {
        UserRecord(
            userID: user, profile: try store.profile(of: user),
            interactions: try store.history(of: user, limit: .max), reviews: try store.reviews(of: user),
            queries: try store.queries(of: user, limit: .max, asOf: nil), sessions: try store.sessions(of: user),
            exposures: try store.exposures(of: user))
    }

    /// Erases a user from what is stored, the files included. What models learned from many users stays in them until the
    /// next training; see ``ForgottenUser/remains``.
    /// - Throws: `StorageError`.
    public func forget(_ user: UserID) throws -> ForgottenUser {
        let erasure = try store.write { try $0.erase(user) }
        return try finishForgetting(user, erasure)
    }

    /// The second half of ``forget(_:)``, where the erasure itself was part of another transaction.
    /// - Throws: `StorageError`.
    public func finishForgetting(_ user: UserID, _ erasure: UserErasure) throws -> ForgottenUser {
        try store.scrub()
        return ForgottenUser(
            userID: user, erasure: erasure, model: erasure.wasKnown ? bundles.currentVersion() : nil)
    }

    /// Removes every bundle but the current one: those that were trained while an erased user's data was there. An
    /// experiment that is running ends by it.
    /// - Parameter now: when it ends.
    /// - Throws: `StorageError`, with nothing removed.
    public func removeEarlierModels(at now: Timestamp) throws {
        try store.write { writer in
            for experiment in try writer.experiments() where experiment.isRunning {
                _ = try writer.endExperiment(experiment.name, at: now)
            }
        }
        bundles.removeAllButCurrent()
    }
}
