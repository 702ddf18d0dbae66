import DataModel
import Dispatch
import Storage
import Synchronization
import Testing

/// What every back end must do when it is opened twice, as two processes do.
enum SharedStoreContract {
    /// Something that holds for a new store that is opened twice.
    struct Clause: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let check: @Sendable (any Store, any Store) throws -> Void

        init(_ name: String, _ check: @escaping @Sendable (any Store, any Store) throws -> Void) {
            testDescription = name
            self.check = check
        }
    }

    static let clauses = [
        Clause("what one writes the other reads") { try whatOneWritesTheOtherReads($0, $1) },
        Clause("ids of erased users are not given to others") { try idsOfErasedUsersAreNotGivenToOthers($0, $1) },
        Clause("two take turns") { try twoTakeTurns($0, $1) },
        Clause("writers at once lose nothing") { try writersAtOnceLoseNothing($0, $1) },
        Clause("a snapshot is of one moment") { try aSnapshotIsOfOneMoment($0, $1) },
        Clause("a task has one claim") { try aTaskHasOneClaim($0, $1) },
        Clause("names of one look have one number") { try namesOfOneLookHaveOneNumber($0, $1) },
    ]

    private static func interaction(_ user: String, _ item: String, _ time: Int64) -> Interaction {
        StoreContract.interaction(user, item, time)
    }

    static func whatOneWritesTheOtherReads(_ first: any Store, _ second: any Store) throws {
        _ = try first.write { try $0.insert([interaction("u", "i", 1)]) }
        #expect(try second.snapshot().items.identifiers == ["i"])
        #expect(try second.writeCount() == first.writeCount())
        #expect(try second.revision() == first.revision())
    }

    static func idsOfErasedUsersAreNotGivenToOthers(_ first: any Store, _ second: any Store) throws {
        _ = try first.write { try $0.insert([interaction("old", "i", 1)]) }
        _ = try second.write { try $0.erase("old") }
        _ = try second.write { try $0.upsert([User(userID: "heir", attributes: ["a": ["b"]])]) }
        _ = try first.write { try $0.insert([interaction("old", "i", 2)]) }
        #expect(try first.history(of: "heir", limit: 5).isEmpty)
        #expect(try first.history(of: "old", limit: 5).count == 1)
    }

    static func twoTakeTurns(_ first: any Store, _ second: any Store) throws {
        for turn in 0..<20 {
            let store = turn.isMultiple(of: 2) ? first : second
            _ = try store.write { try $0.insert([interaction("u\(turn % 3)", "i\(turn)", Int64(turn))]) }
        }
        #expect(try first.counts().interactions == 20)
        #expect(try second.snapshot().users.identifiers == ["u0", "u1", "u2"])
    }

    static func writersAtOnceLoseNothing(_ first: any Store, _ second: any Store) throws {
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 40) { turn in
            let store = turn.isMultiple(of: 2) ? first : second
            do {
                // The same names from both, so that they meet.
                let change = try store.write {
                    try $0.insert([interaction("u\(turn / 8)", "i\(turn / 8)", Int64(turn))])
                }
                if change.inserted != 1 { failures.withLock { $0.append("\(turn): \(change)") } }
            } catch {
                failures.withLock { $0.append("\(turn): \(error)") }
            }
        }
        #expect(failures.withLock { $0 } == [])
        #expect(try first.counts().interactions == 40)
        #expect(try first.counts().users == 5)
        #expect(try second.writeCount() == 40)
    }

    static func aSnapshotIsOfOneMoment(_ first: any Store, _ second: any Store) throws {
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 2) { side in
            do {
                for turn in 0..<25 {
                    if side == 0 {
                        _ = try first.write { writer in
                            _ = try writer.insert([interaction("u", "i\(turn)", Int64(turn))])
                            return try writer.upsert([Review(reviewID: "r\(turn)", text: "words")])
                        }
                    } else {
                        let seen = try second.snapshot()
                        if seen.interactions.count != seen.reviews.count || seen.items.count != seen.reviews.count {
                            failures.withLock { $0.append("\(seen.interactions.count), \(seen.reviews.count)") }
                        }
                    }
                }
            } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }
        #expect(failures.withLock { $0 } == [])
        #expect(try second.snapshot().reviews.count == 25)
    }

    static func namesOfOneLookHaveOneNumber(_ first: any Store, _ second: any Store) throws {
        // Of the two, neither remembers what the other has written.
        let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
        _ = try first.write { try $0.insert([interaction(composed, composed, 1)]) }
        _ = try second.write { writer in
            _ = try writer.upsert([Product(itemID: ItemID(rawValue: decomposed), title: "Coffee")])
            return try writer.insert([interaction(decomposed, decomposed, 2), interaction("u", "i", 3)])
        }
        let snapshot = try first.snapshot()
        #expect(snapshot.users.identifiers == [composed, "u"] && snapshot.items.identifiers == [composed, "i"])
        #expect(snapshot.interactions.users == [0, 0, 1] && snapshot.interactions.items == [0, 0, 1])
        #expect(snapshot.products.map { $0?.title } == ["Coffee", nil])
    }

    static func aTaskHasOneClaim(_ first: any Store, _ second: any Store) throws {
        let claim = try #require(try first.claim(.training))
        #expect((try second.claim(.training)) === nil)
        #expect((try first.claim(.training)) === nil)
        let other = try #require(try second.claim(.trainingOrder))
        claim.end()
        claim.end()
        let next = try #require(try second.claim(.training))
        #expect((try first.claim(.training)) === nil)
        next.end()
        other.end()
    }
}
