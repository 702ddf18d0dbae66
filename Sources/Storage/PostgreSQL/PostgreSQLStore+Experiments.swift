public import DataModel

extension PostgreSQLStore {
    /// Every experiment that was ever begun, oldest first.
    public func experiments() throws -> [Experiment] { try read { try $0.experiments() } }

    /// Who was shown lists of an experiment, by name.
    public func exposures(to experiment: String) throws -> [Exposure] {
        try exposures("experiment = $1 ORDER BY user_name", experiment)
    }

    /// Which experiments' lists a user was shown, by the experiment's name.
    public func exposures(of user: UserID) throws -> [Exposure] {
        try exposures("user_name = $1 ORDER BY experiment", user.rawValue)
    }

    /// Notes who was shown lists of an experiment.
    /// - Parameter erasures: where somebody was erased since, nothing is noted; `nil` to note them whatever happened.
    /// - Returns: whether they are noted.
    @discardableResult
    public func note(_ exposures: [Exposure], unlessErasedSince erasures: Int64?) throws -> Bool {
        var experiments = PostgreSQLArray(.text, "an experiment")
        var users = PostgreSQLArray(.text, "user_id")
        var treatments = PostgreSQLArray(.flag, "")
        for exposure in exposures {
            try experiments.append(exposure.experiment)
            try users.append(exposure.userID.rawValue)
            treatments.append(exposure.isTreatment)
        }
        let times = PostgreSQLArray(exposures.map(\.firstAt.milliseconds))
        // One statement, which may be run twice: the second time changes nothing. Whoever erases has the row of revisions
        // locked, so that this waits for them and then sees what they did.
        return try read { connection in
            try connection.first(
                """
                WITH unchanged AS (
                    SELECT 1 FROM revisions WHERE erasures = COALESCE($5::bigint, erasures) FOR SHARE
                ), noted AS (
                    INSERT INTO exposures (\(ExperimentRow.exposureColumns))
                    SELECT * FROM unnest($1::text[], $2::text[], $3::boolean[], $4::bigint[])
                    WHERE EXISTS (SELECT 1 FROM unchanged)
                    ON CONFLICT DO NOTHING
                )
                SELECT EXISTS (SELECT 1 FROM unchanged)
                """, [.array(experiments), .array(users), .array(treatments), .array(times), .integer(erasures)]
            ) { $0.flag(0) == true } ?? false
        }
    }

    private func exposures(_ condition: String, _ value: String) throws -> [Exposure] {
        try read { connection in
            try connection.rows(
                "SELECT \(ExperimentRow.exposureColumns) FROM exposures WHERE \(condition)", [.text(value)]
            ) { ExperimentRow.exposure($0) }
        }
    }
}

extension PostgreSQLWriter {
    func insert(_ experiment: Experiment) throws {
        try connection.execute(
            "INSERT INTO experiments (\(ExperimentRow.columns)) VALUES ($1, $2, $3, $4, $5, $6)",
            [
                .text(experiment.name), .text(experiment.control), .text(experiment.treatment),
                .number(experiment.treatmentShare), .integer(experiment.startedAt.milliseconds),
                .integer(experiment.endedAt?.milliseconds),
            ])
    }

    func endExperiment(_ name: String, at time: Timestamp) throws -> Bool {
        try connection.execute(
            "UPDATE experiments SET ended_at = $1 WHERE name = $2 AND ended_at IS NULL",
            [.integer(time.milliseconds), .text(name)]) > 0
    }

    func experiments() throws -> [Experiment] { try connection.experiments() }
}

extension PostgreSQLConnection {
    fileprivate func experiments() throws -> [Experiment] {
        try rows("SELECT \(ExperimentRow.columns) FROM experiments ORDER BY started_at, name") {
            ExperimentRow.experiment($0)
        }
    }
}
