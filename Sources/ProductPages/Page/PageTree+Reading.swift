extension PageTree {
    /// The tree of a page as it was fetched.
    /// - Parameter charset: the encoding that the server named, where it is known.
    /// - Throws: ``ProductPageError`` when it is too large or empty.
    convenience init(page bytes: [UInt8], charset: String?, settings: PageSettings) throws(ProductPageError) {
        guard bytes.count <= settings.mostBytes else { throw .tooLarge(limit: settings.mostBytes) }
        guard !bytes.isEmpty else { throw .empty }
        self.init(PageEncoding.utf8(bytes, charset: charset), settings: settings)
    }

    /// Whether there is any markup: plain text, and bytes that are no text at all, are read as paragraphs.
    var isHTML: Bool {
        nodes.indices.contains { index in
            switch nodes[index].tag {
            case .text, .html, .body, .p, .other: false
            default: true
            }
        }
    }
}
