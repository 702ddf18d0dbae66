import DataImport
import DataModel
import Foundation
import Testing

/// A folder that goes away with the test.
final class ScratchFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "bowerbird-import-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String, _ content: some Sequence<UInt8>) throws -> String {
        let file = url.appending(path: name)
        try Data(content).write(to: file)
        return file.path
    }

    func file(_ name: String, _ text: String) throws -> String { try file(name, Array(text.utf8)) }
}

@Suite struct TableReaderTests {
    let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func read<Row: ImportableRow>(
        _ type: Row.Type, _ path: String, _ options: TableOptions = TableOptions()
    ) throws -> (rows: [Row], rejected: [RejectedRow]) {
        var rows: [Row] = []
        var rejected: [RejectedRow] = []
        try TableReader.read(type, path: path, options: options) { batch in
            rows += batch.rows
            rejected += batch.rejected
        }
        return (rows, rejected)
    }

    @Test func readsCSVWithEverythingQuoted() throws {
        let path = try folder.file(
            "events.csv",
            "\u{FEFF}user_id,item_id,timestamp,event_type,value\r\n"
                + "\"a,1\",\"say \"\"hi\"\"\",1700000000,View,\r\n\"two\nlines\",x,1700000000123,rating,4.5")
        let result = try read(Interaction.self, path)
        #expect(result.rejected.isEmpty)
        #expect(
            result.rows == [
                Interaction(
                    userID: "a,1", itemID: "say \"hi\"", timestamp: Timestamp(milliseconds: 1_700_000_000_000),
                    eventType: "view"),
                Interaction(
                    userID: "two\nlines", itemID: "x", timestamp: Timestamp(milliseconds: 1_700_000_000_123),
                    eventType: "rating", value: 4.5),
            ])
    }

    @Test func keepsGoodRowsBesideBadOnesAndSaysWhatIsWrong() throws {
        let path = try folder.file(
            "events.csv",
            """
            user_id,item_id,timestamp,value,price
            u,i,1700000000,NaN,
            u,,1700000000,1,
            u,i,soon,1,
            u,i,1700000000,1,-3
            u,i,1700000000
            u,i,1700000000,1,3
            """)
        let result = try read(Interaction.self, path)
        #expect(result.rows.count == 1)
        #expect(result.rejected.map(\.line) == [2, 3, 4, 5, 6])
        #expect(result.rejected.map(\.field) == ["value", "item_id", "timestamp", "price", nil])
        #expect(result.rejected[0].description.hasPrefix("\(path):2: value: 'NaN' is not a finite number"))
        #expect(result.rejected[3].text == "u,i,1700000000,1,-3")
    }

    @Test func linesAreCountedAcrossQuotedLineEnds() throws {
        let path = try folder.file("r.csv", "text,rating\n\"one\ntwo\nthree\",5\nbad,9\n")
        #expect(try read(Review.self, path).rejected.map(\.line) == [5])
    }

    @Test func brokenUTF8IsARejectedRow() throws {
        let path = try folder.file("r.csv", Array("text\n".utf8) + [0xFF, 0xFE, 0x41, 0x0A] + Array("fine\n".utf8))
        let result = try read(Review.self, path)
        #expect(result.rows.map(\.text) == ["fine"])
        #expect(result.rejected.first?.reason.contains("UTF-8") == true)
    }

    @Test func nulCharactersAreRejected() throws {
        let table = try folder.file("r.csv", "text\na\u{0}b\nfine\n")
        let lines = try folder.file(
            "r.jsonl",
            #"{"text": "a\u0000b"}"# + "\n{\"text\": \"a\u{0}b\"}\n{\"text\": \"fine\"}\n")
        #expect(try read(Review.self, table).rows.map(\.text) == ["fine"])
        #expect(try read(Review.self, lines).rows.map(\.text) == ["fine"])
    }

    @Test func anUnclosedQuoteNamesTheLineItBeganOn() throws {
        let path = try folder.file("r.csv", "text\nfine\n\"never closed\nmore\n")
        let result = try read(Review.self, path)
        #expect(result.rows.count == 1)
        #expect(result.rejected.map(\.line) == [3])
    }

    @Test func readsJSONLinesWithListsAndEscapes() throws {
        let path = try folder.file(
            "p.jsonl",
            #"""
            {"item_id": 7, "title": "Caf\u00e9 \ud83d\ude00", "categories": ["A > B", "C"], "price": 1e1, "colour": ["red","blue"], "available": false}
            not json
            {"title": "no id"}
            [1]

            {"item_id": "8", "categories": [["Garden", "Tools"]], "extra": {"k": 1}, "title": null}
            """#)
        let result = try read(Product.self, path)
        #expect(result.rejected.map(\.line) == [2, 3, 4])
        #expect(
            result.rows == [
                Product(
                    itemID: "7", title: "Café 😀", categories: [["A", "B"], ["C"]], price: 10, available: false,
                    attributes: ["colour": ["red", "blue"]]),
                Product(itemID: "8", categories: [["Garden", "Tools"]], attributes: ["extra": ["k: 1"]]),
            ])
    }

    @Test(arguments: [
        (#""item_id": {"x": 1}"#, "item_id", "it is an object; write one text or number"),
        (#""item_id": ["a", "b"]"#, "item_id", "it is a list; write one text or number"),
        (#""item_id": true"#, "item_id", "it is true, without quotes; write one text or number"),
        (#""item_id": "i", "title": ["a"]"#, "title", "it is a list; write one text or number"),
        (#""item_id": "i", "available": {}"#, "available", "it is an object; write true or false"),
        (
            #""item_id": "i", "categories": {"a": "b"}"#, "categories",
            "it is an object; write a text, or a list of texts"
        ),
    ])
    func jsonThatIsNoOneTextIsRejected(fields: String, field: String, reason: String) throws {
        let result = try read(Product.self, folder.file("p.jsonl", "{\(fields)}\n"))
        #expect(result.rows.isEmpty)
        #expect(result.rejected.map(\.field) == [field])
        #expect(result.rejected.map(\.reason) == [reason])
    }

    @Test func jsonListsAreReadWhereSeveralTextsAreMeant() throws {
        let path = try folder.file(
            "p.jsonl",
            #"{"item_id": "i", "description": ["Light.", "Dry."], "available": true, "sizes": {"eu": [41, 42]}}"#)
        let row = try #require(try read(Product.self, path).rows.first)
        #expect(row.description == "Light.\nDry." && row.available == true)
        #expect(row.attributes["sizes"] == ["eu: 41 > 42"] || row.attributes["sizes"] == ["eu: 41", "eu: 42"])
    }

    @Test(arguments: [
        "user_id,item_id,timestamp,user_id", "user_id,USER_ID,item_id,timestamp", "user_id,item_id,timestamp,a,a",
    ])
    func columnsOfOneNameAreRefused(header: String) throws {
        let path = try folder.file("x.csv", header + "\nu,i,1,v,w\n")
        let error = #expect(throws: ImportError.self) { try read(Interaction.self, path) }
        #expect(error?.description.contains("two columns are called '") == true)
        // Names that are left empty name nothing.
        let blank = try folder.file("y.csv", "user_id,item_id,timestamp,,\nu,i,1,,\n")
        #expect(try read(Interaction.self, blank).rows.count == 1)
    }

    @Test func aMappedColumnMustBeThere() throws {
        let path = try folder.file("x.csv", "user_id,item_id,timestamp\nu,i,1\n")
        let error = #expect(throws: ImportError.self) {
            try read(Interaction.self, path, TableOptions(mapping: ["foo": "user_id"]))
        }
        #expect(
            error?.description.hasSuffix("there is no column 'foo'; the file has 'user_id', 'item_id', 'timestamp'")
                == true)
    }

    @Test func rejectedRowsKnowTheirHeader() throws {
        let path = try folder.file("x.tsv", "User\t\"Item\tId\"\ttimestamp\titem\nu\tx\tsoon\ti\n")
        #expect(try read(Interaction.self, path).rejected.map(\.header) == ["User\t\"Item\tId\"\ttimestamp\titem"])
        let lines = try folder.file("x.jsonl", "{}\n")
        #expect(try read(Interaction.self, lines).rejected.map(\.header) == [nil])
    }

    @Test func acceptsOtherSpellings() throws {
        let personalize = try folder.file("p.csv", "USER_ID,ITEM_ID,TIMESTAMP,EVENT_TYPE,EVENT_VALUE\nu,i,1,click,2\n")
        let gorse = try folder.file(
            "g.jsonl", #"{"FeedbackType":"star","UserId":"u","ItemId":"i","Timestamp":"2024-01-01T00:00:00Z"}"#)
        #expect(try read(Interaction.self, personalize).rows.first?.value == 2)
        #expect(try read(Interaction.self, gorse).rows.first?.eventType == "star")
    }

    @Test func mapsColumnsByName() throws {
        let path = try folder.file("x.tsv", "kunde\tartikel\tzeit\nu\ti\t1700000000\n")
        let mapping = try TableReader.mapping(
            ["kunde=user_id", "artikel=item_id", "zeit=timestamp"], fieldNames: Interaction.fieldNames)
        #expect(try read(Interaction.self, path, TableOptions(mapping: mapping)).rows.count == 1)
        #expect(throws: ImportError.self) { try TableReader.mapping(["a=b"], fieldNames: ["c"]) }
    }

    @Test func aMissingColumnIsNamedWithTheNearestOne() throws {
        let path = try folder.file("x.csv", "user_id,itemid_,timestamp\nu,i,1\n")
        #expect(
            throws: ImportError.missingColumn(
                file: path, wanted: "item_id", found: ["user_id", "itemid_", "timestamp"], suggestion: "itemid_")
        ) { try read(Interaction.self, path) }
    }

    @Test(arguments: ["", "user_id,item_id,timestamp", "user_id,item_id,timestamp\n\n\n"])
    func emptyFilesHaveNoRows(text: String) throws {
        let path = try folder.file("empty.csv", text)
        #expect(try read(Interaction.self, path).rows.isEmpty)
    }

    @Test func otherColumnsBecomeAttributes() throws {
        let path = try folder.file("u.csv", "user_id,city,age\nu,Bonn,\n")
        #expect(try read(User.self, path).rows == [User(userID: "u", attributes: ["city": ["Bonn"]])])
    }

    @Test func readsGzipOfSeveralMembersAndNoticesACutOne() throws {
        let plain = try folder.file("a.csv", "text\nfirst\n")
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/bin/gzip")
        gzip.arguments = [plain]
        try gzip.run()
        gzip.waitUntilExit()
        let member = try Data(contentsOf: URL(filePath: plain + ".gz"))
        let second = try folder.file("b.csv", "second\n")
        let again = Process()
        again.executableURL = URL(filePath: "/bin/gzip")
        again.arguments = [second]
        try again.run()
        again.waitUntilExit()
        let both = try folder.file("both.csv.gz", member + Data(contentsOf: URL(filePath: second + ".gz")))
        #expect(try read(Review.self, both).rows.map(\.text) == ["first", "second"])
        let cut = try folder.file("cut.csv.gz", member.dropLast(6))
        #expect(throws: ImportError.self) { try read(Review.self, cut) }
    }

    @Test func rowsLargerThanTheBufferAreRead() throws {
        let long = String(repeating: "word ", count: 200_000)
        let path = try folder.file("long.csv", "text,rating\n\"\(long)\",5\nshort,1\n")
        #expect(try read(Review.self, path).rows.map(\.text.count) == [long.count - 1, 5])
    }

    @Test func missingFilesAndFoldersAreClearErrors() throws {
        #expect(throws: ImportError.self) { try read(Review.self, folder.url.appending(path: "none.csv").path) }
        #expect(throws: ImportError.self) { try read(Review.self, folder.url.path) }
        let odd = try folder.file("data.xyz", "text\n")
        #expect(throws: ImportError.unknownFormat(file: odd)) { try read(Review.self, odd) }
    }
}
