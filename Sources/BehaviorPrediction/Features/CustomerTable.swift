import DataModel
import LinearAlgebra

/// Rows to learn from: customers on days in the past, and what came of them.
struct CustomerTable {
    /// `[rows × columns]`.
    var features: Matrix
    /// What each row's customer did in the window after the row's day.
    var windows: [Window]

    /// One row for each user known before each of `cuts`, or for each of those `customers`.
    init(
        _ log: ActivityLog, _ inputs: CustomerInputs, cuts: [Int32], horizon: Int32, customers: Set<Int>? = nil,
        threads: Int
    ) {
        var elements: [Float] = []
        windows = []
        for cut in cuts {
            let known = log.users(before: cut)
            let users = customers.map { known.filter($0.contains) } ?? known
            let features = CustomerFeatures(log, at: cut, horizon: horizon)
            elements += inputs.matrix(features, of: users, threads: threads).elements
            windows += users.map { Window(log, user: $0, days: cut..<cut + horizon) }
        }
        features = Matrix(rows: windows.count, columns: inputs.columns, elements: elements)
    }

    /// Tables with the same columns, one below the other.
    init(stacking tables: [CustomerTable]) {
        features = Matrix(stacking: tables.map(\.features))
        windows = tables.flatMap(\.windows)
    }

    /// The rows at `positions`, in that order.
    func selecting(rows positions: [Int]) -> CustomerTable {
        var table = self
        table.features = features.selecting(positions)
        table.windows = positions.map { windows[$0] }
        return table
    }

    /// The same rows with the columns at `places` only; all for `nil`.
    func selecting(columns places: [Int]?) -> CustomerTable {
        var table = self
        table.features = features.selecting(columns: places)
        return table
    }
}
