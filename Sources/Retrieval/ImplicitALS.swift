public import DataModel
public import LinearAlgebra

/// How ``ImplicitALS`` is fitted.
public struct ImplicitALSSettings: Sendable, Equatable {
    /// Dimensions of users and items.
    public var factors: Int
    /// λ in shares of a row's total confidence: a user's factors are held back by λ·Σ_i c_ui, an item's by λ·Σ_u c_ui.
    /// Scaled so, one value suits rows, and catalogues, of very different size (Rendle et al., RecSys 2022).
    public var regularization: Float
    /// α: a pair that occurred weighs 1 + α, every other pair 1.
    public var confidence: Float
    /// How often users and items are solved in turn.
    public var iterations: Int
    /// Conjugate-gradient steps a row (Takács, Pilászy and Tikk, RecSys 2011); as many as there are factors solve it
    /// exactly, three are enough as every solve starts from the last one.
    public var solverSteps: Int
    /// Where the first item factors come from.
    public var seed: UInt64

    /// Settings; what is left out has its default.
    public init(
        factors: Int = 64, regularization: Float = 0.001, confidence: Float = 4, iterations: Int = 15,
        solverSteps: Int = 3, seed: UInt64 = 0
    ) {
        self.factors = factors
        self.regularization = regularization
        self.confidence = confidence
        self.iterations = iterations
        self.solverSteps = solverSteps
        self.seed = seed
    }
}

/// Matrix factorisation of implicit feedback by alternating least squares (Hu, Koren and Volinsky, ICDM 2008): factors
/// that minimise `Σ_ui c_ui (p_ui − x_u·y_i)² + Σ_u λ_u‖x_u‖² + Σ_i λ_i‖y_i‖²` over all pairs, with p 1 where a user has
/// an item and 0 elsewhere.
public struct ImplicitALS: Sendable, Equatable {
    /// One row a user, `[users × factors]`.
    public let userFactors: Matrix
    /// One row an item, `[items × factors]`; `userFactors[u] · itemFactors[i]` is how much u is likely to want i.
    public let itemFactors: Matrix

    /// Fits `histories`. The same histories and settings give the same bits for any number of threads.
    /// - Complexity: O(iterations · solverSteps · (events · factors + (users + items) · factors²)).
    public init(_ histories: Histories, settings: ImplicitALSSettings, threads: Int) {
        let itemsOfUsers = ObservedPairs(offsets: histories.offsets, columns: histories.items)
        let usersOfItems = ObservedPairs(itemsOf: histories)
        var users = Matrix(rows: histories.userCount, columns: settings.factors)
        var items = Self.start(rows: histories.itemCount, settings)
        for _ in 0..<settings.iterations {
            let byUser = LeastSquaresRows(itemsOfUsers, others: items, settings, threads: threads)
            byUser.solve(&users, threads: threads)
            let byItem = LeastSquaresRows(usersOfItems, others: users, settings, threads: threads)
            byItem.solve(&items, threads: threads)
        }
        userFactors = users
        itemFactors = items
    }

    // Small numbers of both signs, so that every factor starts in a direction of its own.
    private static func start(rows: Int, _ settings: ImplicitALSSettings) -> Matrix {
        var matrix = Matrix(rows: rows, columns: settings.factors)
        var generator = SeededGenerator(seed: settings.seed)
        let scale = 0.2 / Float(max(settings.factors, 1)).squareRoot()
        for index in matrix.elements.indices { matrix.elements[index] = scale * (2 * generator.uniform() - 1) }
        return matrix
    }
}

extension ImplicitALS {
    /// What fitting minimises, for these factors: never rises from one iteration to the next.
    public func objective(_ histories: Histories, settings: ImplicitALSSettings, threads: Int) -> Double {
        // Σ over all pairs of (x·y)² is the sum over the entries of XᵀX times those of YᵀY.
        let userGram = userFactors.transposedProduct(with: userFactors, threads: threads)
        let itemGram = itemFactors.transposedProduct(with: itemFactors, threads: threads)
        var sum = zip(userGram.elements, itemGram.elements).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        let (alpha, lambda) = (Double(settings.confidence), Double(settings.regularization))
        var seenBy = [Int](repeating: 0, count: histories.itemCount)
        for user in 0..<histories.userCount {
            let row = userFactors.row(user)
            for item in histories.items(of: user) {
                let score = Self.dot(row, itemFactors.row(Int(item)))
                sum += (1 + alpha) * (1 - score) * (1 - score) - score * score
                seenBy[Int(item)] += 1
            }
            let confidence = Double(histories.itemCount) + alpha * Double(histories.range(of: user).count)
            sum += lambda * confidence * Self.dot(row, row)
        }
        for item in 0..<histories.itemCount {
            let row = itemFactors.row(item)
            sum += lambda * (Double(histories.userCount) + alpha * Double(seenBy[item])) * Self.dot(row, row)
        }
        return sum
    }

    private static func dot(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Double {
        zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
}
