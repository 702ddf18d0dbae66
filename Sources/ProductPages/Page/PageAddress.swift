import Foundation

/// Addresses on a page, made absolute where the page says where it stands.
enum PageAddress {
    /// `address` against `base` (RFC 3986, section 5); as it is when there is no base or it cannot be resolved.
    static func absolute(_ address: String, base: String?) -> String {
        guard !address.contains("://"), !address.hasPrefix("data:") else { return address }
        guard let base, let url = URL(string: base), url.scheme != nil else {
            return address
        }
        let escaped = address.replacing(" ", with: "%20")
        return URL(string: escaped, relativeTo: url)?.absoluteString ?? address
    }

    /// The last part of an address's path that has something in it.
    static func lastPart(_ url: String?) -> String? {
        guard let url, let scheme = url.firstRange(of: "://") else { return nil }
        let path = url[scheme.upperBound...].prefix { $0 != "?" && $0 != "#" }.split(separator: "/").dropFirst()
        return path.last.map { withoutEnding(String($0)) }
    }

    /// A file's name without its folder and its ending.
    static func nameOfFile(_ path: String) -> String {
        withoutEnding(String(path.split(separator: "/").last ?? "page"))
    }

    private static func withoutEnding(_ name: String) -> String {
        var name = name
        for ending in [".gz", ".html", ".htm", ".xhtml", ".php", ".aspx"] where name.lowercased().hasSuffix(ending) {
            name.removeLast(ending.count)
        }
        return name
    }
}
