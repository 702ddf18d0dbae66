import DataModel
import Foundation
import Testing

@testable import Storage

@Suite struct SQLiteStoreTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "bowerbird-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private var path: String { folder.appending(path: "shop.sqlite").path }

    private func withStore(_ body: (SQLiteStore) throws -> Void) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(try SQLiteStore(path: path))
    }

    @Test(arguments: StoreContract.clauses) func keepsTheContract(_ clause: StoreContract.Clause) throws {
        try withStore(clause.check)
    }

    @Test(arguments: SharedStoreContract.clauses) func keepsTheContract(_ clause: SharedStoreContract.Clause) throws {
        try withStore { try clause.check($0, try SQLiteStore(path: path)) }
    }

    @Test func aFullDiskLosesTheBatchAndNothingElse() throws {
        try withStore { store in
            _ = try store.write { try $0.insert([StoreContract.interaction("u", "i", 1)]) }
            try store.limitSize(toPages: 40)
            let many = (0..<20_000).map { StoreContract.interaction("user \($0)", "item \($0)", Int64($0)) }
            #expect(throws: StorageError.full(path: path)) { try store.write { try $0.insert(many) } }
            #expect(try store.counts().interactions == 1)
            #expect(try store.write { try $0.insert([StoreContract.interaction("u", "j", 2)]) }.inserted == 1)
        }
    }

    @Test func anErasedUserIsNoLongerInTheFiles() throws {
        try withStore { store in
            let user = UserID(rawValue: "somebody-with-a-name")
            _ = try store.write {
                try $0.upsert([Review(text: "words that only they would write", userID: user)])
            }
            func mentions() throws -> Int {
                try FileManager.default.contentsOfDirectory(atPath: folder.path).count { name in
                    let bytes = try #require(FileManager.default.contents(atPath: folder.appending(path: name).path))
                    return ["somebody-with-a-name", "only they would write"].contains {
                        bytes.range(of: Data($0.utf8)) != nil
                    }
                }
            }
            #expect(try mentions() > 0)
            _ = try store.write { try $0.erase(user) }
            try store.scrub()
            #expect(try mentions() == 0)
        }
    }

    @Test func otherFilesAreRefused() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("This is a letter, not a database. It is long enough to be one, though.".utf8).write(
            to: URL(filePath: path))
        #expect(throws: StorageError.notADatabase(path: path)) { try SQLiteStore(path: path) }
        #expect(throws: StorageError.self) { try SQLiteStore(path: folder.appending(path: "no/such/folder/x").path) }
    }

    @Test func newerDatabasesAreRefused() throws {
        try withStore { store in
            try store.addUnknownMigration()
            #expect(throws: StorageError.newerSchema(path: path)) { try SQLiteStore(path: path) }
        }
    }
}
