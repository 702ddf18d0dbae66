/// What the server or libpq says went wrong.
struct PostgreSQLFailure: Error {
    /// The SQLSTATE (appendix A of PostgreSQL's manual), where there is one.
    let state: String?
    /// One line.
    let message: String
    /// Whether the connection is of no more use.
    let isConnectionLost: Bool

    init(state: String? = nil, message: String, isConnectionLost: Bool) {
        self.state = state
        self.message = message
        // Class 08 is trouble with connections, 57P0x a server that ends or begins.
        self.isConnectionLost =
            isConnectionLost || state?.hasPrefix("08") == true || state?.hasPrefix("57P0") == true
    }
}

extension StorageError {
    /// What a failure means for those who run a shop.
    init(_ failure: PostgreSQLFailure, _ location: PostgreSQLLocation) {
        let path = location.name
        let message = location.withoutSecrets(failure.message)
        switch failure.state {
        case "28P01", "28000", "42501": self = .accessDenied(path: path, reason: message)
        case "3D000": self = .noDatabase(path: path, database: location.database)
        case "53300": self = .tooManyConnections(path: path)
        case "53100": self = .full(path: path)
        case "25006": self = .unsuitable(path: path, reason: "it can only be read, as a standby server: \(message)")
        case "54000":
            self = .failed(
                path: path, reason: "\(message). Names of more than 2,700 bytes cannot be found again: shorten them")
        case "55P03", "40001", "40P01", "57014": self = .busy(path: path)
        case _ where failure.isConnectionLost: self = .unreachable(path: path, reason: message)
        default: self = .failed(path: path, reason: failure.state.map { "\(message) (SQLSTATE \($0))" } ?? message)
        }
    }
}
