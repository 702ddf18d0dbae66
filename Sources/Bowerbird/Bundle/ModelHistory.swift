/// The models that a shop keeps, the current one among them.
public struct ModelHistory: Sendable {
    /// One of them.
    public struct Entry: Sendable {
        /// What it says of itself; `nil` when it cannot be read.
        public let manifest: BundleManifest?
        /// Its name.
        public let version: String
        /// Whether it answers.
        public let isCurrent: Bool
        /// Whether it waits to take the place of the one that does.
        public let isChallenger: Bool
        /// Why it cannot be read; `nil` when it can.
        public let fault: String?
    }

    /// The models, newest first.
    public let entries: [Entry]

    /// The models in a folder.
    public init(_ bundles: BundleFolder) {
        let (current, challenger) = (bundles.currentVersion(), bundles.challengerVersion())
        entries = bundles.versions().reversed().map { version in
            let read = Result { try bundles.manifest(of: version) }
            var fault: String?
            if case .failure(let error) = read { fault = "\(error)" }
            return Entry(
                manifest: try? read.get(), version: version, isCurrent: version == current,
                isChallenger: version == challenger, fault: fault)
        }
    }

    /// The newest model that is older than the current one.
    public var beforeCurrent: String? {
        guard let place = entries.firstIndex(where: \.isCurrent) else { return entries.first?.version }
        return entries[(place + 1)...].first?.version
    }
}

/// Why a shop does not go back to an earlier model.
public enum RollbackError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no earlier model.
    case noEarlier(kept: Int)
    /// No model of that name is kept.
    case unknown(version: String, known: [String])

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .noEarlier(let kept):
            kept == 0
                ? "no model is kept: run `bowerbird train`"
                : "no model is older than the current one: `bowerbird models` lists those that are kept"
        case .unknown(let version, let known):
            "no model '\(version)' is kept; there are \(known.isEmpty ? "none" : known.joined(separator: ", "))"
        }
    }
}

extension Shop {
    /// Makes an earlier model the current one; a running service takes it over within a second.
    /// - Parameter version: which; `nil` for the one before the current.
    /// - Returns: the model that is current now.
    /// - Throws: ``RollbackError``; ``BundleError`` when the bundle is damaged, and the current one stays.
    @discardableResult
    public func rollBack(to version: String? = nil) throws -> Model {
        let history = ModelHistory(bundles)
        guard let version = version ?? history.beforeCurrent else {
            throw RollbackError.noEarlier(kept: history.entries.count)
        }
        guard history.entries.contains(where: { $0.version == version }) else {
            throw RollbackError.unknown(version: version, known: history.entries.map(\.version))
        }
        return try use(version)
    }

    /// Makes a model that is kept the current one, once all of it has been read.
    func use(_ version: String) throws -> Model {
        let model = try Model(version: version, bundles: bundles, store: store)
        try bundles.makeCurrent(version, keeping: modelsInExperiments())
        return model
    }
}
