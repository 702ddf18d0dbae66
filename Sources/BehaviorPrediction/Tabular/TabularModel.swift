public import LinearAlgebra
public import NeuralNetworks

/// An ensemble of small networks and a linear model over the columns of a table.
public struct TabularModel: Sendable, Equatable {
    /// From raw columns to network inputs.
    public let encoder: FeatureEncoder
    let linear: MLP
    let network: MLP
    let linearShare: Float

    init(encoder: FeatureEncoder, linear: MLP, network: MLP, linearShare: Float) {
        self.encoder = encoder
        self.linear = linear
        self.network = network
        self.linearShare = linearShare
    }

    /// Trains on `table` `[rows × columns]`, NaN for missing, and `targets` `[rows × outputs]`.
    ///
    /// The networks differ in their seeds only; their outputs are averaged. Same seed, same bits, whatever the threads.
    /// - Throws: `NeuralNetworkError` for shapes that do not fit or settings out of range.
    public init(
        _ table: Matrix, targets: [Float], outputs: Int = 1, settings: TabularSettings, threads: Int
    ) throws(NeuralNetworkError) {
        let encoder = FeatureEncoder(
            fitting: table, knots: settings.knots, preprocessing: settings.preprocessing)
        let kept = settings.preprocessing.missing == .drop ? encoder.completeRows(of: table) : nil
        let rows = TrainingLists(
            features: encoder.encode(kept.map(table.selecting) ?? table),
            targets: kept.map { $0.flatMap { targets[$0 * outputs..<($0 + 1) * outputs] } } ?? targets)
        let inputs = encoder.outputCount
        guard inputs > 0, rows.count > 0 else { throw .nothingToLearn(loss: settings.loss) }
        let members = Parallel.map(settings.networks + 1, threads: threads) { member in
            Result { () throws(NeuralNetworkError) in
                let isLinear = member == settings.networks
                let seed = settings.seed &+ UInt64(member) &* 0x9E37_79B9
                let start = MLP(layerSizes: [inputs] + (isLinear ? [] : settings.hidden) + [outputs], seed: seed)
                return try MLPTrainer(
                    settings: Self.training(settings, rows: rows.count, isLinear: isLinear, seed: seed)
                )
                .fit(start, to: rows).mlp
            }
        }
        var trained: [MLP] = []
        for member in members { trained.append(try member.get()) }
        self.init(
            encoder: encoder, linear: trained[settings.networks],
            network: settings.networks == 0
                ? trained[0] : MLP.average(of: Array(trained[..<settings.networks])),
            linearShare: settings.linearShare)
    }

    private static func training(
        _ settings: TabularSettings, rows: Int, isLinear: Bool, seed: UInt64
    ) -> TrainingSettings {
        TrainingSettings(
            loss: settings.loss, epochs: settings.epochs(rows: rows), listsPerBatch: settings.rowsPerBatch,
            learningRate: isLinear ? settings.learningRate * 5 : settings.learningRate,
            l2: isLinear ? settings.linearL2 : settings.l2, dropout: isLinear ? 0 : settings.dropout,
            negativesPerList: nil, seed: seed)
    }

    /// How many outputs a row has.
    public var outputCount: Int { network.outputCount }

    /// The outputs of each row, before any link function: `[rows × outputs]`.
    public func outputs(_ table: Matrix) -> [Float] {
        let inputs = encoder.encode(table)
        return zip(network.predict(inputs), linear.predict(inputs)).map { $0 + linearShare * ($1 - $0) }
    }

    /// What each raw column adds to the first output of `row` against a customer of average values in every column: the
    /// weights, `[columns]`, sum to `output − baselineOutput` (``Attribution``).
    public func attribution(_ row: [Float]) -> Attribution.Shares {
        let input = Array(encoder.encode(Matrix(rows: 1, columns: row.count, elements: row)).elements)
        let baseline = [Float](repeating: 0, count: input.count)
        let net = Attribution.integratedGradients(network, input: input, baseline: baseline)
        let line = Attribution.integratedGradients(linear, input: input, baseline: baseline)
        var weights = [Float](repeating: 0, count: row.count)
        for (position, source) in encoder.sources.enumerated() {
            weights[source] += net.weights[position] + linearShare * (line.weights[position] - net.weights[position])
        }
        func mixed(_ value: KeyPath<Attribution.Shares, Float>) -> Float {
            net[keyPath: value] + linearShare * (line[keyPath: value] - net[keyPath: value])
        }
        return Attribution.Shares(
            weights: weights, baselineOutput: mixed(\.baselineOutput), output: mixed(\.output))
    }
}
