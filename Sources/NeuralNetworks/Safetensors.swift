import Foundation

/// The safetensors file format (huggingface/safetensors): eight bytes of header length, little-endian; a JSON header
/// that names each tensor's type, shape and place; then the numbers, little-endian and without gaps.
public enum Safetensors {
    /// The longest header that is read, in bytes, as in the reference implementation.
    static let largestHeader: UInt64 = 100_000_000

    /// The file for `tensors`, which stand in it in this order; their names must differ.
    ///
    /// The same tensors and metadata give the same bytes: header keys are sorted, and the header is padded with blanks
    /// so that the numbers start at a multiple of 8.
    public static func encode(_ tensors: [NamedTensor], metadata: [String: String]) -> [UInt8] {
        precondition(Set(tensors.map(\.name)).count == tensors.count, "two tensors of one name")
        let header = encodedHeader(tensors, metadata: metadata)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + header.count + tensors.reduce(0) { $0 + $1.data.byteCount })
        withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: header)
        for tensor in tensors { tensor.data.append(to: &bytes) }
        return bytes
    }

    private static func encodedHeader(_ tensors: [NamedTensor], metadata: [String: String]) -> [UInt8] {
        var entries: [String: HeaderEntry] = [:]
        if !metadata.isEmpty { entries["__metadata__"] = .metadata(metadata) }
        var position = 0
        for tensor in tensors {
            let end = position + tensor.data.byteCount
            entries[tensor.name] = .tensor(
                TensorPlace(dtype: tensor.data.type.rawValue, shape: tensor.shape, offsets: [position, end]))
            position = end
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(entries) else {
            preconditionFailure("strings and numbers are always JSON")
        }
        return [UInt8](json) + [UInt8](repeating: UInt8(ascii: " "), count: (8 - json.count % 8) % 8)
    }
}

/// One entry of the header.
enum HeaderEntry: Codable {
    case tensor(TensorPlace)
    case metadata([String: String])

    init(from decoder: any Decoder) throws {
        let isMetadata = decoder.codingPath.last?.stringValue == "__metadata__"
        self = isMetadata ? .metadata(try .init(from: decoder)) : .tensor(try .init(from: decoder))
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .tensor(let place): try place.encode(to: encoder)
        case .metadata(let metadata): try metadata.encode(to: encoder)
        }
    }
}

/// Where a tensor lies, spelled as the format has it.
struct TensorPlace: Codable {
    let dtype: String
    let shape: [Int]
    let offsets: [Int]

    enum CodingKeys: String, CodingKey {
        case dtype, shape
        case offsets = "data_offsets"
    }
}

extension TensorData {
    func append(to bytes: inout [UInt8]) {
        switch self {
        case .float32(let values): Self.append(values.map(\.bitPattern), to: &bytes)
        case .int32(let values): Self.append(values, to: &bytes)
        case .int64(let values): Self.append(values, to: &bytes)
        case .uint8(let values): bytes.append(contentsOf: values)
        }
    }

    private static func append<Value: FixedWidthInteger>(_ values: [Value], to bytes: inout [UInt8]) {
        // A file is little-endian; on machines that are, this is one copy.
        let ordered = Value(1).littleEndian == 1 ? values : values.map(\.littleEndian)
        ordered.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
}
