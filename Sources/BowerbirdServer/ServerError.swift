/// Why a service is not started.
public enum ServerError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Others could reach it, and no key was ever made.
    case openToOthers(host: String)
    /// Another program listens there.
    case portTaken(host: String, port: Int)

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .openToOthers(let host):
            "on \(host) others can reach the service, and without a key they could do everything: make one first with `bowerbird keys create NAME --scope read,write`"
        case .portTaken(let host, let port):
            "port \(port) of \(host) is taken by another program: give another one with --port, or 0 for any that is free"
        }
    }
}
