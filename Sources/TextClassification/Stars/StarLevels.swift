import Foundation

/// The stars that reviews of a shop give: whole ones, and halves where they are usual.
enum StarLevels {
    // Where fewer ratings than this share are halves, a half is a slip, or somebody's average.
    private static let leastShareOfHalves = 0.01

    /// Each rating as the label of its level, such as `4` or `4.5`; ratings between two levels go to the nearer one.
    static func labels(of ratings: [Double]) -> [String] {
        let halves = ratings.map { ($0 * 2).rounded() / 2 }
        let count = halves.count { $0 != $0.rounded() }
        let hasHalves = Double(count) >= leastShareOfHalves * Double(ratings.count)
        return zip(ratings, halves).map { label(Float(hasHalves ? $1 : $0.rounded())) }
    }

    /// The level that a label names; `nil` for something else.
    static func level(of label: String) -> Float? { Float(label).flatMap { $0.isFinite ? $0 : nil } }

    /// The label of a level.
    static func label(_ level: Float) -> String {
        level == level.rounded() ? String(Int(level)) : String(level)
    }
}
