import DataModel
import LinearAlgebra

/// Which columns each row has, one row after the other.
struct ObservedPairs: Sendable {
    let offsets: [Int]
    let columns: [Int32]

    init(offsets: [Int], columns: [Int32]) {
        self.offsets = offsets
        self.columns = columns
    }

    /// The users of each item.
    init(itemsOf histories: Histories) {
        let occurrences = Occurrences(histories)
        self.init(offsets: occurrences.offsets, columns: occurrences.positions.map { occurrences.users[Int($0)] })
    }

    var rows: Int { offsets.count - 1 }
}

/// One side of alternating least squares: every row's factors x, given the factors Y of the other side, solve
/// `(YᵀY + α Σ_j y_j y_jᵀ + λI) x = (1 + α) Σ_j y_j` with j over the row's columns.
///
/// YᵀY is the same for all rows, so that a row costs as much as it has columns, not as much as there are.
struct LeastSquaresRows: Sendable {
    private let pairs: ObservedPairs
    private let others: Matrix
    private let gram: Matrix
    private let settings: ImplicitALSSettings

    private static let chunk = 128

    init(_ pairs: ObservedPairs, others: Matrix, _ settings: ImplicitALSSettings, threads: Int) {
        self.pairs = pairs
        self.others = others
        self.settings = settings
        gram = others.transposedProduct(with: others, threads: threads)
    }

    /// Improves every row of `solution`, `[rows × factors]`, starting from what it holds.
    func solve(_ solution: inout Matrix, threads: Int) {
        let width = settings.factors
        let count = pairs.rows
        solution.elements.withUnsafeMutableBufferPointer { target in
            // Every row is written by one thread only.
            nonisolated(unsafe) let target = target
            Parallel.forEach((count + Self.chunk - 1) / Self.chunk, threads: threads) { piece in
                let memory = UnsafeMutableBufferPointer<Float>.allocate(capacity: 3 * width)
                defer { memory.deallocate() }
                memory.initialize(repeating: 0)
                others.elements.withUnsafeBufferPointer { others in
                    gram.elements.withUnsafeBufferPointer { gram in
                        pairs.columns.withUnsafeBufferPointer { columns in
                            guard let y = others.baseAddress, let g = gram.baseAddress, let x = target.baseAddress,
                                let scratch = memory.baseAddress
                            else { return }
                            for row in piece * Self.chunk..<min((piece + 1) * Self.chunk, count) {
                                let own = UnsafeBufferPointer(
                                    rebasing: columns[pairs.offsets[row]..<pairs.offsets[row + 1]])
                                let system = RowSystem(
                                    columns: own, others: y, gram: g, width: width, confidence: settings.confidence,
                                    regularization: regularization(columns: own.count))
                                system.solve(x + row * width, scratch, steps: settings.solverSteps)
                            }
                        }
                    }
                }
            }
        }
    }

    private func regularization(columns: Int) -> Float {
        settings.regularization * (Float(others.rows) + settings.confidence * Float(columns))
    }
}

/// The equations of one row.
private struct RowSystem {
    let columns: UnsafeBufferPointer<Int32>
    let others: UnsafePointer<Float>
    let gram: UnsafePointer<Float>
    let width: Int
    let confidence: Float
    let regularization: Float

    /// Conjugate gradients from what `x` holds; `memory` has room for three vectors.
    func solve(_ x: UnsafeMutablePointer<Float>, _ memory: UnsafeMutablePointer<Float>, steps: Int) {
        guard columns.count > 0 else {
            x.update(repeating: 0, count: width)
            return
        }
        let (residual, direction, product) = (memory, memory + width, memory + 2 * width)
        multiply(x, into: product)
        for lane in 0..<width { residual[lane] = -product[lane] }
        for column in columns {
            let row = others + Int(column) * width
            for lane in 0..<width { residual[lane] += (1 + confidence) * row[lane] }
        }
        direction.update(from: residual, count: width)
        var size = dot(residual, residual)
        for _ in 0..<steps where size > 1e-20 {
            multiply(direction, into: product)
            let step = size / dot(direction, product)
            for lane in 0..<width {
                x[lane] += step * direction[lane]
                residual[lane] -= step * product[lane]
            }
            let newSize = dot(residual, residual)
            let keep = newSize / size
            for lane in 0..<width { direction[lane] = residual[lane] + keep * direction[lane] }
            size = newSize
        }
    }

    // result = (YᵀY + α Σ y yᵀ + λI) · vector
    @inline(__always)
    private func multiply(_ vector: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>) {
        for lane in 0..<width { result[lane] = regularization * vector[lane] }
        for index in 0..<width {
            let value = vector[index]
            let row = gram + index * width
            for lane in 0..<width { result[lane] += value * row[lane] }
        }
        for column in columns {
            let row = others + Int(column) * width
            let value = confidence * dot(row, vector)
            for lane in 0..<width { result[lane] += value * row[lane] }
        }
    }

    @inline(__always)
    private func dot(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>) -> Float {
        DotProduct.of(UnsafeBufferPointer(start: a, count: width), UnsafeBufferPointer(start: b, count: width))
    }
}
