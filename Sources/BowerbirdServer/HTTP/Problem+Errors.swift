import Bowerbird
import HTTPTypes
import Hummingbird

extension Problem {
    /// The problem that an error of the engine or the framework is to a client; `nil` for those that are ours alone and
    /// that nothing is told of.
    init?(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as BundleError: self.init(bundle: error)
        case let error as CursorError: self.init(.badRequest, "bad-cursor", error.description)
        case let error as StorageError: self.init(storage: error)
        case let error as JSONRowsError: self.init(.badRequest, "not-json", error.description)
        case let error as ProductPageError: self.init(.unprocessableContent, "no-product", error.description)
        case let error as KeyedWriteError: self.init(.unprocessableContent, "key-reused", error.description)
        case let error as WriteQueueError:
            self.init(.serviceUnavailable, "overloaded", error.description, headers: [.retryAfter: "1"])
        case let error as BehaviorError: self.init(behavior: error)
        case let error as ExperimentError: self.init(experiment: error)
        case let error as LiveBehaviorError:
            self.init(.serviceUnavailable, "overloaded", error.description, headers: [.retryAfter: "5"])
        case let error as any HTTPResponseError: self.init(status: error.status)
        default: return nil
        }
    }

    private init?(bundle error: BundleError) {
        switch error {
        case .noModel:
            self.init(
                .serviceUnavailable, "no-model",
                "no model has been trained yet: import data, then run `bowerbird train`; it is used as soon as it is there"
            )
        case .partNotTrained: self.init(.serviceUnavailable, "not-trained", error.description)
        case .missing, .unreadableManifest, .newerSchema, .damaged: return nil
        }
    }

    private init(experiment error: ExperimentError) {
        switch error {
        case .unknown: self.init(.notFound, "unknown-experiment", error.description)
        case .unknownOutcome: self.init(.badRequest, "bad-parameter", error.description)
        default: self.init(.conflict, "cannot-compare", error.description)
        }
    }

    // The data is not enough for the question; a question of another horizon may be answered.
    private init?(behavior error: BehaviorError) {
        if case .damaged = error { return nil }
        self.init(.conflict, "cannot-predict", error.description)
    }

    // Paths of this machine are nobody's business.
    private init?(storage error: StorageError) {
        switch error {
        case .full:
            self.init(
                HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage"), "disk-full",
                "the disk is full; nothing of this request was stored")
        case .busy:
            self.init(
                .serviceUnavailable, "busy", "the data is being written by another process; try again in a moment",
                headers: [.retryAfter: "1"])
        case .unreachable, .tooManyConnections:
            self.init(
                .serviceUnavailable, "no-storage", "the database cannot be reached just now; try again in a moment",
                headers: [.retryAfter: "1"])
        case .unstorableText: self.init(.unprocessableContent, "bad-text", error.description)
        case .notADatabase, .newerSchema, .readOnly, .failed, .noShop, .badLocation, .accessDenied, .noDatabase,
            .unsuitable:
            return nil
        }
    }

    private init(status: HTTPResponse.Status) {
        switch status {
        case .notFound: self = .notFound
        case .contentTooLarge: self.init(status, "too-large", "the body is larger than this route takes")
        default: self.init(status, "refused", status.reasonPhrase)
        }
    }

    /// What clients are told of an error that is ours.
    static let internalError = Problem(
        .internalServerError, "internal", "something went wrong here; the log has it under this request_id")
}

extension HTTPResponse.Status {
    /// RFC 4918, 11.5.
    static let insufficientStorage = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}
