import Testing

@testable import NeuralNetworks

@Suite struct SafetensorsTests {
    private let tensors = [
        NamedTensor(name: "b", shape: [2, 2], [1, -2, .pi, 0]),
        NamedTensor(name: "a", shape: [3], data: .int32([1, 2, 3])),
        NamedTensor(name: "c", shape: [], data: .int64([-5])), NamedTensor(name: "d", shape: [0], data: .uint8([])),
    ]

    @Test func theLayoutIsThatOfTheFormat() throws {
        let bytes = Safetensors.encode([NamedTensor(name: "x", shape: [1], [1])], metadata: ["k": "v"])
        let header = #"{"__metadata__":{"k":"v"},"x":{"data_offsets":[0,4],"dtype":"F32","shape":[1]}}"#
        #expect(header.utf8.count == 79)
        // Eight bytes of length, little-endian; the header, padded to a multiple of 8; 1.0 in little-endian.
        #expect(bytes == [80, 0, 0, 0, 0, 0, 0, 0] + Array((header + " ").utf8) + [0, 0, 0x80, 0x3F])
    }

    @Test func whatIsWrittenIsRead() throws {
        let bytes = Safetensors.encode(tensors, metadata: ["seed": "7"])
        let (found, metadata) = try Safetensors.decode(bytes)
        #expect(metadata == ["seed": "7"])
        #expect(found == Dictionary(uniqueKeysWithValues: tensors.map { ($0.name, $0) }))
        #expect(Safetensors.encode(tensors, metadata: ["seed": "7"]) == bytes)
    }

    @Test func networksComeBackBitByBit() throws {
        let mlp = MLP(layerSizes: [4, 6, 2], seed: 1)
        let (found, _) = try Safetensors.decode(Safetensors.encode(mlp.tensors(prefix: "n"), metadata: [:]))
        #expect(try MLP(tensors: found, prefix: "n") == mlp)
        #expect(throws: NeuralNetworkError.self) { try MLP(tensors: found, prefix: "other") }
    }

    @Test func everyCutIsNoticed() {
        let bytes = Safetensors.encode(tensors, metadata: [:])
        for count in 0..<bytes.count {
            #expect(throws: SafetensorsError.self) { try Safetensors.decode(Array(bytes[..<count])) }
        }
        #expect(throws: SafetensorsError.self) { try Safetensors.decode(bytes + [0]) }
    }

    @Test(arguments: [
        #"{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#,
        #"{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#,
        #"{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
        #"{"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#,
        #"{"x":{"dtype":"F32","shape":[1],"data_offsets":[8,4]}}"#,
        #"{"x":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}"#,
        #"{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
        #"{"x":{"shape":[1]}}"#, "[]", "", "{",
    ])
    func dishonestHeadersAreRefused(_ header: String) {
        let length = UInt8(header.utf8.count)
        let bytes = [length, 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8) + [UInt8](repeating: 0, count: 8)
        #expect(throws: SafetensorsError.self) { try Safetensors.decode(bytes) }
    }

    @Test func aHeaderOfAbsurdLengthIsRefusedUnread() {
        let bytes = [UInt8](repeating: 0xFF, count: 64)
        #expect(throws: SafetensorsError.headerTooLarge(bytes: .max)) { try Safetensors.decode(bytes) }
    }
}
