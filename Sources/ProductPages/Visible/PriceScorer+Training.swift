import LinearAlgebra
public import NeuralNetworks

/// A page of which the price is known.
public struct PricedPage: Sendable {
    fileprivate let rows: [PriceFeatures]
    fileprivate let amounts: [Double]
    private let prices: [Double]

    /// - Parameters:
    ///   - prices: the amounts that are right, in the page's currency; empty for a page that shows no price.
    /// - Throws: ``ProductPageError`` when the page is too large or empty.
    public init(
        _ bytes: [UInt8], fileName: String, url: String? = nil, prices: [Double],
        settings: PageSettings = PageSettings()
    ) throws(ProductPageError) {
        let candidates = try PageReader(bytes, fileName: fileName, url: url, charset: nil, settings: settings)
            .priceCandidates()
        rows = candidates.map(\.features)
        amounts = candidates.map(\.money.amount)
        self.prices = prices
    }

    /// Whether `amount` is the page's price, to the cent.
    public func isPrice(_ amount: Double) -> Bool { prices.contains { abs($0 - amount) < 0.005 } }

    /// What `scorer` takes for the price, of what can be seen alone; `nil` for no price.
    public func price(_ scorer: PriceScorer) -> Double? {
        scorer.best(of: rows, amounts: amounts).map { amounts[$0.place] }
    }
}

extension PriceScorer {
    private static let hidden = [16]
    private static let networks = 4
    private static let epochs = 40
    private static let pagesPerStep = 8
    private static let learningRate: Float = 3e-3
    private static let l2: Float = 1e-3
    // There are few pages: what is learned from one must not rest on few units.
    private static let dropout: Float = 0.4

    /// Learns from pages: the softmax over the amounts of each is to be at the right ones, or at "none" where none is right.
    /// - Throws: `NeuralNetworkError` without any page.
    public init(learningFrom pages: [PricedPage], seed: UInt64, threads: Int) throws(NeuralNetworkError) {
        let (centers, scales) = Self.scales(of: pages.flatMap(\.rows))
        let columns = centers.count
        let raw = PriceScorer(
            network: MLP(layerSizes: [columns, 1], seed: 0), centers: centers, scales: scales)
        var (elements, targets, offsets) = ([Float](), [Float](), [0])
        for page in pages {
            elements += raw.inputs([.none] + page.rows).elements
            let right = page.amounts.map { page.isPrice($0) ? Float(1) : 0 }
            targets += [right.contains(1) ? 0 : 1] + right
            offsets.append(targets.count)
        }
        let lists = TrainingLists(
            features: Matrix(rows: targets.count, columns: columns, elements: elements), offsets: offsets,
            targets: targets)
        var settings = TrainingSettings(
            loss: .listwiseMarginal, epochs: Self.epochs, listsPerBatch: Self.pagesPerStep,
            learningRate: Self.learningRate, l2: Self.l2, dropout: Self.dropout, negativesPerList: nil)
        settings.threads = threads
        var trained: [MLP] = []
        for member in 0..<Self.networks {
            settings.seed = seed &+ UInt64(member)
            let start = MLP(layerSizes: [columns] + Self.hidden + [1], seed: settings.seed)
            trained.append(try MLPTrainer(settings: settings).fit(start, to: lists).mlp)
        }
        self.init(network: MLP.average(of: trained), centers: centers, scales: scales)
    }

    // "None" is a flag and stays one: 0 for every amount.
    private static func scales(of rows: [PriceFeatures]) -> (centers: [Float], scales: [Float]) {
        let count = Float(max(rows.count, 1))
        var centers: [Float] = []
        var scales: [Float] = []
        for name in PriceFeatures.Name.allCases {
            let mean = name == .isNone ? 0 : rows.reduce(0) { $0 + $1[name] } / count
            let variance = rows.reduce(0) { $0 + ($1[name] - mean) * ($1[name] - mean) } / count
            centers.append(mean)
            scales.append(variance > 1e-6 ? 1 / variance.squareRoot() : 1)
        }
        return (centers, scales)
    }

    /// Its numbers, with four digits behind the point, as what stands in `PriceScorerNumbers.swift`.
    public var source: String {
        func list(_ name: String, _ values: [Float]) -> String {
            let lines = stride(from: 0, to: values.count, by: Self.numbersPerLine).map { start in
                values[start..<min(start + Self.numbersPerLine, values.count)].map(Self.text).joined(separator: ", ")
            }
            return "    static let \(name): [Float] = [\n"
                + lines.map { "        \($0),\n" }.joined() + "    ]\n"
        }
        return "// Written by Benchmarks/pages/price_scorer.py.\n\n/// The numbers of ``PriceScorer/standard``.\n"
            + "enum PriceScorerNumbers {\n    static let layerSizes = \(network.layerSizes)\n"
            + list("centers", centers) + list("scales", scales) + list("parameters", network.parameters) + "}\n"
    }

    private static let numbersPerLine = 12

    private static func text(_ value: Float) -> String { "\((value * 10_000).rounded() / 10_000)" }
}
