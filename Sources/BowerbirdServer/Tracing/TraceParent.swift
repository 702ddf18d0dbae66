/// Which trace a request belongs to, as callers tell it in `traceparent` (W3C Trace Context, level 1).
struct TraceParent: Sendable, Equatable {
    /// The trace, 128 bits in lower-case hexadecimal.
    let trace: String
    /// The caller's span, 64 bits in lower-case hexadecimal.
    let span: String
    /// Whether the caller records it.
    let isSampled: Bool

    /// The header's value; `nil` for what is none, which then counts as not sent.
    init?(_ header: String) {
        let parts = header.split(separator: "-", omittingEmptySubsequences: false)
        // Later versions may add parts, this one may not.
        guard parts.count == 4 || (parts.count > 4 && parts[0] != "00"), Self.isHexadecimal(parts[0], 2),
            parts[0] != "ff",
            Self.isHexadecimal(parts[1], 32), Self.isHexadecimal(parts[2], 16), Self.isHexadecimal(parts[3], 2),
            parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" }),
            let flags = UInt8(parts[3], radix: 16)
        else { return nil }
        trace = String(parts[1])
        span = String(parts[2])
        isSampled = flags & 1 == 1
    }

    private static func isHexadecimal(_ text: Substring, _ count: Int) -> Bool {
        text.utf8.count == count
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
