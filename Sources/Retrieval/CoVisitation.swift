public import DataModel
import Foundation
public import LinearAlgebra

/// How co-visitation counts and weighs pairs of items in one history.
public struct CoVisitationParameters: Codable, Sendable, Equatable {
    /// A pair that stands `gap` steps apart counts gap^−gapDecay.
    public var gapDecay: Float
    /// How much a pair counts against the order of time, in [0, 1].
    public var backward: Float
    /// Popular items on the left (the user's) are held down by (popularity + smoothing)^−leftDamping.
    public var leftDamping: Float
    /// Popular items on the right (the candidate's) likewise.
    public var rightDamping: Float
    /// A user with n items counts n^−lengthDamping in each pair.
    public var lengthDamping: Float
    /// Added to popularity before damping.
    public var smoothing: Float
    /// Counts are raised to this power.
    public var power: Float
    /// How fast the user's older items lose their say.
    public var historyDecay: Float

    /// Directed and decayed: values that did well on several public sets before any tuning.
    public static let directed = CoVisitationParameters(
        gapDecay: 0.5, backward: 0.3, leftDamping: 0.4, rightDamping: 0.15, lengthDamping: 0.1, smoothing: 10,
        power: 1, historyDecay: 0.9)

    /// Undirected cosine similarity of the items' users within the window.
    public static let cosine = CoVisitationParameters(
        gapDecay: 0, backward: 1, leftDamping: 0.5, rightDamping: 0.5, lengthDamping: 0, smoothing: 0, power: 1,
        historyDecay: 0.7)
}

/// Item × item weights from pairs of items that stand near each other in histories.
///
/// With M_ij = Σ gap^−d · n^−l over all occurrences of i before j at most ``window`` steps apart, and C = M + ρ·Mᵀ:
/// `W_ij = C_ij^α / ((pop_i + s)^a · (pop_j + s)^b)`, zero on the diagonal: an item that comes back says nothing here.
public enum CoVisitation {
    /// Pairs further apart than this do not count.
    public static let window = 20
    /// How many neighbours an item keeps.
    public static let neighborLimit = 500

    /// The weights W, shape `[items × items]`.
    /// - Complexity: O(events · window); memory is linear in the neighbours kept.
    public static func weights(
        _ histories: Histories, _ occurrences: Occurrences, _ parameters: CoVisitationParameters, threads: Int
    ) -> SparseMatrix {
        let gapWeights = [0] + (1...window).map { pow(Float($0), -parameters.gapDecay) }
        let userWeights = (0..<histories.userCount).map { user in
            pow(Float(max(histories.range(of: user).count, 1)), -parameters.lengthDamping)
        }
        let leftScale = damping(occurrences, histories.itemCount, parameters.smoothing, parameters.leftDamping)
        let rightScale = damping(occurrences, histories.itemCount, parameters.smoothing, parameters.rightDamping)
        return SparseRows.build(count: histories.itemCount, limit: neighborLimit, threads: threads) { item, scores in
            var counts = PairCounts(
                histories: histories, gapWeights: gapWeights, userWeights: userWeights, backward: parameters.backward)
            counts.add(item, occurrences, to: &scores)
            scores.mapScores { other, count in
                let powered = parameters.power == 1 ? count : pow(count, parameters.power)
                return powered * leftScale[item] * rightScale[Int(other)]
            }
        }
    }

    private static func damping(
        _ occurrences: Occurrences, _ itemCount: Int, _ smoothing: Float, _ exponent: Float
    ) -> [Float] {
        (0..<itemCount).map { pow(max(Float(occurrences.count(of: $0)) + smoothing, 1e-6), -exponent) }
    }
}

/// Adds up the pairs of one item, both ways.
private struct PairCounts {
    let histories: Histories
    let gapWeights: [Float]
    let userWeights: [Float]
    let backward: Float

    mutating func add(_ item: Int, _ occurrences: Occurrences, to scores: inout ScoreAccumulator) {
        histories.items.withUnsafeBufferPointer { items in
            gapWeights.withUnsafeBufferPointer { gapWeights in
                for index in occurrences.offsets[item]..<occurrences.offsets[item + 1] {
                    let position = Int(occurrences.positions[index])
                    let user = Int(occurrences.users[position])
                    let range = histories.range(of: user)
                    let weight = userWeights[user]
                    let last = min(position + CoVisitation.window, range.upperBound - 1)
                    for other in (position + 1)..<max(last + 1, position + 1) where items[other] != item {
                        scores.add(weight * gapWeights[other - position], to: items[other])
                    }
                    guard backward > 0 else { continue }
                    let first = max(position - CoVisitation.window, range.lowerBound)
                    for other in first..<position where items[other] != item {
                        scores.add(backward * weight * gapWeights[position - other], to: items[other])
                    }
                }
            }
        }
    }
}
