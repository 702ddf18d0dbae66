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

    @Test func identicalRowsCountOnce() throws { try withStore(StoreContract.identicalRowsCountOnce) }
    @Test func productsAreFilledInNotErased() throws { try withStore(StoreContract.productsAreFilledInNotErased) }
    @Test func reviewsAndQueriesAreIdentified() throws { try withStore(StoreContract.reviewsAndQueriesAreIdentified) }
    @Test func usersKeepTheirAttributes() throws { try withStore(StoreContract.usersKeepTheirAttributes) }
    @Test func sessionsAreFilledInNotErased() throws { try withStore(StoreContract.sessionsAreFilledInNotErased) }
    @Test func detailsFollowTheOrderOfTime() throws { try withStore(StoreContract.detailsFollowTheOrderOfTime) }
    @Test func snapshotIsInTimeOrder() throws { try withStore(StoreContract.snapshotIsInTimeOrder) }
    @Test func historyIsTheNewestOldestFirst() throws { try withStore(StoreContract.historyIsTheNewestOldestFirst) }
    @Test func aFailedWriteLeavesNothing() throws { try withStore(StoreContract.aFailedWriteLeavesNothing) }
    @Test func oddIdentifiersSurvive() throws { try withStore(StoreContract.oddIdentifiersSurvive) }
    @Test func theCatalogueIsReadWhole() throws { try withStore(StoreContract.theCatalogueIsReadWhole) }
    @Test func revisionsTellOfChanges() throws { try withStore(StoreContract.revisionsTellOfChanges) }
    @Test func visitors() throws { try withStore(StoreContract.visitorsAreKnownByProfileAndQueries) }
    @Test func usersAreErased() throws { try withStore(StoreContract.usersAreErased) }
    @Test func answersAreKept() throws { try withStore(StoreContract.answersAreKept) }
    @Test func writesAreCounted() throws { try withStore(StoreContract.writesAreCounted) }
    @Test func keysAreKept() throws { try withStore(StoreContract.keysAreKeptAndRevoked) }
    @Test func rowsAreListedInParts() throws { try withStore(StoreContract.rowsAreListedInParts) }
    @Test func itemsAreErased() throws { try withStore(StoreContract.itemsAreErased) }
    @Test func emptyStoreAnswers() throws { try withStore(StoreContract.emptyStoreAnswers) }

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

    @Test func rowsOfErasedUsersAreNotGivenToOthers() throws {
        try withStore { first in
            let second = try SQLiteStore(path: path)
            _ = try first.write { try $0.insert([StoreContract.interaction("old", "i", 1)]) }
            _ = try second.write { try $0.erase("old") }
            _ = try second.write { try $0.upsert([User(userID: "heir", attributes: ["a": ["b"]])]) }
            _ = try first.write { try $0.insert([StoreContract.interaction("old", "i", 2)]) }
            #expect(try first.history(of: "heir", limit: 5).isEmpty)
            #expect(try first.history(of: "old", limit: 5).count == 1)
        }
    }

    @Test func twoStoresOnOneFileTakeTurns() throws {
        try withStore { first in
            let second = try SQLiteStore(path: path)
            for turn in 0..<20 {
                let store = turn.isMultiple(of: 2) ? first : second
                _ = try store.write {
                    try $0.insert([StoreContract.interaction("u\(turn % 3)", "i\(turn)", Int64(turn))])
                }
            }
            #expect(try first.counts().interactions == 20)
            #expect(try second.snapshot().users.identifiers == ["u0", "u1", "u2"])
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

    @Test func aReopenedStoreHoldsWhatWasWritten() throws {
        try withStore { store in
            _ = try store.write { try $0.insert([StoreContract.interaction("u", "i", 1)]) }
            #expect(try SQLiteStore(path: path).snapshot().items.identifiers == ["i"])
        }
    }
}
