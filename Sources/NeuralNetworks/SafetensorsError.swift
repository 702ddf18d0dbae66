/// Why bytes are not a safetensors file that can be trusted.
public enum SafetensorsError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file ends before the header or before the last tensor.
    case truncated(expected: Int, found: Int)
    /// There are bytes after the last tensor, or between two.
    case unclaimedBytes(at: Int)
    /// The header claims more bytes than any honest file needs.
    case headerTooLarge(bytes: UInt64)
    /// The header is not JSON of the right form.
    case badHeader(reason: String)
    /// A number type that is not read here.
    case unsupportedType(tensor: String, type: String)
    /// A tensor whose place does not have the size of its shape.
    case wrongSize(tensor: String, expected: Int, found: Int)
    /// A tensor whose place overlaps the one before.
    case overlap(tensor: String)

    /// What is wrong, and where.
    public var description: String {
        switch self {
        case .truncated(let expected, let found):
            "the file ends early: \(found) bytes of \(expected); copy it again or train anew"
        case .unclaimedBytes(let position):
            "the bytes from offset \(position) of the data belong to no tensor; the file is damaged"
        case .headerTooLarge(let bytes):
            "the header claims \(bytes) bytes, more than \(Safetensors.largestHeader); the file is damaged"
        case .badHeader(let reason):
            "the header is damaged: \(reason)"
        case .unsupportedType(let tensor, let type):
            "tensor \(tensor) has the type \(type); F32, I32, I64 and U8 are read"
        case .wrongSize(let tensor, let expected, let found):
            "tensor \(tensor) has a shape of \(expected) bytes but a place of \(found); the file is damaged"
        case .overlap(let tensor):
            "tensor \(tensor) overlaps the one before; the file is damaged"
        }
    }
}
