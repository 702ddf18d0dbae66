import LinearAlgebra

/// One walk along the straight path from a baseline to an input, from corner to corner of the hidden units.
///
/// At `t` of the path, in [0, 1], what goes into a unit's ReLU is `intercept + t · slope` until a unit of a layer below
/// passes 0. At such a corner one row of weights changes the layer above, and one column the gradients below.
final class PathWalk {
    private let mlp: MLP
    private let start: PathStart
    private let difference: [Float]
    private let hiddenCount: Int
    private let intercepts: UnsafeMutablePointer<Float>
    private let slopes: UnsafeMutablePointer<Float>
    // 1 where what goes into a unit's ReLU is positive, else 0.
    private let active: UnsafeMutablePointer<Float>
    // The output's gradient by what comes out of each unit's ReLU.
    private let gradients: UnsafeMutablePointer<Float>
    // The integral of the output's gradient by what goes into each unit of the first layer, up to `settled`.
    private let integral: UnsafeMutablePointer<Float>
    private var settled: Float = 0

    private struct Corner {
        var place: Float
        var layer: Int
        var unit: Int
    }

    /// A walk of `mlp` from `start` along `difference`, `[inputs]`.
    init(_ mlp: MLP, from start: PathStart, along difference: [Float]) {
        self.mlp = mlp
        self.start = start
        self.difference = difference
        hiddenCount = mlp.layers.count - 1
        let units = max(start.preactivations.count, 1)
        let memory = UnsafeMutablePointer<Float>.allocate(capacity: 5 * units)
        memory.initialize(repeating: 0, count: 5 * units)
        intercepts = memory
        slopes = memory + units
        active = memory + 2 * units
        gradients = memory + 3 * units
        integral = memory + 4 * units
    }

    deinit { intercepts.deallocate() }

    /// Walks from 0 to 1.
    /// - Parameter gradients: the integral of the first output's gradient by each input that changes along the path, `[inputs]`,
    ///   is added to these.
    /// - Returns: the first output at the end of the path.
    func run(addingTo gradients: inout [Float]) -> Float {
        let first = mlp.layers[0]
        return mlp.parameters.withUnsafeBufferPointer { parameters in
            let weights = parameters.baseAddress!
            guard hiddenCount > 0 else {
                for input in 0..<first.inputs { gradients[input] += row(input, of: 0, weights)[0] }
                return difference.indices.reduce(start.output) { $0 + difference[$1] * row($1, of: 0, weights)[0] }
            }
            begin(weights)
            walk(weights)
            // Where the path does not move, no gradient is asked for.
            for input in 0..<first.inputs where difference[input] != 0 {
                let row = UnsafeBufferPointer(start: row(input, of: 0, weights), count: first.outputs)
                gradients[input] += DotProduct.of(row, UnsafeBufferPointer(start: integral, count: first.outputs))
            }
            return outputAtEnd(weights)
        }
    }

    private func outputAtEnd(_ weights: UnsafePointer<Float>) -> Float {
        let layer = mlp.layers[hiddenCount]
        let first = start.offsets[hiddenCount - 1]
        return (0..<layer.inputs).reduce(weights[layer.biases.lowerBound]) { sum, unit in
            let value = active[first + unit] * (intercepts[first + unit] + slopes[first + unit])
            return sum + value * row(unit, of: hiddenCount, weights)[0]
        }
    }

    private func begin(_ weights: UnsafePointer<Float>) {
        for (unit, value) in start.preactivations.enumerated() { intercepts[unit] = value }
        for (input, change) in difference.enumerated() where change != 0 {
            DenseKernels.addScaled(
                row(input, of: 0, weights), by: change, to: slopes, count: mlp.layers[0].outputs)
        }
        activate(0)
        for layer in 1..<hiddenCount {
            followLayerBelow(layer, weights)
            activate(layer)
        }
        let output = mlp.layers[hiddenCount]
        for unit in 0..<output.inputs {
            gradients[start.offsets[hiddenCount - 1] + unit] = row(unit, of: hiddenCount, weights)[0]
        }
        for layer in stride(from: hiddenCount - 2, through: 0, by: -1) { followLayerAbove(layer) }
    }

