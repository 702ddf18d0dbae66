import Bowerbird
import Foundation
import TestSupport
import Testing

@Suite struct ImportTests {
    @Test func importingTwiceChangesNothing() throws {
        try withTemporaryFolder { folder in
            let shop = try Shop(at: folder.appending(path: "shop"))
            let path = try folder.writing(SmallShop.pairs(), as: "events.csv")
            #expect(try shop.importInteractions(at: path).changedCount == 80)
            #expect(try shop.importInteractions(at: path).changedCount == 0)
            #expect(try shop.store.counts().interactions == 80)
        }
    }

    @Test func badRowsAreLeftOutAndNamed() throws {
        try withTemporaryFolder { folder in
            let shop = try Shop(at: folder.appending(path: "shop"))
            let path = folder.appending(path: "events.csv")
            var bytes = Data("user_id,item_id,timestamp,event_type,value,price\n".utf8)
            bytes += Data("u1,a,2026-01-01,view,,\n".utf8)
            bytes += Data("u1,a,yesterday,view,,\n".utf8)
            bytes += Data("u1,b,2026-01-02,rating,NaN,\n".utf8)
            bytes += Data("u1,c,2026-01-02,purchase,,-5\n".utf8)
            bytes += Data("u2,".utf8) + [0xFF, 0xFE] + Data(",2026-01-02,view,,\n".utf8)
            bytes += Data(",a,2026-01-02,view,,\n".utf8)
            bytes += Data("u1,a,2026-01-01,view,,\n".utf8)
            bytes += Data("u3,d,2026-01-03,view,,\n".utf8)
            try bytes.write(to: path)
            var rejected: [RejectedRow] = []
            let summary = try shop.importTable(
                .interactions, path: path.path, observer: ImportObserver(rejected: { rejected.append($0) }))
            #expect(rejected.map(\.line) == [3, 4, 5, 6, 7])
            #expect(rejected.map(\.field) == ["timestamp", "value", "price", nil, "user_id"])
            #expect(summary.rejectedCount == 5)
            #expect(summary.changedCount == 2)
        }
    }

    @Test func whatEndsEarlyIsNotedWithWhatItStored() throws {
        try withTemporaryFolder { folder in
            let shop = try Shop(at: folder.appending(path: "shop"))
            let rows = (0..<400_000).map { "u\($0),a,\($0)\n" }.joined()
            let whole = try folder.writing("user_id,item_id,timestamp\n" + rows, as: "events.csv")
            let gzip = Process()
            gzip.executableURL = URL(filePath: "/bin/gzip")
            gzip.arguments = [whole]
            try gzip.run()
            gzip.waitUntilExit()
            // A file that is cut off in its second half.
            let path = folder.appending(path: "events.csv.gz")
            let packed = try Data(contentsOf: path)
            try packed.prefix(packed.count * 3 / 4).write(to: path)
            #expect(throws: (any Error).self) { try shop.importInteractions(at: path.path) }
            let stored = try shop.store.counts().interactions
            let record = try #require(try shop.store.imports(limit: 5).first)
            #expect(record.problems.first?.hasPrefix(StoredImport.endedEarly) == true)
            #expect(stored > 0 && record.parts.reduce(0) { $0 + $1.inserted } == stored)
        }
    }

    @Test func strictStoresAllOrNothing() throws {
        try withTemporaryFolder { folder in
            let shop = try Shop(at: folder.appending(path: "shop"))
            let path = try folder.writing("user_id,item_id,timestamp\nu,a,1\nu,b,never\n", as: "events.csv")
            #expect(throws: StrictImportError.self) {
                try shop.importTable(.interactions, path: path, options: ImportOptions(isStrict: true))
            }
            #expect(try shop.store.counts() == StoreCounts())
            #expect(try shop.importTable(.interactions, path: path).changedCount == 1)
        }
    }

    @Test func pagesThatCannotBeReadAreLeftOutAndNamed() throws {
        try withTemporaryFolder { folder in
            let shop = try Shop(at: folder.appending(path: "shop"))
            let pages = folder.appending(path: "pages")
            try FileManager.default.createDirectory(at: pages, withIntermediateDirectories: true)
            _ = try pages.writing("<h1>Mug</h1><p class=price>$5</p>", as: "mug.html")
            _ = try pages.writing("<h1>Imprint</h1>", as: "imprint.html")
            _ = try pages.writing(String(repeating: "<p>", count: 6 << 20), as: "vast.html")
            _ = try pages.writing("not a page", as: "notes.txt")
            var rejected: [String] = []
            let summary = try shop.importPages(
                [pages.path], observer: ImportObserver(rejected: { rejected.append($0.file) }))
            #expect(rejected == ["imprint.html", "vast.html"].map { pages.path + "/" + $0 })
            #expect(summary.rejectedCount == 2)
            #expect(try shop.store.product("mug")?.price == 5)
        }
    }

    @Test func pagesThatOnlyTheirFilesNameDoNotReplaceOneAnother() throws {
        try withTemporaryFolder { folder in
            let shop = try Shop(at: folder.appending(path: "shop"))
            let paths = try [("a", 5), ("b", 7)].map { name, price in
                let shelf = folder.appending(path: name)
                try FileManager.default.createDirectory(at: shelf, withIntermediateDirectories: true)
                return try shelf.writing("<h1>Lamp</h1><p class=price>$\(price)</p>", as: "lamp.html")
            }
            var rejected: [RejectedRow] = []
            let summary = try shop.importPages(
                paths + [paths[0]], observer: ImportObserver(rejected: { rejected.append($0) }))
            #expect(summary.stored.map(\.change.inserted) == [1])
            #expect(rejected.map(\.file) == [paths[1]])
            #expect(rejected.first?.reason.contains(paths[0]) ?? false)
            #expect(try shop.store.product("lamp")?.price == 5)
        }
    }

    @Test func addressesThatEndAlikeAreOnePageOnlyWhereTheyAreTheSame() throws {
        try withTemporaryFolder { folder in
            let shop = try Shop(at: folder.appending(path: "shop"))
            func page(_ address: String, _ price: Int) -> String {
                "<link rel=canonical href='\(address)'><h1>Lamp</h1><p class=price>$\(price)</p>"
            }
            let paths = [
                try folder.writing(page("http://s.example/en/lamp?ref=1", 5), as: "1.html"),
                try folder.writing(page("https://s.example/en/lamp", 6), as: "2.html"),
                try folder.writing(page("https://s.example/de/lamp", 7), as: "3.html"),
                try folder.writing(page("https://s.example/en/lamp?color=red", 8), as: "4.html"),
            ]
            #expect(try shop.importPages(paths).rejectedCount == 2)
            #expect(try shop.store.product("lamp")?.price == 6)
        }
    }
}
