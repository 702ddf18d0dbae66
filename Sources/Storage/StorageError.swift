/// Why a shop's data cannot be read or written.
public enum StorageError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file is no database, or a damaged one.
    case notADatabase(path: String)
    /// A newer program made the database.
    case newerSchema(path: String)
    /// The disk, or the space allowed to the database, is full; nothing of the batch was stored.
    case full(path: String)
    /// The file or its folder cannot be written.
    case readOnly(path: String)
    /// Another process has been writing for too long.
    case busy(path: String)
    /// There is no shop yet where one was to be opened.
    case noShop(path: String)
    /// The location of a database cannot be understood. It is not repeated, as it may hold a password.
    case badLocation(reason: String)
    /// No server answers, or it has gone away.
    case unreachable(path: String, reason: String)
    /// The server does not let this user in, or not do this.
    case accessDenied(path: String, reason: String)
    /// The server has no such database.
    case noDatabase(path: String, database: String)
    /// The server, or this process, has as many connections as it may have.
    case tooManyConnections(path: String)
    /// The database cannot hold a shop.
    case unsuitable(path: String, reason: String)
    /// A text that the database cannot hold, as there is a NUL (U+0000) in it.
    case unstorableText(field: String, text: String)
    /// Anything else the database says.
    case failed(path: String, reason: String)

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .notADatabase(let path):
            "\(path) is not a Bowerbird database, or it is damaged: name another shop with --shop, or restore the file from a backup"
        case .newerSchema(let path): "\(path) was made by a newer Bowerbird: update this program"
        case .full(let path):
            "\(path): the disk is full; nothing of the last batch was stored. Make room and run it again"
        case .readOnly(let path): "\(path) cannot be written: check the owner and the rights of the file and its folder"
        case .busy(let path): "\(path) is being written by another process: wait for it to end and run this again"
        case .noShop(let path):
            "there is no shop in \(path): import data first, for example `bowerbird import interactions events.csv`"
        case .badLocation(let reason):
            "the location of the database cannot be read: \(reason). It is postgres://user:password@host:port/database, "
                + "with every special character of the password as %XX (@ is %40, / is %2F)"
        case .unreachable(let path, let reason):
            "\(path) cannot be reached: \(reason). Check host and port, and that the server runs"
        case .accessDenied(let path, let reason):
            "\(path): \(reason). Check user and password (in the location, $PGPASSWORD or ~/.pgpass) "
                + "and what the user may do; it must own the database or its schema \"bowerbird\""
        case .noDatabase(let path, let database):
            "\(path): there is no database \"\(database)\" on this server: make it, for example with `createdb \(database)`"
        case .tooManyConnections(let path):
            "\(path): every connection is in use: raise max_connections of the server, or give each process fewer (…?pool=4)"
        case .unsuitable(let path, let reason): "\(path) cannot hold a shop: \(reason)"
        case .unstorableText(let field, let text):
            "\(field) '\(text.prefix(40).replacing("\0", with: "␀"))' has a NUL character (U+0000) in it, which PostgreSQL "
                + "does not store: take it out, for example with tr -d '\\000' < FILE"
        case .failed(let path, let reason): "\(path): \(reason)"
        }
    }
}
