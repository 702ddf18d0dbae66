import GRDB

extension Row: StoredRow {
    func text(_ column: Int) -> String? { self[column] }
    func integer(_ column: Int) -> Int64? { self[column] }
    func number(_ column: Int) -> Double? { self[column] }
    func flag(_ column: Int) -> Bool? { self[column] }
}
