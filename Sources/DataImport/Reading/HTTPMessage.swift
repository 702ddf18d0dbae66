/// The head of an HTTP response (RFC 9112), which says whether a page follows and how it is encoded.
struct HTTPMessage {
    private let isSuccess: Bool
    private let fields: [String: String]
    private let bodyStart: Int

    /// The head at the start of `bytes`; `nil` where they hold no whole one.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard let (fields, end) = HeaderFields.parse(bytes) else { return nil }
        let statusLine = bytes.prefix { $0 != 0x0D && $0 != 0x0A }.split(separator: 0x20)
        isSuccess = statusLine.dropFirst().first?.elementsEqual("200".utf8) ?? false
        self.fields = fields
        bodyStart = end - bytes.startIndex
    }

    /// What is kept without a head of its own.
    init(contentType: String) {
        isSuccess = true
        fields = ["content-type": contentType]
        bodyStart = 0
    }

    private var contentType: String { fields["content-type"]?.lowercased() ?? "text/html" }

    /// Whether HTML follows, and not the page of an error.
    var isPage: Bool { isSuccess && contentType.contains("html") }

    /// The charset that the content type names.
    var charset: String? {
        guard let found = contentType.firstRange(of: "charset=") else { return nil }
        let label = contentType[found.upperBound...].drop { $0 == "\"" || $0 == "'" }.prefix {
            $0.isLetter || $0.isNumber || "-_:.".contains($0)
        }
        return label.isEmpty ? nil : String(label)
    }

    /// The body of a whole message, transfer and content encodings undone.
    /// - Parameter limit: decoding stops soon after this many bytes.
    /// - Throws: ``UnreadableEncoding``.
    func body(of message: [UInt8], limit: Int) throws(UnreadableEncoding) -> [UInt8] {
        var body = Array(message[bodyStart...])
        if fields["transfer-encoding"]?.lowercased().contains("chunked") ?? false {
            body = ChunkedCoding.decoded(body) ?? body
        }
        return try ContentEncoding.decoded(body, fields["content-encoding"] ?? "", limit: limit)
    }
}
