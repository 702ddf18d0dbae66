import HTTPTypes
import Hummingbird

/// What holds while the service is open to this machine: pages of other sites in a browser on it may not use it.
enum LoopbackRule {
    private static let names: Set<String> = ["localhost", "127.0.0.1", "[::1]", "::1"]

    static func check(_ request: Request) throws {
        let host = request.head.authority.map(name) ?? ""
        guard names.contains(host) else {
            throw Problem(
                .forbidden, "host",
                "without keys, the service answers to localhost only: make one with `bowerbird keys create`")
        }
        let site = request.headers[.fetchSite]
        let isOther = site == "cross-site" || site == "same-site"
        let origin = request.headers[.origin].map { $0.split(separator: "/").last.map { name(String($0)) } ?? "null" }
        guard !isOther, origin.map(names.contains) ?? true else {
            throw Problem(.forbidden, "cross-site", "pages of other sites may not use the service")
        }
    }

    // A host without its port.
    private static func name(_ authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return String(authority[...end])
        }
        return authority.split(separator: ":", maxSplits: 1).first.map { $0.lowercased() } ?? ""
    }
}

extension HTTPField.Name {
    static let fetchSite = Self("Sec-Fetch-Site")!
}
