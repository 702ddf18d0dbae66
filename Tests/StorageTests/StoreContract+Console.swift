import DataModel
import Storage
import Testing

/// What every back end must do with people who are signed in.
extension StoreContract {
    static func sessionsAtTheConsoleBeginAndEnd(_ store: any Store) throws {
        func time(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }
        let writes = try store.writeCount()
        let first = ConsoleSession(digest: "aa", key: "k1", expiresAt: time(1_000))
        let second = ConsoleSession(digest: "bb", key: "k2", expiresAt: time(5_000))
        try store.begin(first, at: time(0))
        try store.begin(second, at: time(10))
        #expect(try store.consoleSession("aa", at: time(999)) == first)
        #expect(try store.consoleSession("aa", at: time(1_000)) == nil)
        #expect(try store.consoleSession("bb", at: time(1_000)) == second)
        #expect(try store.consoleSession("cc", at: time(0)) == nil)
        // Another's beginning takes away what is over, and nothing else.
        try store.begin(ConsoleSession(digest: "cc", key: "k1", expiresAt: time(9_000)), at: time(1_000))
        #expect(try store.consoleSession("aa", at: time(0)) == nil)
        try store.endConsoleSession("bb")
        try store.endConsoleSession("nothing")
        #expect(try store.consoleSession("bb", at: time(0)) == nil)
        #expect(try store.consoleSession("cc", at: time(0))?.key == "k1")
        #expect(try store.writeCount() == writes)
    }
}
