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

    /// The experiment and the side in one text, which is another for every other list.
    public var key: String { arm.rawValue + " of " + experiment }
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

    private struct State {
        var running: Running?
        /// One whose models could not be read: it is not tried again before it is another.
        var failed: Experiment?
    }

    private struct Log {
        /// Experiments and users that are noted or wait for it.
        var noted: Set<Exposed> = []
        /// Those of them that are not stored yet.
        var waiting: [Exposure] = []
        /// How many users had been erased before the first of them.
        var erasures: Int64 = 0
    }

    private struct Exposed: Hashable {
        let experiment: String
        let user: UserID
    }

    private let shop: Shop
    private let state = Mutex(State())
    private let log = Mutex(Log())
    // Held while exposures go from memory to the store.
    private let storing = Mutex(())

    // Beyond so many, who is shown a list is noted at a later one.
    private static let mostWaiting = 100_000
    // What is longer is no user of a shop's, and more than a database takes in an index.
    private static let longestName = 512

    /// Nothing runs before the first ``refresh(beside:)``.
    public init(_ shop: Shop) { self.shop = shop }

    /// Where a user is in the experiment that is running; `nil` when none is.
    public func place(of user: UserID) -> ExperimentPlace? {
        guard let running = state.withLock({ $0.running }) else { return nil }
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
        let (known, failed) = state.withLock { ($0.running?.experiment, $0.failed) }
        guard wanted != known, wanted == nil || wanted != failed else { return false }
        state.withLock { $0 = State() }
        guard let wanted else { return true }
        func model(_ version: String) throws -> Model {
            if let current, current.manifest.version == version { return current }
            return try LiveModel.loaded(version, of: shop)
        }
        do {
            let next = Running(wanted, control: try model(wanted.control), treatment: try model(wanted.treatment))
            let erasures = try shop.store.revision().erasures
            log.withLock { log in if log.waiting.isEmpty { log.erasures = erasures } }
            state.withLock { $0.running = next }
        } catch {
            state.withLock { $0.failed = wanted }
            throw error
        }
        return true
    }

    /// Takes note that a user is shown a list.
    public func expose(_ user: UserID, at place: ExperimentPlace, now: Timestamp) {
        let name = user.rawValue.utf8
        guard name.count <= Self.longestName, !name.contains(0) else { return }
        log.withLock { log in
            guard log.waiting.count < Self.mostWaiting,
                log.noted.insert(Exposed(experiment: place.experiment, user: user)).inserted
            else { return }
            log.waiting.append(
                Exposure(
                    experiment: place.experiment, userID: user, isTreatment: place.arm == .treatment, firstAt: now))
        }
    }

    /// Stores who was shown a list since the last time. Where somebody was erased meanwhile, the others are noted at their
    /// next list instead: what waits in memory may be of the one who was erased.
    /// - Throws: `StorageError`; they wait for the next time then.
    public func store() throws {
        try storing.withLock { _ in
            let (waiting, erasures) = log.withLock { log in
                defer { log.waiting = [] }
                return (log.waiting, log.erasures)
            }
            guard !waiting.isEmpty else { return }
            do {
                if try shop.store.note(waiting, unlessErasedSince: erasures) { return }
                let now = try shop.store.revision().erasures
                log.withLock { $0 = Log(erasures: now) }
            } catch {
                log.withLock { $0.waiting = waiting + $0.waiting }
                throw error
            }
        }
    }

    /// Forgets that a user was shown lists, before they are erased.
    public func forget(_ user: UserID) {
        storing.withLock { _ in
            log.withLock { log in
                log.noted = log.noted.filter { $0.user != user }
                log.waiting.removeAll { $0.userID == user }
            }
        }
    }
}
