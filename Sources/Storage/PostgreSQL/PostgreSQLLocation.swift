import CPostgreSQL

/// Where a database is: what libpq is told, and what people may be told.
struct PostgreSQLLocation: Sendable {
    /// The URL as libpq reads it. It may hold a password: never to be printed.
    let connectionString: String
    /// User, host, port and database, without the password.
    let name: String
    /// The name of the database.
    let database: String
    /// How many connections are open at a time at most.
    let poolSize: Int
    private let secrets: [String]

    static let schemes = ["postgres", "postgresql"]
    private static let defaultPoolSize = 8

    /// Reads `postgres://user:password@host:port/database?parameter=value…`. The parameters are those of libpq, and `pool`.
    /// - Throws: ``StorageError/badLocation(reason:)``.
    init(url: String) throws {
        guard Self.schemes.contains(where: { url.hasPrefix($0 + "://") }) else {
            throw StorageError.badLocation(reason: "it does not begin with postgres://")
        }
        (connectionString, poolSize) = try Self.withoutPool(url)
        let options = try Self.options(connectionString)
        let user = options["user"]
        database = options["dbname"] ?? user ?? ""
        secrets = [options["password"], options["sslpassword"]].compactMap { $0 }.filter { !$0.isEmpty }
        let host = options["host"] ?? options["hostaddr"] ?? ""
        name =
            "postgres://" + (user.map { $0 + "@" } ?? "") + host + (options["port"].map { ":" + $0 } ?? "")
            + "/" + (options["dbname"] ?? "")
    }

    /// `message` without any password of this location.
    func withoutSecrets(_ message: String) -> String {
        secrets.reduce(message) { $0.replacing($1, with: "…") }
    }

    // libpq refuses parameters that it does not know.
    private static func withoutPool(_ url: String) throws -> (url: String, size: Int) {
        guard let mark = url.lastIndex(of: "?") else { return (url, defaultPoolSize) }
        var size = defaultPoolSize
        let rest = try url[url.index(after: mark)...].split(separator: "&").filter { parameter in
            guard parameter.hasPrefix("pool=") else { return true }
            guard let number = Int(parameter.dropFirst(5)), (1...1000).contains(number) else {
                throw StorageError.badLocation(reason: "pool is a number of connections between 1 and 1000")
            }
            size = number
            return false
        }
        return (url[..<mark] + (rest.isEmpty ? "" : "?" + rest.joined(separator: "&")), size)
    }

    // What libpq says of a URL that it cannot read quotes the URL, password and all: it is not passed on.
    private static func options(_ url: String) throws -> [String: String] {
        var message: UnsafeMutablePointer<CChar>?
        guard let first = PQconninfoParse(url, &message) else {
            PQfreemem(message)
            throw StorageError.badLocation(reason: "it cannot be taken apart")
        }
        defer { PQconninfoFree(first) }
        var options: [String: String] = [:]
        var next = first
        while let keyword = next.pointee.keyword {
            if let value = next.pointee.val { options[String(cString: keyword)] = String(cString: value) }
            next += 1
        }
        return options
    }
}
