import DataModel
public import Storage

extension Shop {
    /// Begins an experiment; a running service takes it up within a second.
    /// - Parameters:
    ///   - name: what to call it. Users are divided by it, so that a new name divides them anew.
    ///   - treatment: the model that is tried; `nil` for the current one.
    ///   - control: the model it is compared with; `nil` for the newest that is older than the treatment.
    ///   - treatmentShare: which share of the users gets the treatment, in (0, 1).
    ///   - now: when it begins.
    /// - Throws: ``ExperimentError``; ``BundleError`` when one of the models is damaged; `StorageError`.
    @discardableResult
    public func startExperiment(
        _ name: String, treatment: String? = nil, control: String? = nil, treatmentShare: Double = 0.5,
        at now: Timestamp
    ) throws -> Experiment {
        guard !name.isEmpty else { throw ExperimentError.noName }
        guard treatmentShare > 0, treatmentShare < 1 else { throw ExperimentError.badShare(treatmentShare) }
        let versions = bundles.versions()
        for version in [treatment, control].compactMap({ $0 }) where !versions.contains(version) {
            throw ExperimentError.unknownModel(version: version, known: versions)
        }
        let tried = treatment ?? bundles.currentVersion()
        guard let tried,
            let other = control ?? versions.last(where: { $0 < tried }) ?? versions.last(where: { $0 != tried })
        else { throw ExperimentError.oneModel(kept: versions.count) }
        guard tried != other else { throw ExperimentError.sameModel(version: tried) }
        for version in [tried, other] { _ = try Model(version: version, bundles: bundles, store: store) }
        let experiment = Experiment(
            name: name, control: other, treatment: tried, treatmentShare: treatmentShare, startedAt: now)
        try store.write { writer in
            let known = try writer.experiments()
            if known.contains(where: { $0.name == name }) { throw ExperimentError.nameTaken(name: name) }
            if let running = known.first(where: \.isRunning) { throw ExperimentError.running(name: running.name) }
            try writer.insert(experiment)
        }
        return experiment
    }

    /// Ends an experiment: from then on everybody gets lists of the current model.
    /// - Parameters:
    ///   - name: which; `nil` for the one that is running.
    ///   - now: when it ends.
    /// - Throws: ``ExperimentError``; `StorageError`.
    @discardableResult
    public func stopExperiment(_ name: String? = nil, at now: Timestamp) throws -> Experiment {
        let known = try store.experiments()
        let name = name ?? known.first(where: \.isRunning)?.name ?? known.last?.name ?? ""
        guard var experiment = known.first(where: { $0.name == name }) else {
            throw ExperimentError.unknown(name: name, known: known.map(\.name))
        }
        guard try store.write({ try $0.endExperiment(name, at: now) }) else {
            throw ExperimentError.hasEnded(name: name)
        }
        experiment.endedAt = now
        return experiment
    }

    /// The models of the running experiment, which are not to be removed.
    func modelsInExperiments() throws -> Set<String> {
        Set(try store.experiments().filter(\.isRunning).flatMap { [$0.control, $0.treatment] })
    }
}
