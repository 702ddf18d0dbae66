import CPostgreSQL

/// A row of a result in binary format; only as long as the result is there.
struct PostgreSQLRow: StoredRow {
    let result: OpaquePointer
    let row: Int32

    func text(_ column: Int) -> String? {
        bytes(column).map { String(decoding: $0, as: UTF8.self) }
    }

    func integer(_ column: Int) -> Int64? {
        bytes(column).map { $0.reduce(Int64($0.first ?? 0 >= 0x80 ? -1 : 0)) { $0 << 8 | Int64($1) } }
    }

    func number(_ column: Int) -> Double? {
        bytes(column).map { Double(bitPattern: $0.reduce(0) { $0 << 8 | UInt64($1) }) }
    }

    func flag(_ column: Int) -> Bool? { bytes(column).map { $0.first != 0 } }

    private func bytes(_ column: Int) -> UnsafeRawBufferPointer? {
        guard PQgetisnull(result, row, Int32(column)) == 0, let start = PQgetvalue(result, row, Int32(column)) else {
            return nil
        }
        return UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, Int32(column))))
    }
}
