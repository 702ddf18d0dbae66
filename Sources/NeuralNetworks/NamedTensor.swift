/// The numbers of a tensor, row-major.
public enum TensorData: Sendable, Equatable {
    /// 32-bit floating point numbers.
    case float32([Float])
    /// Signed 32-bit numbers.
    case int32([Int32])
    /// Signed 64-bit numbers.
    case int64([Int64])
    /// Bytes.
    case uint8([UInt8])

    /// How many numbers there are.
    public var count: Int {
        switch self {
        case .float32(let values): values.count
        case .int32(let values): values.count
        case .int64(let values): values.count
        case .uint8(let values): values.count
        }
    }

    var type: NumberType {
        switch self {
        case .float32: .float32
        case .int32: .int32
        case .int64: .int64
        case .uint8: .uint8
        }
    }

    var byteCount: Int { count * type.width }
}

/// The number types of a tensor, by their names in a safetensors header.
enum NumberType: String {
    case float32 = "F32"
    case int32 = "I32"
    case int64 = "I64"
    case uint8 = "U8"

    /// Bytes a number.
    var width: Int {
        switch self {
        case .float32, .int32: 4
        case .int64: 8
        case .uint8: 1
        }
    }
}

/// A tensor with the name that it has in a file.
public struct NamedTensor: Sendable, Equatable {
    /// Its name, unique in a file.
    public var name: String
    /// Its extent by dimension; empty for a single number.
    public var shape: [Int]
    /// Its numbers, row-major.
    public var data: TensorData

    /// A tensor from its parts; the product of `shape` is the number of values.
    public init(name: String, shape: [Int], data: TensorData) {
        precondition(shape.reduce(1, *) == data.count, "\(name): \(data.count) values for shape \(shape)")
        self.name = name
        self.shape = shape
        self.data = data
    }

    /// A tensor of 32-bit floating point numbers.
    public init(name: String, shape: [Int], _ values: [Float]) {
        self.init(name: name, shape: shape, data: .float32(values))
    }
}

extension [String: NamedTensor] {
    /// The numbers of the tensor called `name`.
    /// - Throws: ``NeuralNetworkError/missingTensor(name:)`` when it is not there or holds another type.
    public func floats(_ name: String) throws(NeuralNetworkError) -> [Float] {
        guard case .float32(let values)? = self[name]?.data else { throw .missingTensor(name: name) }
        return values
    }

    /// The numbers of the tensor called `name`.
    /// - Throws: ``NeuralNetworkError/missingTensor(name:)`` when it is not there or holds another type.
    public func integers(_ name: String) throws(NeuralNetworkError) -> [Int32] {
        guard case .int32(let values)? = self[name]?.data else { throw .missingTensor(name: name) }
        return values
    }
}
