import DataModel
import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Storage

@Suite(.enabled(if: PostgreSQLServer.isInstalled, Comment(rawValue: PostgreSQLServer.absence)))
struct PostgreSQLStoreTests {
    private func withDatabase(_ body: (PostgreSQLServer, String) throws -> Void) throws {
        let server = try PostgreSQLServer.shared.get()
        try body(server, try server.makeDatabase())
    }

    @Test(arguments: StoreContract.clauses) func keepsTheContract(_ clause: StoreContract.Clause) throws {
        try withDatabase { try clause.check(try PostgreSQLStore(url: $1)) }
    }

    @Test(arguments: SharedStoreContract.clauses) func keepsTheContract(_ clause: SharedStoreContract.Clause) throws {
        try withDatabase { try clause.check(try PostgreSQLStore(url: $1), try PostgreSQLStore(url: $1)) }
    }

    @Test func manyOpenANewDatabaseAtOnce() throws {
        try withDatabase { _, url in
            let failures = Mutex<[String]>([])
            DispatchQueue.concurrentPerform(iterations: 8) { turn in
                do {
                    let store = try PostgreSQLStore(url: url)
                    _ = try store.write { try $0.insert([StoreContract.interaction("u", "i", Int64(turn))]) }
                } catch {
                    failures.withLock { $0.append("\(error)") }
                }
            }
            #expect(failures.withLock { $0 } == [])
            let store = try PostgreSQLStore(url: url)
            #expect(try store.counts().interactions == 8)
        }
    }

    @Test func aPoolHasABound() throws {
        try withDatabase { server, url in
            let store = try PostgreSQLStore(url: url + "?pool=2")
            DispatchQueue.concurrentPerform(iterations: 24) { _ in _ = try? store.counts() }
            let count = try server.psql(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'bowerbird' AND datname = '\(store.pool.location.database)'"
            )
            #expect((1...2).contains(Int(count) ?? 0), "\(count)")
        }
    }

    @Test func whatIsTriedAgainstAnotherServerStartWorks() throws {
        let server = try PostgreSQLServer()
        let url = try server.makeDatabase()
        let store = try PostgreSQLStore(url: url)
        _ = try store.write { try $0.insert([StoreContract.interaction("u", "i", 1)]) }
        server.stop()
        let refusal = #expect(throws: StorageError.self) { try store.counts() }
        guard case .unreachable = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        try server.start()
        #expect(try store.history(of: "u", limit: 9).count == 1)
        server.stop()
        try server.start()
        #expect(try store.write { try $0.insert([StoreContract.interaction("u", "j", 2)]) }.inserted == 1)
        #expect(try store.counts().interactions == 2)
    }

    @Test func aConnectionLostInTheMidstOfATransactionLosesTheTransactionOnly() throws {
        try withDatabase { server, url in
            let store = try PostgreSQLStore(url: url)
            var calls = 0
            let refusal = #expect(throws: StorageError.self) {
                try store.write { writer -> Void in
                    calls += 1
                    _ = try writer.insert([StoreContract.interaction("lost", "lost", 1)])
                    try server.psql(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(store.pool.location.database)'"
                    )
                    _ = try writer.insert([StoreContract.interaction("lost", "more", 2)])
                }
            }
            // It may have done more than write: it is never done twice.
            #expect(calls == 1)
            #expect(refusal?.description.contains("cannot be reached") == true)
            #expect(try store.counts() == StoreCounts())
            #expect(try store.write { try $0.insert([StoreContract.interaction("u", "i", 1)]) }.inserted == 1)
        }
    }

    @Test func textsWithNULAreRefusedByName() throws {
        try withDatabase { _, url in
            let store = try PostgreSQLStore(url: url)
            let refusal = #expect(throws: StorageError.self) {
                try store.write { writer in
                    _ = try writer.insert([StoreContract.interaction("kept", "i", 1)])
                    return try writer.upsert([Product(itemID: "i", title: "Te\0nt")])
                }
            }
            #expect(refusal == .unstorableText(field: "title", text: "Te\0nt"))
            #expect(refusal?.description.contains("title 'Te␀nt'") == true)
            #expect(throws: StorageError.unstorableText(field: "user_id", text: "\0")) {
                try store.write { try $0.insert([StoreContract.interaction("\0", "i", 1)]) }
            }
            #expect(try store.counts() == StoreCounts())
        }
    }

    @Test func anErasedUserIsNoLongerInTheTables() throws {
        // Of its own: what other databases of a server write delays what is taken out of files.
        let server = try PostgreSQLServer()
        let store = try PostgreSQLStore(url: try server.makeDatabase())
        let user = UserID(rawValue: "somebody-with-a-name")
        _ = try store.write {
            try $0.upsert([Review(text: "words that only they would write", userID: user)])
        }
        func mentions() throws -> Int {
            // So that what is in memory only is in the files.
            try server.psql("CHECKPOINT")
            let tables = server.data.appending(path: "base")
            let files = FileManager.default.enumerator(at: tables, includingPropertiesForKeys: nil)
            return (files?.allObjects as? [URL] ?? []).count { file in
                let bytes = FileManager.default.contents(atPath: file.path) ?? Data()
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

    @Test func newerDatabasesAreRefused() throws {
        try withDatabase { server, url in
            let store = try PostgreSQLStore(url: url)
            try server.psql(
                "INSERT INTO bowerbird.migrations VALUES (99, 'from the future')",
                database: store.pool.location.database)
            #expect(throws: StorageError.newerSchema(path: store.name)) { try PostgreSQLStore(url: url) }
        }
    }

    @Test func tablesOfOthersAreNotInTheWay() throws {
        try withDatabase { server, url in
            let name = url.split(separator: "/").last.map(String.init) ?? ""
            try server.psql("CREATE TABLE users (id TEXT); INSERT INTO users VALUES ('theirs')", database: name)
            _ = try PostgreSQLStore(url: url).write { try $0.upsert([User(userID: "u")]) }
            #expect(try server.psql("SELECT count(*), min(id) FROM public.users", database: name) == "1|theirs")
        }
    }
}
