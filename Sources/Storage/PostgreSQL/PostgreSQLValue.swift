/// A parameter of a statement, sent beside its text in PostgreSQL's binary format.
enum PostgreSQLValue {
    case null
    case integer(Int64)
    case number(Double)
    case flag(Bool)
    case text(String)
    case array(PostgreSQLArray)

    static func text(_ text: String?) -> Self { text.map { .text($0) } ?? .null }
    static func integer(_ number: Int64?) -> Self { number.map { .integer($0) } ?? .null }
}

/// A one-dimensional array: a column of many rows that goes to the server as one parameter.
struct PostgreSQLArray {
    /// The types of elements, by their object identifier in `pg_type`.
    enum Element: Int32 {
        case flag = 16
        case integer = 20
        case text = 25
        case number = 701
    }

    private let element: Element
    private let field: String
    private var count: Int32 = 0
    private var hasNull = false
    private var elements: [UInt8] = []

    /// - Parameter field: what the elements are, for messages.
    init(_ element: Element, _ field: String) {
        self.element = element
        self.field = field
    }

    init(_ texts: some Sequence<String>, _ field: String) throws {
        self.init(.text, field)
        for text in texts { try append(text) }
    }

    init(_ numbers: some Sequence<Int64>) {
        self.init(.integer, "")
        for number in numbers { append(number) }
    }

    mutating func append(_ number: Int64?) {
        guard let number else { return appendNull() }
        count += 1
        elements.append(bigEndian: Int32(8))
        elements.append(bigEndian: number)
    }

    mutating func append(_ number: Double?) {
        guard let number else { return appendNull() }
        count += 1
        elements.append(bigEndian: Int32(8))
        elements.append(bigEndian: number.bitPattern)
    }

    mutating func append(_ flag: Bool?) {
        guard let flag else { return appendNull() }
        count += 1
        elements.append(bigEndian: Int32(1))
        elements.append(flag ? 1 : 0)
    }

    /// - Throws: ``StorageError/unstorableText(field:text:)``.
    mutating func append(_ text: String?) throws {
        guard let text else { return appendNull() }
        count += 1
        elements.append(bigEndian: Int32(text.utf8.count))
        try elements.append(storable: text, field)
    }

    private mutating func appendNull() {
        count += 1
        hasNull = true
        elements.append(bigEndian: Int32(-1))
    }

    /// Adds dimensions, flag, type and elements, as `array_recv` of PostgreSQL reads them.
    func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: Int32(count == 0 ? 0 : 1))
        bytes.append(bigEndian: Int32(hasNull ? 1 : 0))
        bytes.append(bigEndian: element.rawValue)
        if count == 0 { return }
        bytes.append(bigEndian: count)
        bytes.append(bigEndian: Int32(1))
        bytes += elements
    }
}

/// The parameters of one statement, one after the other in one piece of memory.
struct PostgreSQLParameters {
    private(set) var bytes: [UInt8] = []
    /// Where each parameter is; `nil` for NULL.
    private(set) var ranges: [Range<Int>?] = []

    /// - Throws: ``StorageError/unstorableText(field:text:)``.
    init(_ values: [PostgreSQLValue]) throws {
        for value in values {
            let start = bytes.count
            switch value {
            case .null:
                ranges.append(nil)
                continue
            case .integer(let number): bytes.append(bigEndian: number)
            case .number(let number): bytes.append(bigEndian: number.bitPattern)
            case .flag(let flag): bytes.append(flag ? 1 : 0)
            case .text(let text): try bytes.append(storable: text, "a name")
            case .array(let array): array.encode(into: &bytes)
            }
            ranges.append(start..<bytes.count)
        }
        // So that an empty text at the end has an address.
        bytes.append(0)
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }

    // PostgreSQL ends texts with a NUL inside, and takes none in them.
    fileprivate mutating func append(storable text: String, _ field: String) throws {
        let start = count
        append(contentsOf: text.utf8)
        if self[start...].contains(0) { throw StorageError.unstorableText(field: field, text: text) }
    }
}
