import DataModel

/// Experiments and exposures as rows.
enum ExperimentRow {
    /// The columns that ``experiment(_:)`` reads, in their order.
    static let columns = "name, control, treatment, treatment_share, started_at, ended_at"

    /// The experiment in a row of ``columns``.
    static func experiment(_ row: some StoredRow) -> Experiment {
        Experiment(
            name: row.text(0) ?? "", control: row.text(1) ?? "", treatment: row.text(2) ?? "",
            treatmentShare: row.number(3) ?? 0, startedAt: Timestamp(milliseconds: row.integer(4) ?? 0),
            endedAt: row.integer(5).map(Timestamp.init(milliseconds:)))
    }

    /// The columns that ``exposure(_:)`` reads, in their order.
    static let exposureColumns = "experiment, user_name, treatment, first_at"

    /// The exposure in a row of ``exposureColumns``.
    static func exposure(_ row: some StoredRow) -> Exposure {
        Exposure(
            experiment: row.text(0) ?? "", userID: UserID(rawValue: row.text(1) ?? ""),
            isTreatment: row.flag(2) ?? false, firstAt: Timestamp(milliseconds: row.integer(3) ?? 0))
    }
}
