/// All structured data on a page as it was read, whether it is a product's or not.
public struct PageMarkup: Sendable, Equatable {
    /// A value as structured data has them.
    public indirect enum Value: Sendable, Equatable {
        case null
        case bool(Bool)
        case number(Double)
        case text(String)
        case list([Value])
        case object([Member])
    }

    /// A named value of an object.
    public struct Member: Sendable, Equatable {
        /// As it is written, vocabulary included.
        public let name: String
        /// What it is.
        public let value: Value
    }

    /// The values of all JSON-LD scripts.
    public let jsonLD: [Value]
    /// The top-level things in microdata: `type`, `properties`, `id`.
    public let microdata: [Value]
    /// The top-level things in RDFa: `type`, `properties`, `id`.
    public let rdfa: [Value]
    /// `<meta>` properties with their contents, in document order.
    public let meta: [(name: String, content: String)]

    /// Whether the page was nested so deep, or so long, that not all of it was read as it stands.
    public let isCut: Bool

    /// Reads a page's structured data.
    /// - Parameter charset: the encoding that the server named, where it is known.
    /// - Throws: ``ProductPageError`` when the page is too large, empty, or no HTML.
    public static func read(
        _ bytes: [UInt8], charset: String? = nil, settings: PageSettings = PageSettings()
    ) throws(ProductPageError) -> PageMarkup {
        let page = try PageTree(page: bytes, charset: charset, settings: settings)
        guard page.isHTML else { throw .notHTML }
        let survey = PageSurvey(page)
        return PageMarkup(
            jsonLD: JSONLD.tapes(page).map { value($0, 0) },
            microdata: Microdata.items(page, survey).map(value), rdfa: RDFaLite.items(page, survey).map(value),
            meta: metaTags(page), isCut: page.isCut)
    }

    /// Whether both hold the same values in the same order.
    public static func == (left: PageMarkup, right: PageMarkup) -> Bool {
        left.jsonLD == right.jsonLD && left.microdata == right.microdata && left.rdfa == right.rdfa
            && left.meta.elementsEqual(right.meta) { $0 == $1 } && left.isCut == right.isCut
    }

    private static func metaTags(_ page: PageTree) -> [(name: String, content: String)] {
        page.elements(.meta).compactMap { node in
            guard let name = page.attribute(.property, of: node) ?? page.attribute(.name, of: node),
                let content = page.attribute(.content, of: node)
            else { return nil }
            return (name, content)
        }
    }

    private static func value(_ tape: JSONTape, _ index: Int) -> Value {
        switch tape.values[index].kind {
        case .object: .object(tape.children(of: index).map { Member(name: tape.key(of: $0), value: value(tape, $0)) })
        case .array: .list(tape.children(of: index).map { value(tape, $0) })
        case .string: .text(tape.text(of: index) ?? "")
        case .number: tape.text(of: index).flatMap(Double.init).map { .number($0) } ?? .text(tape.text(of: index) ?? "")
        case .bool: .bool(tape.text(of: index) == "true")
        case .null, .other: .null
        }
    }

    private static func value(_ item: SchemaItem) -> Value {
        var members: [Member] = []
        if !item.typeNames.isEmpty {
            let types = item.typeNames.map { Value.text($0) }
            members.append(Member(name: "type", value: types.count == 1 ? types[0] : .list(types)))
        }
        if let id = item.id { members.append(Member(name: "id", value: .text(id))) }
        let properties = item.properties.sorted { $0.key < $1.key }.map { name, values in
            let values = values.map { value -> Value in
                switch value {
                case .text(let text), .markup(let text): .text(Whitespace.folded(text))
                case .item(let item): self.value(item)
                }
            }
            return Member(name: name, value: values.count == 1 ? values[0] : .list(values))
        }
        members.append(Member(name: "properties", value: .object(properties)))
        return .object(members)
    }
}