    private func walk(_ weights: UnsafePointer<Float>) {
        let firstCorners = firstCorners()
        var passed = 0
        var place: Float = 0
        while true {
            var next = Corner(place: 1, layer: 0, unit: -1)
            if passed < firstCorners.count { next = Self.corner(firstCorners[passed]) }
            for layer in 1..<hiddenCount where hasCorner(in: layer, before: next.place) {
                nearestCorner(of: layer, &next)
            }
            guard next.unit >= 0 else { break }
            if next.layer == 0 { passed += 1 }
            // Rounding may put a corner a little before where the walk is.
            place = max(place, next.place)
            pass(next, at: place, weights)
        }
        settle(at: 1)
    }

    // What goes into a unit of the first layer is linear all along, so its corner is known from the start. The corners by
    // place, then unit, each as one integer: the bits of a number that is not negative rise with it.
    private func firstCorners() -> [UInt64] {
        // No processor can foretell which units have a corner: a branch less is worth a division more.
        var corners = [UInt64](unsafeUninitializedCapacity: start.offsets[1]) { corners, count in
            for unit in 0..<start.offsets[1] {
                let place = max(-intercepts[unit] / slopes[unit], 0)
                let isCrossed = (1 - 2 * active[unit]) * (intercepts[unit] + slopes[unit]) > 0
                corners[count] = UInt64(place.bitPattern) << 32 | UInt64(unit)
                count += isCrossed && place < 1 ? 1 : 0
            }
        }
        corners.sort()
        return corners
    }

    private static func corner(_ key: UInt64) -> Corner {
        Corner(
            place: Float(bitPattern: UInt32(truncatingIfNeeded: key >> 32)), layer: 0,
            unit: Int(key & UInt64(UInt32.max)))
    }

    // Whether what goes into a unit of the layer has another sign at `place` than here: most pieces of the path end at a corner
    // of the first layer, and to know that takes no division.
    private func hasCorner(in layer: Int, before place: Float) -> Bool {
        let units = start.offsets[layer]..<start.offsets[layer + 1]
        let whole = units.lowerBound + units.count / 8 * 8
        var crossed = SIMDMask<SIMD8<Int32>>(repeating: false)
        for unit in stride(from: units.lowerBound, to: whole, by: 8) {
            let value = eight(intercepts, unit) + place * eight(slopes, unit)
            crossed .|= value * (1 - 2 * eight(active, unit)) .> 0
        }
        return any(crossed)
            || (whole..<units.upperBound).contains {
                (intercepts[$0] + place * slopes[$0]) * (1 - 2 * active[$0]) > 0
            }
    }

    private func eight(_ values: UnsafeMutablePointer<Float>, _ first: Int) -> SIMD8<Float> {
        UnsafeRawPointer(values + first).loadUnaligned(as: SIMD8<Float>.self)
    }

    private func headsForZero(_ unit: Int) -> Bool { active[unit] > 0 ? slopes[unit] < 0 : slopes[unit] > 0 }

    private func nearestCorner(of layer: Int, _ nearest: inout Corner) {
        let units = start.offsets[layer]..<start.offsets[layer + 1]
        let whole = units.lowerBound + units.count / 8 * 8
        // The nearest corner in each of eight lanes, and the first unit of the eight where it was found.
        var places = SIMD8<Float>(repeating: nearest.place)
        var found = SIMD8<Int32>(repeating: 0)
        for unit in stride(from: units.lowerBound, to: whole, by: 8) {
            let further = cornerPlaces(ofEightFrom: unit)
            let isNearer = further .< places
            places.replace(with: further, where: isNearer)
            found.replace(with: SIMD8(repeating: Int32(unit)), where: isNearer)
        }
        for lane in 0..<8 where places[lane] < nearest.place {
            nearest = Corner(place: places[lane], layer: layer, unit: Int(found[lane]) + lane)
        }
        for unit in whole..<units.upperBound where headsForZero(unit) {
            let place = -intercepts[unit] / slopes[unit]
            if place < nearest.place { nearest = Corner(place: place, layer: layer, unit: unit) }
        }
    }

