import DataModel
public import Evaluation
public import Storage

/// What came of an experiment: how many of each side's users did something after they were shown a list.
public struct ExperimentReport: Sendable {
    /// What is counted.
    public struct Question: Sendable, Hashable {
        /// The event type that counts, for example `purchase`; `nil` for purchases where there are any, else for every event.
        public var outcome: String?
        /// For how many days after a user was first shown a list.
        public let days: Double

        /// A question; 14 days unless said otherwise.
        ///
        /// - Precondition: `days` is above 0 and no more than 36,500.
        public init(outcome: String? = nil, days: Double = 14) {
            precondition(days > 0 && days <= 36_500, "\(days) days")
            self.outcome = outcome
            self.days = days
        }
    }

    /// One side of an experiment.
    public struct Side: Sendable, Equatable {
        /// Which.
        public let arm: ExperimentArm
        /// The model whose lists it got.
        public let model: String
        /// How many users were shown a list.
        public let users: Int
        /// How many of them did what counts, in time.
        public let converted: Int
        /// The same as a share of the users, with its interval.
        public let rate: Estimate
        /// How often a user did it, on average.
        public let eventsPerUser: Double
    }

    /// What is reported on.
    public let experiment: Experiment
    /// The event type that counts; `nil` for every event.
    public let outcome: String?
    /// For how many days after a user was first shown a list.
    public let days: Double
    /// The side that is compared with.
    public let control: Side
    /// The side that is tried.
    public let treatment: Side
    /// Treatment less control.
    public let comparison: ShareComparison
    /// p-value of the division of the users; below 0.001 something other than chance has divided them.
    public let divisionP: Double

    // Strict, as it is looked at often and must not cry wolf.
    private static let suspiciousDivision = 0.001
    private static let usualOutcome = "purchase"
    private static let millisecondsPerDay = 86_400_000.0

    /// Whether the users were not divided as they were meant to be, so that nothing can be concluded.
    public var isDivisionSuspicious: Bool { divisionP < Self.suspiciousDivision }

    /// What can be concluded, in words.
    public var conclusion: String {
        if isDivisionSuspicious {
            return "nothing: \(treatment.users) users with the treatment and \(control.users) without are not the "
                + "share of \(experiment.treatmentShare) that was meant"
        }
        if control.users == 0 || treatment.users == 0 { return "nothing yet: a side has no users" }
        if comparison.difference.low > 0 { return "the treatment does better" }
        if comparison.difference.high < 0 { return "the treatment does worse" }
        return "no difference is shown"
    }
}

extension Shop {
    /// What came of an experiment so far.
    /// - Parameter name: which; `nil` for the one begun last.
    /// - Throws: ``ExperimentError``; `StorageError`.
    public func experimentReport(
        _ name: String? = nil, _ question: ExperimentReport.Question = .init()
    ) throws -> ExperimentReport {
        let known = try store.experiments()
        guard let experiment = name == nil ? known.last : known.first(where: { $0.name == name }) else {
            throw ExperimentError.unknown(name: name ?? "", known: known.map(\.name))
        }
        return try ExperimentReport(
            experiment, try store.exposures(to: experiment.name), try store.snapshot(), question)
    }
}

extension ExperimentReport {
    /// Counts what users did after they were shown a list.
    /// - Throws: ``ExperimentError/unknownOutcome(name:known:)``, ``ExperimentError/noTime``.
    init(_ experiment: Experiment, _ exposures: [Exposure], _ snapshot: Snapshot, _ question: Question) throws {
        let events = snapshot.interactions
        if events.count > 0, snapshot.timeIsOrdinal { throw ExperimentError.noTime }
        let types = events.eventTypeNames
        if let outcome = question.outcome, !types.contains(outcome) {
            throw ExperimentError.unknownOutcome(name: outcome, known: types.sorted())
        }
        outcome = question.outcome ?? (types.contains(Self.usualOutcome) ? Self.usualOutcome : nil)
        days = question.days
        self.experiment = experiment
        let counted = outcome.flatMap { types.firstIndex(of: $0) }
        var counts = [Int](repeating: 0, count: exposures.count)
        var exposed = [Int32](repeating: -1, count: snapshot.users.count)
        for (place, exposure) in exposures.enumerated() {
            if let number = snapshot.users.number(of: exposure.userID.rawValue) { exposed[Int(number)] = Int32(place) }
        }
        let window = Int64(question.days * Self.millisecondsPerDay)
        for row in 0..<events.count {
            let place = Int(exposed[Int(events.users[row])])
            guard place >= 0, counted == nil || Int(events.eventTypes[row]) == counted else { continue }
            let age = events.timestamps[row] - exposures[place].firstAt.milliseconds
            if age >= 0, age < window { counts[place] += 1 }
        }
        func side(_ arm: ExperimentArm) -> Side {
            let mine = exposures.indices.filter { exposures[$0].isTreatment == (arm == .treatment) }.map { counts[$0] }
            let converted = mine.count { $0 > 0 }
            let share = mine.isEmpty ? 0 : Double(converted) / Double(mine.count)
            return Side(
                arm: arm, model: experiment.model(of: arm), users: mine.count, converted: converted,
                rate: Estimate(share: share, count: mine.count),
                eventsPerUser: mine.isEmpty ? 0 : Double(mine.reduce(0, +)) / Double(mine.count))
        }
        control = side(.control)
        treatment = side(.treatment)
        comparison = ShareComparison((control.converted, control.users), (treatment.converted, treatment.users))
        divisionP = SampleRatio.p(
            first: control.users, second: treatment.users, share: experiment.treatmentShare)
    }
}
