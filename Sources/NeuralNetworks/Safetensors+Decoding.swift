import Foundation

extension Safetensors {
    /// The tensors and metadata of a file. Every byte must belong to exactly one tensor.
    /// - Throws: ``SafetensorsError`` for anything else than a sound file.
    public static func decode(
        _ bytes: [UInt8]
    ) throws(SafetensorsError) -> (tensors: [String: NamedTensor], metadata: [String: String]) {
        guard bytes.count >= 8 else { throw .truncated(expected: 8, found: bytes.count) }
        let length = bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
        guard length <= largestHeader else { throw .headerTooLarge(bytes: length) }
        let start = 8 + Int(length)
        guard start <= bytes.count else { throw .truncated(expected: start, found: bytes.count) }
        let (places, metadata) = try decodedHeader(bytes[8..<start])
        var tensors: [String: NamedTensor] = [:]
        var position = 0
        for (name, place) in places {
            let data = try data(of: name, at: place, after: &position, bytes: bytes, start: start)
            tensors[name] = NamedTensor(name: name, shape: place.shape, data: data)
        }
        guard start + position == bytes.count else { throw .unclaimedBytes(at: position) }
        return (tensors, metadata)
    }

    // Tensors in the order of their places, so that gaps and overlaps show between neighbours.
    private static func decodedHeader(
        _ json: ArraySlice<UInt8>
    ) throws(SafetensorsError) -> (places: [(String, TensorPlace)], metadata: [String: String]) {
        guard json.first == UInt8(ascii: "{") else { throw .badHeader(reason: "it does not start with {") }
        let entries: [String: HeaderEntry]
        do {
            entries = try JSONDecoder().decode([String: HeaderEntry].self, from: Data(json))
        } catch {
            throw .badHeader(reason: "it is not the JSON of a safetensors file")
        }
        var places: [(String, TensorPlace)] = []
        var metadata: [String: String] = [:]
        for (name, entry) in entries {
            switch entry {
            case .metadata(let found): metadata = found
            case .tensor(let place):
                guard place.offsets.count == 2, place.offsets[0] >= 0,
                    place.offsets[1] >= place.offsets[0], place.shape.allSatisfy({ $0 >= 0 })
                else { throw .badHeader(reason: "tensor \(name) has an impossible place or shape") }
                places.append((name, place))
            }
        }
        places.sort {
            ($0.1.offsets[0], $0.1.offsets[1], $0.0) < ($1.1.offsets[0], $1.1.offsets[1], $1.0)
        }
        return (places, metadata)
    }

    private static func data(
        of name: String, at place: TensorPlace, after position: inout Int, bytes: [UInt8], start: Int
    ) throws(SafetensorsError) -> TensorData {
        let (lower, upper) = (place.offsets[0], place.offsets[1])
        guard lower >= position else { throw .overlap(tensor: name) }
        guard lower == position else { throw .unclaimedBytes(at: position) }
        guard upper <= bytes.count - start else { throw .truncated(expected: start + upper, found: bytes.count) }
        guard let type = NumberType(rawValue: place.dtype) else {
            throw .unsupportedType(tensor: name, type: place.dtype)
        }
        let size = place.shape.reduce((partialValue: type.width, overflow: false)) { product, extent in
            let next = product.partialValue.multipliedReportingOverflow(by: extent)
            return (next.partialValue, product.overflow || next.overflow)
        }
        guard !size.overflow, size.partialValue == upper - lower else {
            throw .wrongSize(tensor: name, expected: size.overflow ? Int.max : size.partialValue, found: upper - lower)
        }
        position = upper
        return bytes.withUnsafeBytes { raw in
            let place = UnsafeRawBufferPointer(rebasing: raw[start + lower..<start + upper])
            return TensorData(littleEndian: place, type: type)
        }
    }
}

extension TensorData {
    fileprivate init(littleEndian bytes: UnsafeRawBufferPointer, type: NumberType) {
        self =
            switch type {
            case .float32: .float32(Self.values(bytes).map(Float.init(bitPattern:)))
            case .int32: .int32(Self.values(bytes))
            case .int64: .int64(Self.values(bytes))
            case .uint8: .uint8(Array(bytes))
            }
    }

    private static func values<Value: FixedWidthInteger>(_ bytes: UnsafeRawBufferPointer) -> [Value] {
        (0..<bytes.count / MemoryLayout<Value>.size).map {
            Value(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Value>.size, as: Value.self))
        }
    }
}
