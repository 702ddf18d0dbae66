public import DataModel
import Storage
import Synchronization

/// Where a user is in an experiment.
public struct ExperimentPlace: Sendable {
    /// The experiment's name.
    public let experiment: String
    /// The user's side.
    public let arm: ExperimentArm
    /// The model of that side.
    public let model: Model
}

/// The experiment that is running in a service: which model each user gets, and who was shown its lists.
public final class LiveExperiment: Sendable {
    // In a box, so that taking it is one reference and not every array of the models.
    private final class Running: Sendable {
        let experiment: Experiment
        let control: Model
        let treatment: Model

        init(_ experiment: Experiment, control: Model, treatment: Model) {
            self.experiment = experiment
            self.control = control
            self.treatment = treatment
        }
    }

    private struct Log {
        /// Everybody who was shown a list since the experiment was taken up.
        var noted: Set<UserID> = []
        /// Those of them that are not stored yet.
        var waiting: [Exposure] = []
    }

    private let shop: Shop
    private let running = Mutex<Running?>(nil)
    private let log = Mutex(Log())

    /// Nothing runs before the first ``refresh(beside:)``.
    public init(_ shop: Shop) { self.shop = shop }

    /// Where a user is in the experiment that is running; `nil` when none is.
    public func place(of user: UserID) -> ExperimentPlace? {
        guard let running = running.withLock({ $0 }) else { return nil }
        let arm = running.experiment.arm(of: user)
        return ExperimentPlace(
            experiment: running.experiment.name, arm: arm,
            model: arm == .treatment ? running.treatment : running.control)
    }

    /// Takes up the experiment that was begun since, and lets go of one that has ended.
    /// - Parameter current: the model that answers outside of experiments, which need not be loaded twice.
    /// - Returns: whether users get other lists than before.
    /// - Throws: ``BundleError`` when a model of the experiment cannot be read: then no experiment runs here; `StorageError`.
    public func refresh(beside current: Model?) throws -> Bool {
        let wanted = try shop.store.experiments().first(where: \.isRunning)
        let known = running.withLock { $0 }
        guard wanted != known?.experiment else { return false }
        guard let wanted else {
            running.withLock { $0 = nil }
            return true
        }
        running.withLock { $0 = nil }
        func model(_ version: String) throws -> Model {
            if let current, current.manifest.version == version { return current }
            return try Model(version: version, bundles: shop.bundles, store: shop.store)
        }
        let next = Running(wanted, control: try model(wanted.control), treatment: try model(wanted.treatment))
        log.withLock { $0.noted = [] }
        running.withLock { $0 = next }
        return true
    }

    /// Takes note that a user is shown a list.
    public func expose(_ user: UserID, to arm: ExperimentArm, of experiment: String, at now: Timestamp) {
        log.withLock { log in
            guard log.noted.insert(user).inserted else { return }
            log.waiting.append(
                Exposure(experiment: experiment, userID: user, isTreatment: arm == .treatment, firstAt: now))
        }
    }

    /// Stores who was shown a list since the last time.
    /// - Throws: `StorageError`; they wait for the next time then.
    public func store() throws {
        let waiting = log.withLock { log in
            defer { log.waiting = [] }
            return log.waiting
        }
        guard !waiting.isEmpty else { return }
        do {
            try shop.store.note(waiting)
        } catch {
            log.withLock { $0.waiting = waiting + $0.waiting }
            throw error
        }
    }

    /// Forgets that a user was shown lists, before it is stored.
    public func forget(_ user: UserID) {
        log.withLock { log in
            log.noted.remove(user)
            log.waiting.removeAll { $0.userID == user }
        }
    }
}
