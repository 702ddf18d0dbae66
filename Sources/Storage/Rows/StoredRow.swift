/// A row that a database gave, read by the positions of its columns, so that every back end makes the same values of the
/// same columns.
protocol StoredRow {
    func text(_ column: Int) -> String?
    func integer(_ column: Int) -> Int64?
    func number(_ column: Int) -> Double?
    func flag(_ column: Int) -> Bool?
}
