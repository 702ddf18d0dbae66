public import Bowerbird

extension Finding {
    /// The finding as it is printed.
    public var record: OutputRecord {
        OutputRecord(
            .record([
                "check": .string(check), "verdict": .string(verdict.rawValue), "found": .string(found),
                "mend": mend.map { .string($0) } ?? .null,
            ]))
    }
}

extension BackupManifest {
    /// The backup as it is printed.
    public func record(at path: String) -> OutputRecord {
        OutputRecord(
            .record([
                "path": .string(path), "created_at": .string(createdAt), "model": model.map { .string($0) } ?? .null,
                "files": .integer(files.count), "bytes": .integer(byteCount),
            ]))
    }
}

extension ModelHistory.Entry {
    /// The model as it is printed; in tables, metrics are a few words.
    /// - Parameter now: seconds since the Unix epoch.
    public func record(now: Double) -> OutputRecord {
        let head: [JSONValue.Field] = [
            .init(name: "version", value: .string(version)), .init(name: "current", value: .bool(isCurrent)),
            .init(name: "challenger", value: .bool(isChallenger)),
            .init(name: "created_at", value: manifest.map { .string($0.createdAt) } ?? .null),
            .init(name: "age_days", value: manifest?.ageInDays(at: now) ?? .null),
            .init(name: "preset", value: manifest.map { .string($0.settings.preset.rawValue) } ?? .null),
        ]
        let metrics = manifest?.metrics ?? []
        let words = metrics.map { "\($0.model) \($0.metric) \(JSONValue.rounded($0.value).cell)" }
        let faults: [JSONValue.Field] = fault.map { [.init(name: "fault", value: .string($0))] } ?? []
        return OutputRecord(
            .object(head + [.init(name: "metrics", value: .array(metrics.map(\.json)))] + faults),
            rows: [.object(head + [.init(name: "metrics", value: .string(words.joined(separator: "; ")))] + faults)])
    }
}

extension BundleManifest {
    /// How old the model is, in days, to hundredths.
    /// - Parameter now: seconds since the Unix epoch.
    public func ageInDays(at now: Double) -> JSONValue {
        Timestamp(parsing: createdAt).map { .number((max(0, now - $0.seconds) / 864).rounded() / 100) } ?? .null
    }
}
