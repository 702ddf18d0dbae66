public import Bowerbird
import Evaluation
public import Storage

extension Experiment {
    /// The experiment as it is printed.
    public var json: JSONValue {
        .record([
            "name": .string(name), "running": .bool(isRunning), "control": .string(control),
            "treatment": .string(treatment), "treatment_share": .number(treatmentShare),
            "started_at": .string(startedAt.iso8601), "ended_at": endedAt.map { .string($0.iso8601) },
        ])
    }
}

extension Exposure {
    /// What a user is told of it.
    public var json: JSONValue {
        .record([
            "name": .string(experiment),
            "arm": .string((isTreatment ? ExperimentArm.treatment : .control).rawValue),
            "first_at": .string(firstAt.iso8601),
        ])
    }
}

extension ExperimentReport {
    /// What came of the experiment as it is printed: one object, or a row a side and one for the difference.
    public var record: OutputRecord {
        let difference: JSONValue = .record([
            "value": .rounded(comparison.difference.value), "low": .rounded(comparison.difference.low),
            "high": .rounded(comparison.difference.high), "p": .rounded(comparison.p),
            "detectable": .rounded(comparison.detectable),
        ])
        let outcome = JSONValue.string(outcome ?? "any event")
        let sides = [control, treatment]
        return OutputRecord(
            .record([
                "experiment": experiment.json, "outcome": outcome, "within_days": .number(days),
                "control": control.json, "treatment": treatment.json, "difference": difference,
                "division_p": .rounded(divisionP), "conclusion": .string(conclusion),
            ]),
            rows: sides.map { side in
                row(side.arm.rawValue, users: side.users, converted: side.converted, side.rate, p: nil)
            } + [row("difference", users: nil, converted: nil, comparison.difference, p: comparison.p)])
    }

    private func row(_ what: String, users: Int?, converted: Int?, _ estimate: Estimate, p: Double?) -> JSONValue {
        .object([
            .init(name: "experiment", value: .string(experiment.name)), .init(name: "arm", value: .string(what)),
            .init(name: "users", value: users.map { .integer($0) } ?? .null),
            .init(name: "converted", value: converted.map { .integer($0) } ?? .null),
            .init(name: "rate", value: .rounded(estimate.value)), .init(name: "low", value: .rounded(estimate.low)),
            .init(name: "high", value: .rounded(estimate.high)),
            .init(name: "p", value: p.map { .rounded($0) } ?? .null),
        ])
    }
}

extension ExperimentReport.Side {
    fileprivate var json: JSONValue {
        .record([
            "model": .string(model), "users": .integer(users), "converted": .integer(converted),
            "rate": .rounded(rate.value), "low": .rounded(rate.low), "high": .rounded(rate.high),
            "events_per_user": .rounded(eventsPerUser),
        ])
    }
}
