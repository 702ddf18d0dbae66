public import DataModel
public import LinearAlgebra

/// A model of yes or no laid open: the rows it judges, what their columns are, and what it makes of any such table.
public struct OpenedModel: Sendable {
    /// What belongs together in the table.
    public struct Input: Sendable, Equatable {
        /// What it is called.
        public let name: String
        /// Its columns.
        public let columns: [Int]
        /// Whether it stands for several inputs that say much the same.
        public let isFamily: Bool
    }

    /// Single inputs first, then families of them.
    public let inputs: [Input]
    /// `[rows × columns]`, NaN for what is not known.
    public let table: Matrix
    /// The probability of yes for each row of a table with these columns, in [0, 1].
    public let probabilities: @Sendable (Matrix) -> [Float]
}

extension OutcomeModel {
    /// The model with the rows of `users` on the day `day`.
    public func opened(_ log: ActivityLog, users: [Int], day: Int32, threads: Int) -> OpenedModel {
        let features = CustomerFeatures(log, at: day, horizon: Int32(horizon))
        let single = CustomerFeature.allCases.map {
            OpenedModel.Input(name: $0.rawValue, columns: [$0.column], isFamily: false)
        }
        let families = CustomerFeature.Family.allCases.map { family in
            OpenedModel.Input(
                name: family.rawValue,
                columns: CustomerFeature.allCases.filter { $0.family == family }.map(\.column), isFamily: true)
        }
        let attributes = inputs.attributes.inputs(from: CustomerFeatures.columns)
        return OpenedModel(
            inputs: single + attributes + families, table: inputs.matrix(features, of: users, threads: threads),
            probabilities: { [model, scaling] in model.outputs($0).map(scaling.probability) })
    }
}

extension SessionModel {
    /// The model with the rows of `sessions`.
    public func opened(_ sessions: [Session]) -> OpenedModel {
        OpenedModel(
            inputs: schema.inputs(from: 0), table: table(of: sessions),
            probabilities: { [model, scaling] in model.outputs($0).map(scaling.probability) })
    }
}

extension AttributeSchema {
    /// One input an attribute, whose columns begin at `start`.
    func inputs(from start: Int) -> [OpenedModel.Input] {
        var column = start
        return attributes.map { attribute in
            defer { column += attribute.width }
            return OpenedModel.Input(
                name: attribute.name, columns: Array(column..<column + attribute.width), isFamily: false)
        }
    }
}
