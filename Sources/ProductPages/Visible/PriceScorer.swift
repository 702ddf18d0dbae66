import Foundation
import LinearAlgebra
import NeuralNetworks

/// Tells which of a page's amounts is the price: a small network over ``PriceFeatures``, one row an amount and one for "none of
/// them", whose outputs are compared by a softmax.
///
/// What it learned from, and how well it does on shops that it has not seen: `Benchmarks/pages/price_scorer.py`.
public struct PriceScorer: Sendable, Equatable {
    let network: MLP
    // What is 0, and what is 1, of each feature.
    let centers: [Float]
    let scales: [Float]

    // Beyond so many deviations a value says no more.
    private static let clip: Float = 4
    // What a point of the prior counts for beside what was learned.
    private static let priorShare: Float = 0.6

    init(network: MLP, centers: [Float], scales: [Float]) {
        precondition(
            network.inputCount == PriceFeatures.Name.allCases.count && centers.count == network.inputCount
                && scales.count == network.inputCount && network.outputCount == 1, "a network of other features")
        self.network = network
        self.centers = centers
        self.scales = scales
    }

    /// The scorer that pages are read with.
    public static let standard: PriceScorer = {
        do {
            return PriceScorer(
                network: try MLP(layerSizes: PriceScorerNumbers.layerSizes, parameters: PriceScorerNumbers.parameters),
                centers: PriceScorerNumbers.centers, scales: PriceScorerNumbers.scales)
        } catch { fatalError("PriceScorerNumbers.swift: \(error)") }
    }()

    /// What the network is given of each row, `[rows × features]`.
    func inputs(_ rows: [PriceFeatures]) -> Matrix {
        var elements: [Float] = []
        elements.reserveCapacity(rows.count * centers.count)
        for row in rows {
            for (value, (center, scale)) in zip(row.values, zip(centers, scales)) {
                elements.append(min(max((value - center) * scale, -Self.clip), Self.clip))
            }
        }
        return Matrix(rows: rows.count, columns: centers.count, elements: elements)
    }

    /// How likely each of `candidates` is the price, in [0, 1]; what is missing to 1 is how likely none of them is.
    func probabilities(_ candidates: [PriceFeatures]) -> [Double] {
        guard !candidates.isEmpty else { return [] }
        let rows = [.none] + candidates
        let outputs = zip(network.predictFew(inputs(rows)), rows).map { output, row in
            Double(output + Self.priorShare * PricePrior.points(row))
        }
        let highest = outputs.max()!
        let weights = outputs.map { exp($0 - highest) }
        let sum = weights.reduce(0, +)
        return weights.dropFirst().map { $0 / sum }
    }

    /// The likeliest amount of `candidates`, however often it is shown, with the place where it is likeliest; the first among
    /// equals. `nil` where it is likelier that none is the price.
    func best(of candidates: [PriceFeatures], amounts: [Double]) -> (place: Int, probability: Double)? {
        let found = probabilities(candidates)
        var sums: [Double: Double] = [:]
        for (amount, probability) in zip(amounts, found) { sums[amount, default: 0] += probability }
        func isBehind(_ left: Int, _ right: Int) -> Bool {
            (sums[amounts[left]]!, found[left], right) < (sums[amounts[right]]!, found[right], left)
        }
        guard let place = found.indices.max(by: isBehind), let probability = sums[amounts[place]] else { return nil }
        return probability >= 1 - found.reduce(0, +) ? (place, probability) : nil
    }
}
