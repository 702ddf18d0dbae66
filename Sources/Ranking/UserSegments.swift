public import DataModel
import Foundation
import LinearAlgebra
public import NeuralNetworks
import Retrieval

/// What users of one kind (a country, a language) have had: all that tells what a user without a history may like.
public struct UserSegments: Sendable, Equatable {
    /// The segments, written `attribute=value`, in alphabetical order.
    public let names: [String]
    /// How often each item was had in each segment, newer events counting more where time is known:
    /// `[segments × items]`.
    let counts: SparseMatrix

    // An attribute with more values is rather a name or a number than a kind.
    private static let mostValues = 200
    // With fewer users a segment is chance.
    private static let fewestUsers = 10
    // So many events of everybody stand beside those of a segment.
    private static let smoothing: Float = 30

    /// The segments of `profiles` (by user number) with enough users in `histories`.
    public init(_ histories: Histories, _ profiles: [User?], timeIsOrdinal: Bool) {
        var users: [String: [Int]] = [:]
        var values: [String: Set<String>] = [:]
        for (user, profile) in profiles.enumerated() where !histories.range(of: user).isEmpty {
            for name in profile.map(Self.names) ?? [] { users[name, default: []].append(user) }
            for (attribute, own) in profile?.attributes ?? [:] { values[attribute, default: []].formUnion(own) }
        }
        let tooMany = Set(values.filter { $0.value.count > Self.mostValues }.keys.map { $0 + "=" })
        names = users.filter { name, members in
            members.count >= Self.fewestUsers && !tooMany.contains(String(name.prefix { $0 != "=" }) + "=")
        }.keys.sorted()
        let now = histories.timestamps.max() ?? 0
        let rate = timeIsOrdinal ? 0 : -log(2.0) / (ItemStatistics.halfLife * 86_400_000)
        var offsets = [0]
        var columns: [Int32] = []
        var shares: [Float] = []
        for name in names {
            var row: [Int32: Float] = [:]
            for user in users[name] ?? [] {
                for position in histories.range(of: user) {
                    row[histories.items[position], default: 0] +=
                        Float(exp(rate * Double(now - histories.timestamps[position])))
                }
            }
            for (item, count) in row.sorted(by: { $0.key < $1.key }) {
                columns.append(item)
                shares.append(count)
            }
            offsets.append(columns.count)
        }
        counts = SparseMatrix(
            rows: names.count, columns: histories.itemCount, rowOffsets: offsets, columnIndices: columns,
            values: shares)
    }

    /// The names of the segments that a user's attributes put them in, sorted.
    public static func names(of user: User) -> [String] {
        user.attributes.flatMap { name, values in values.map { name + "=" + $0 } }.sorted()
    }

    /// How likely an event in each of a user's segments is to be one with each item: the share in the segment, smoothed by
    /// that of everybody, times the segment's weight. Segments weigh by how far they differ from everybody (their
    /// Kullback-Leibler divergence), and the weights add up to 1, so that the sum over segments is a probability. Empty for
    /// users in no known segment.
    /// - Parameter everybody: how often each item was had by all.
    public func shares(
        of user: User, everybody: [Float]
    ) -> [(name: String, shares: [Float])] {
        let total = everybody.reduce(0, +)
        guard total > 0, everybody.count == counts.columns else { return [] }
        let known = Self.names(of: user).compactMap { name in names.firstIndex(of: name).map { (name, $0) } }
        var parts = known.map { name, segment in
            let range = counts.range(ofRow: segment)
            let own = counts.values[range].reduce(0, +)
            var shares = everybody.map { Self.smoothing * $0 / total / (own + Self.smoothing) }
            for position in range {
                shares[Int(counts.columnIndices[position])] += counts.values[position] / (own + Self.smoothing)
            }
            return (name: name, shares: shares)
        }
        let weights = parts.map { part in
            zip(part.shares, everybody).reduce(Float(0)) { sum, pair in
                pair.0 > 0 && pair.1 > 0 ? sum + pair.0 * log(pair.0 * total / pair.1) : sum
            }
        }
        let sum = weights.reduce(0, +)
        guard sum > 0 else { return [] }
        for index in parts.indices {
            let weight = weights[index] / sum
            for item in parts[index].shares.indices { parts[index].shares[item] *= weight }
        }
        return parts
    }

    /// What ``init(tensors:names:)`` makes the same segments of again, beside ``names``.
    public func tensors() -> [NamedTensor] { counts.tensors("segments") }

    /// Stored segments.
    /// - Throws: ``NeuralNetworkError`` when a tensor is missing or has the wrong shape.
    public init(tensors: [String: NamedTensor], names: [String]) throws(NeuralNetworkError) {
        counts = try SparseMatrix(tensors: tensors, name: "segments")
        self.names = names
        guard counts.rows == names.count else {
            throw .wrongCount(of: "segments", expected: names.count, found: counts.rows)
        }
    }
}
