import DataModel
import Testing

@testable import DataImport

@Suite struct JSONRowsTests {
    private func read(_ text: String, isLines: Bool? = nil) throws -> ImportBatch<Interaction> {
        try JSONRows.read(Interaction.self, Array(text.utf8), isLines: isLines)
    }

    private let row = #"{"user":"u","item":"i","time":1700000000}"#

    @Test func objectsArraysAndLines() throws {
        #expect(try read(row).rows.count == 1)
        #expect(try read(" [\(row) , \(row)]\n").rows.count == 2)
        #expect(try read(row + "\r\n\n" + row).rows.count == 2)
        #expect(try read("{\n\"user\":\"u\",\n\"item\":\"i\",\"time\":1700000000}").rows.count == 1)
        #expect(try read("", isLines: true).rows.isEmpty)
        #expect(throws: JSONRowsError.self) { try read("") }
    }

    @Test func faultsNameTheirRow() throws {
        let lines = try read(row + "\n{broken\n[]\n" + row)
        #expect(lines.rows.count == 2)
        #expect(lines.rejected.map(\.line) == [2, 3])
        let array = try read("[\(row),null,{\"user\":\"u\"}]")
        #expect(array.rejected.map(\.line) == [2, 3])
        #expect(array.rejected.last?.field == "timestamp")
        #expect(throws: JSONRowsError.self) { try read("[\(row)") }
        #expect(throws: JSONRowsError.self) { try read("user,item\n1,2") }
    }

    @Test func defaultsFillWhatIsLeftOut() throws {
        let bytes = Array(#"[{"title":"T"},{"item_id":"own"}]"#.utf8)
        let batch = try JSONRows.read(Product.self, bytes, defaults: ["item_id": "given"])
        #expect(batch.rows.map(\.itemID.rawValue) == ["given", "own"])
    }
}
