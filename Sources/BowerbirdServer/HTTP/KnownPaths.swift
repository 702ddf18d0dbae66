import HTTPTypes

/// Which methods the routes of a path take.
struct KnownPaths: Sendable {
    /// By path, with parameters in braces.
    let methodsByPath: [String: [HTTPRequest.Method]]

    init(_ endpoints: [Endpoint]) {
        methodsByPath = Dictionary(grouping: endpoints, by: \.path).mapValues { known in
            let methods = known.map(\.method)
            return methods.contains(.get) ? methods + [.head] : methods
        }
    }

    /// The methods of the path that a request names; `nil` where there is none.
    func methods(of path: String) -> [HTTPRequest.Method]? {
        let wanted = path.split(separator: "/")
        let matching = methodsByPath.filter { known, _ in
            let parts = known.split(separator: "/")
            return parts.count == wanted.count && zip(parts, wanted).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        return matching.isEmpty ? nil : matching.values.flatMap(\.self)
    }
}
