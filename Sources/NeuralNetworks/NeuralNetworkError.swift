/// What can be wrong with what a network is asked to learn from or to be restored from.
public enum NeuralNetworkError: Error, Equatable, Sendable, CustomStringConvertible {
    /// An array does not have the length that its neighbours call for.
    case wrongCount(of: String, expected: Int, found: Int)
    /// List starts that do not begin at 0, fall, or do not end at the number of rows.
    case badOffsets(position: Int, value: Int)
    /// A feature, target or weight that is not a finite number.
    case notFinite(of: String, position: Int)
    /// A loss that needs another number of network outputs.
    case wrongOutputs(loss: Loss, expected: Int, found: Int)
    /// Nothing to learn from: no rows, or no list with a target where the loss needs one.
    case nothingToLearn(loss: Loss)
    /// A setting outside its range.
    case badSetting(name: String, value: String, allowed: String)
    /// A tensor that a network needs is not there.
    case missingTensor(name: String)

    /// What is wrong, where, and how to mend it.
    public var description: String {
        switch self {
        case .wrongCount(let what, let expected, let found):
            "\(what) has \(found) values where \(expected) belong; pass one for each of the others"
        case .badOffsets(let position, let value):
            "list offset \(value) at position \(position); offsets start at 0, never fall, and end at the number of rows"
        case .notFinite(let what, let position):
            "\(what) holds a value that is not a finite number at position \(position); impute or clip it first"
        case .wrongOutputs(let loss, let expected, let found):
            "\(loss.rawValue) needs a network with \(expected) output, this one has \(found)"
        case .nothingToLearn(let loss):
            loss.isListwise
                ? "no list holds a chosen row, so there is nothing to learn from"
                : "there are no rows, so there is nothing to learn from"
        case .badSetting(let name, let value, let allowed):
            "\(name) is \(value); it must be \(allowed)"
        case .missingTensor(let name):
            "the tensor \(name) is missing; the file was written by another kind of model"
        }
    }

    /// - Throws: ``badSetting(name:value:allowed:)`` unless the value is allowed.
    static func check(
        _ name: String, _ value: some CustomStringConvertible, _ isAllowed: Bool, _ allowed: String
    ) throws(NeuralNetworkError) {
        if !isAllowed { throw .badSetting(name: name, value: value.description, allowed: allowed) }
    }
}
