/// Scratch memory for predictions: keep one a thread and pass it again, then predicting allocates nothing.
public struct MLPWorkspace: Sendable {
    // Two activations of one block of rows, each as wide as the widest layer.
    var activations: [Float] = []

    /// An empty workspace; it grows to what the first prediction needs.
    public init() {}

    mutating func reserve(_ count: Int) {
        if activations.count < count { activations = [Float](repeating: 0, count: count) }
    }
}
