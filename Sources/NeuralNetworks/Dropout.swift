import LinearAlgebra

/// Inverted dropout (Srivastava et al., JMLR 2014): a unit is set to 0 with probability `rate`, and what is left is
/// scaled by 1/(1 − rate), so that nothing changes at prediction time.
struct Dropout {
    private let threshold: UInt64
    /// What the units that stay are multiplied by.
    let scale: Float

    /// - Parameter rate: in [0, 1), kept to 16 bits.
    init(rate: Float) {
        threshold = UInt64((rate * 65536).rounded())
        scale = 1 / (1 - Float(threshold) / 65536)
    }

    var isActive: Bool { threshold > 0 }

    /// Switches units of `values` off, drawn from `generator`, 16 bits each.
    func apply(to values: UnsafeMutablePointer<Float>, count: Int, generator: inout SeededGenerator) {
        var index = 0
        while index + 4 <= count {
            let bits = generator.next()
            values[index] = bits & 0xFFFF < threshold ? 0 : values[index] * scale
            values[index + 1] = (bits >> 16) & 0xFFFF < threshold ? 0 : values[index + 1] * scale
            values[index + 2] = (bits >> 32) & 0xFFFF < threshold ? 0 : values[index + 2] * scale
            values[index + 3] = bits >> 48 < threshold ? 0 : values[index + 3] * scale
            index += 4
        }
        var bits = generator.next()
        while index < count {
            values[index] = bits & 0xFFFF < threshold ? 0 : values[index] * scale
            bits >>= 16
            index += 1
        }
    }
}
