/// Addresses on a page, made absolute where the page says where it stands.
enum PageAddress {
    /// `address` against `base` (RFC 3986, section 5.2), its characters left as they are written; as it is when there is no
    /// base or it cannot be resolved.
    static func absolute(_ address: String, base: String?) -> String {
        let address = address.utf8.contains(0x20) ? withoutBlanks(address) : address
        guard scheme(address) == nil, let base, let scheme = scheme(base) else { return address }
        let afterScheme = base[base.index(base.startIndex, offsetBy: scheme + 1)...]
        guard afterScheme.hasPrefix("//") else { return address }
        let prefix = base[..<afterScheme.startIndex]
        if address.hasPrefix("//") { return prefix + address }
        let authorityEnd =
            afterScheme.utf8.dropFirst(2).firstIndex { $0 == UInt8(ascii: "/") || endsPath($0) } ?? base.endIndex
        let site = base[..<authorityEnd]
        let rest = base[authorityEnd...]
        let path = self.path(rest)
        switch address.utf8.first {
        case nil: return base
        case UInt8(ascii: "#"): return String(site + rest.prefix { $0 != "#" }) + address
        case UInt8(ascii: "?"): return String(site + (path.isEmpty ? "/" : path)) + address
        case UInt8(ascii: "/"): return String(site) + withoutDots(address)
        default:
            let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? "/"
            return String(site) + withoutDots(folder + address)
        }
    }

    // A longer one is a page whose quotation mark does not end.
    private static let longest = 8192

    /// An address that is not too long for one.
    static func whole(_ address: String) -> String? { address.utf8.count <= longest ? address : nil }

    private static func withoutBlanks(_ address: String) -> String {
        var result: [UInt8] = []
        for byte in address.utf8 {
            if byte == 0x20 { result.append(contentsOf: "%20".utf8) } else { result.append(byte) }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func endsPath(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") }

    private static func path(_ rest: Substring) -> Substring {
        rest[..<(rest.utf8.firstIndex(where: endsPath) ?? rest.endIndex)]
    }

    // How long the scheme is that an address starts with.
    private static func scheme(_ address: String) -> Int? {
        var count = 0
        for byte in address.utf8 {
            if byte == UInt8(ascii: ":") { return count > 0 ? count : nil }
            let isPart =
                byte.isASCIILetter
                || count > 0
                    && (byte.isASCIIDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
                        || byte == UInt8(ascii: "."))
            guard isPart else { return nil }
            count += 1
        }
        return nil
    }

    // A path with its "." and ".." folders resolved; what follows "?" or "#" is no path.
    private static func withoutDots(_ address: String) -> String {
        let path = self.path(address[...])
        guard path.utf8.holds("/.") else { return address }
        var folders: [Substring] = []
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (offset, part) in parts.enumerated() {
            let isLast = offset == parts.count - 1
            switch part {
            case ".": if isLast { folders.append("") }
            case "..":
                if !folders.isEmpty { folders.removeLast() }
                if isLast { folders.append("") }
            default: folders.append(part)
            }
        }
        return "/" + folders.joined(separator: "/") + address[path.endIndex...]
    }

    /// An address without its scheme, its fragment and what trackers add to its query.
    static func place(_ url: String) -> String {
        let address = url.prefix { $0 != "#" }
        let path = address.prefix { $0 != "?" }
        let query = AddressQuery(address[path.endIndex...])
        return (path.firstRange(of: "//").map { path[$0.upperBound...] } ?? path)
            + (query.isEmpty ? "" : "?" + query.text)
    }

    /// Whether two addresses differ in their queries at most, as those of a product's variants do.
    static func isSamePage(_ left: String, _ right: String) -> Bool {
        place(left).prefix { $0 != "?" } == place(right).prefix { $0 != "?" }
    }

    /// The name of the machine in an address, in lower case.
    static func host(_ url: String) -> String? {
        url.firstRange(of: "//").map { url[$0.upperBound...].prefix { !"/?#:".contains($0) }.lowercased() }
    }

    /// What an address calls a page: the last part of its path that has something in it, with what names a product in the query, or
    /// with the whole query where that part is a program that makes all of a shop's pages.
    static func name(ofAddress url: String?) -> String? {
        guard let url, let scheme = url.firstRange(of: "://") else { return nil }
        let address = url[scheme.upperBound...].prefix { $0 != "#" }
        let path = address.prefix { $0 != "?" }
        let parts = path.split(separator: "/").dropFirst()
        guard let last = parts.last else { return nil }
        let query = AddressQuery(address[path.endIndex...])
        if let named = query.product { return withoutEnding(String(last)) + "?" + named }
        if isProgram(last), !query.isEmpty { return withoutEnding(String(last)) + "?" + query.text }
        return name(parts)
    }

    /// What a file is called, without its folder and its ending.
    static func name(ofFile path: String) -> String { name(path.split(separator: "/")[...]) ?? "page" }

    private static func name(_ parts: ArraySlice<Substring>) -> String? {
        guard let last = parts.last else { return nil }
        let name = withoutEnding(String(last))
        // Sites keep pages in folders of their own.
        guard indexNames.contains(name.lowercased()), let folder = parts.dropLast().last, folder != ".", folder != ".."
        else { return name }
        return String(folder)
    }

    private static let indexNames: Set<String> = ["index", "default"]

    private static func isProgram(_ name: Substring) -> Bool {
        let name = name.lowercased()
        return [".php", ".asp", ".aspx", ".jsp", ".cgi", ".cfm", ".do"].contains { name.hasSuffix($0) }
    }

    private static func withoutEnding(_ name: String) -> String {
        var name = name
        for ending in [".gz", ".html", ".htm", ".xhtml", ".php", ".asp", ".aspx", ".jsp"]
        where name.lowercased().hasSuffix(ending) && name.utf8.count > ending.utf8.count {
            name.removeLast(ending.count)
        }
        return name
    }
}