    private func cornerPlaces(ofEightFrom unit: Int) -> SIMD8<Float> {
        let slopes = eight(slopes, unit)
        let headsAway = slopes * (1 - 2 * eight(active, unit)) .<= 0
        return (-eight(intercepts, unit) / slopes).replacing(with: .infinity, where: headsAway)
    }

    // The unit at the corner starts or stops to pass on what it gets.
    private func pass(_ corner: Corner, at place: Float, _ weights: UnsafePointer<Float>) {
        let (layer, unit) = (corner.layer, corner.unit)
        let number = unit - start.offsets[layer]
        let sign: Float = active[unit] > 0 ? -1 : 1
        if layer == 0 {
            // What `settle` will not add, or add though it should not.
            integral[unit] -= sign * (place - settled) * gradients[unit]
        } else {
            settle(at: place)
            addColumn(number, of: layer, by: sign * gradients[unit])
        }
        active[unit] += sign
        if layer + 1 < hiddenCount {
            let (above, count) = (start.offsets[layer + 1], mlp.layers[layer + 1].outputs)
            let row = row(number, of: layer + 1, weights)
            DenseKernels.addScaled(row, by: sign * intercepts[unit], to: intercepts + above, count: count)
            DenseKernels.addScaled(row, by: sign * slopes[unit], to: slopes + above, count: count)
        }
        for further in min(layer + 2, hiddenCount)..<hiddenCount { followLayerBelow(further, weights) }
        for further in stride(from: layer - 2, through: 0, by: -1) { followLayerAbove(further) }
    }

    private func settle(at place: Float) {
        let length = place - settled
        for unit in 0..<start.offsets[1] { integral[unit] += length * active[unit] * gradients[unit] }
        settled = place
    }

    private func activate(_ layer: Int) {
        for unit in start.offsets[layer]..<start.offsets[layer + 1] {
            let isOn = intercepts[unit] > 0 || intercepts[unit] == 0 && slopes[unit] > 0
            active[unit] = isOn ? 1 : 0
        }
    }

    // Intercepts and slopes of a layer from those of the one below.
    private func followLayerBelow(_ layer: Int, _ weights: UnsafePointer<Float>) {
        let (shape, below, first) = (mlp.layers[layer], start.offsets[layer - 1], start.offsets[layer])
        for unit in 0..<shape.outputs {
            intercepts[first + unit] = weights[shape.biases.lowerBound + unit]
            slopes[first + unit] = 0
        }
        for unit in 0..<shape.inputs where active[below + unit] > 0 {
            let row = row(unit, of: layer, weights)
            DenseKernels.addScaled(row, by: intercepts[below + unit], to: intercepts + first, count: shape.outputs)
            DenseKernels.addScaled(row, by: slopes[below + unit], to: slopes + first, count: shape.outputs)
        }
    }

    // Gradients of a layer from those of the one above.
    private func followLayerAbove(_ layer: Int) {
        let (shape, above, first) = (mlp.layers[layer + 1], start.offsets[layer + 1], start.offsets[layer])
        for unit in 0..<shape.inputs { gradients[first + unit] = 0 }
        for unit in 0..<shape.outputs where active[above + unit] > 0 {
            addColumn(unit, of: layer + 1, by: gradients[above + unit])
        }
    }

    // Adds the weights of one output, `[inputs]`, to the gradients of the layer below.
    private func addColumn(_ output: Int, of layer: Int, by scale: Float) {
        let inputs = mlp.layers[layer].inputs
        start.transposed[layer].withUnsafeBufferPointer {
            DenseKernels.addScaled(
                $0.baseAddress! + output * inputs, by: scale, to: gradients + start.offsets[layer - 1], count: inputs)
        }
    }

    // One input's weights, `[outputs]`.
    private func row(_ input: Int, of layer: Int, _ weights: UnsafePointer<Float>) -> UnsafePointer<Float> {
        weights + mlp.layers[layer].weights.lowerBound + input * mlp.layers[layer].outputs
    }
}
