public import Foundation

/// Why bytes are no ``TFIDFModel``.
public struct TFIDFFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let reason: String

    /// What is wrong, and how to mend it.
    public var description: String { "this is no TF-IDF model: \(reason); save it anew from a fitted model" }
}

/// The format: `BWTFIDF1`, the length of a JSON header as 8 bytes, the header (settings, document count, columns), then the
/// buckets as 32-bit integers and the idf as 32-bit floats, all little-endian.
extension TFIDFModel {
    private static let magic = Data("BWTFIDF1".utf8)

    private struct Header: Codable {
        let settings: TextFeatureSettings
        let documentCount: Int
        let columns: Int
    }

    /// The model as bytes; equal models give equal bytes.
    public func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let header = try encoder.encode(
            Header(settings: settings, documentCount: documentCount, columns: columnCount))
        var data = Self.magic
        withUnsafeBytes(of: UInt64(header.count).littleEndian) { data.append(contentsOf: $0) }
        data += header
        for bucket in buckets { withUnsafeBytes(of: bucket.littleEndian) { data.append(contentsOf: $0) } }
        for value in idf { withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) } }
        return data
    }

    /// The model that ``encoded()`` gave these bytes for.
    /// - Throws: ``TFIDFFileError`` when the bytes are something else or damaged.
    public init(decoding data: Data) throws {
        let bytes = [UInt8](data)
        func word(at offset: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
        }
        guard bytes.count >= 16, bytes.starts(with: Self.magic) else {
            throw TFIDFFileError(reason: "it does not start with BWTFIDF1")
        }
        let length = Int(word(at: 8))
        guard word(at: 12) == 0, length <= bytes.count - 16,
            let header = try? JSONDecoder().decode(Header.self, from: Data(bytes[16..<16 + length]))
        else { throw TFIDFFileError(reason: "its header cannot be read") }
        let start = 16 + length
        guard header.columns >= 0, header.documentCount >= 0, (bytes.count - start) == header.columns * 8,
            (2...30).contains(header.settings.bucketBits)
        else {
            throw TFIDFFileError(reason: "\(bytes.count - start) bytes follow a header of \(header.columns) columns")
        }
        let buckets = (0..<header.columns).map { Int32(bitPattern: word(at: start + 4 * $0)) }
        let idf = (header.columns..<2 * header.columns).map { Float(bitPattern: word(at: start + 4 * $0)) }
        guard zip(buckets, buckets.dropFirst()).allSatisfy({ $0 < $1 }), buckets.first ?? 0 >= 0,
            Int(buckets.last ?? 0) < header.settings.bucketCount, idf.allSatisfy(\.isFinite)
        else { throw TFIDFFileError(reason: "its columns are not in order") }
        self.init(settings: header.settings, documentCount: header.documentCount, buckets: buckets, idf: idf)
    }
}
