public import DataModel
import GRDB

extension SQLiteStore {
    /// Every experiment that was ever begun, oldest first.
    public func experiments() throws -> [Experiment] {
        try read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT \(ExperimentRow.columns) FROM experiments ORDER BY started_at, name")
            return try Row.fetchAll(statement).map(ExperimentRow.experiment)
        }
    }

    /// Who was shown lists of an experiment, by name.
    public func exposures(to experiment: String) throws -> [Exposure] {
        try exposures("experiment = ? ORDER BY user_name", experiment)
    }

    /// Which experiments' lists a user was shown, by the experiment's name.
    public func exposures(of user: UserID) throws -> [Exposure] {
        try exposures("user_name = ? ORDER BY experiment", user.rawValue)
    }

    /// Notes who was shown lists of an experiment.
    /// - Parameter erasures: where somebody was erased since, nothing is noted; `nil` to note them whatever happened.
    /// - Returns: whether they are noted.
    @discardableResult
    public func note(_ exposures: [Exposure], unlessErasedSince erasures: Int64?) throws -> Bool {
        try withStorageErrors {
            try pool.write { db in
                if let erasures, try Revisions.value(Revisions.erasures, db) != erasures { return false }
                let statement = try db.cachedStatement(
                    sql: """
                        INSERT INTO exposures (\(ExperimentRow.exposureColumns)) VALUES (?, ?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """)
                for exposure in exposures {
                    try statement.execute(arguments: [
                        exposure.experiment, exposure.userID.rawValue, exposure.isTreatment,
                        exposure.firstAt.milliseconds,
                    ])
                }
                return true
            }
        }
    }

    private func exposures(_ condition: String, _ value: String) throws -> [Exposure] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT \(ExperimentRow.exposureColumns) FROM exposures WHERE \(condition)",
                arguments: [value]
            ).map(ExperimentRow.exposure)
        }
    }
}

extension SQLiteWriter {
    func insert(_ experiment: Experiment) throws {
        try db.execute(
            sql: "INSERT INTO experiments (\(ExperimentRow.columns)) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                experiment.name, experiment.control, experiment.treatment, experiment.treatmentShare,
                experiment.startedAt.milliseconds, experiment.endedAt?.milliseconds,
            ])
    }

    func endExperiment(_ name: String, at time: Timestamp) throws -> Bool {
        try db.execute(
            sql: "UPDATE experiments SET ended_at = ? WHERE name = ? AND ended_at IS NULL",
            arguments: [time.milliseconds, name])
        return db.changesCount > 0
    }

    func experiments() throws -> [Experiment] {
        try Row.fetchAll(db, sql: "SELECT \(ExperimentRow.columns) FROM experiments ORDER BY started_at, name")
            .map(ExperimentRow.experiment)
    }
}
