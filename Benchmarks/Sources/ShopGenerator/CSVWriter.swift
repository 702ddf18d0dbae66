import Foundation

/// Rows of comma-separated fields, gathered in memory and written a mebibyte at a time. Fields need no quoting here: words,
/// numbers and category paths hold neither commas nor quotes.
struct CSVWriter {
    private static let flushAt = 1 << 20

    private let file: FileHandle
    private var bytes: [UInt8] = []
    private var isRowStart = true

    /// Starts a file at `url`, in the place of an older one.
    init(url: URL, header: String) throws {
        try Data().write(to: url)
        file = try FileHandle(forWritingTo: url)
        bytes.reserveCapacity(Self.flushAt + 4096)
        bytes += Array(header.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    mutating func field(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    mutating func field(prefix: StaticString = "", number: Int) {
        separate()
        prefix.withUTF8Buffer { bytes.append(contentsOf: $0) }
        append(number)
    }

    /// A price with two decimals.
    mutating func field(cents price: Float) {
        separate()
        let cents = Int((price * 100).rounded())
        append(cents / 100)
        bytes.append(UInt8(ascii: "."))
        bytes.append(UInt8(ascii: "0") + UInt8(cents / 10 % 10))
        bytes.append(UInt8(ascii: "0") + UInt8(cents % 10))
    }

    mutating func emptyField() { separate() }

    mutating func endRow() throws {
        bytes.append(UInt8(ascii: "\n"))
        isRowStart = true
        if bytes.count >= Self.flushAt { try flush() }
    }

    mutating func close() throws {
        try flush()
        try file.close()
    }

    private mutating func flush() throws {
        try file.write(contentsOf: bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func separate() {
        if !isRowStart { bytes.append(UInt8(ascii: ",")) }
        isRowStart = false
    }

    private mutating func append(_ number: Int) {
        var divisor = 1
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }
}
