import DataModel
import Storage
import Testing

/// What every back end must do with experiments.
extension StoreContract {
    private static func experiment(_ name: String, at seconds: Double) -> Experiment {
        Experiment(
            name: name, control: "model-1", treatment: "model-2", treatmentShare: 0.25,
            startedAt: Timestamp(seconds: seconds))
    }

    private static func exposure(_ experiment: String, _ user: UserID, _ isTreatment: Bool, _ time: Int64) -> Exposure {
        Exposure(
            experiment: experiment, userID: user, isTreatment: isTreatment,
            firstAt: Timestamp(milliseconds: time))
    }

    static func experimentsBeginAndEnd(_ store: any Store) throws {
        #expect(try store.experiments() == [])
        let first = experiment("b", at: 1)
        var second = experiment("a 中", at: 2)
        try store.write { writer in
            try writer.insert(second)
            try writer.insert(first)
            #expect(try writer.experiments() == [first, second])
        }
        #expect(throws: (any Error).self) { try store.write { try $0.insert(first) } }
        let ends = try [("a 中", 5.0), ("a 中", 6), ("other", 6)].map { name, time in
            try store.write { try $0.endExperiment(name, at: Timestamp(seconds: time)) }
        }
        #expect(ends == [true, false, false])
        second.endedAt = Timestamp(seconds: 5)
        #expect(try store.experiments() == [first, second])
    }

    static func exposuresAreNotedOnce(_ store: any Store) throws {
        try store.write { writer in
            try writer.insert(experiment("one", at: 1))
            try writer.insert(experiment("two", at: 2))
        }
        let writes = try store.writeCount()
        let first = [exposure("one", "v", true, 10), exposure("one", "u'\"中", false, 11)]
        try store.note(first)
        try store.note([exposure("one", "v", false, 20), exposure("one", "w", true, 21)])
        try store.note([exposure("two", "v", false, 30)])
        try store.note([])
        #expect(try store.exposures(to: "one") == [first[1], first[0], exposure("one", "w", true, 21)])
        #expect(try store.exposures(of: "v") == [first[0], exposure("two", "v", false, 30)])
        #expect(try store.exposures(to: "none") == [])
        #expect(throws: (any Error).self) { try store.note([exposure("none", "v", true, 1)]) }
        // Lists that are kept elsewhere stay as they are.
        #expect(try store.writeCount() == writes)
    }

    static func erasedUsersWereNeverExposed(_ store: any Store) throws {
        try store.write { try $0.insert(experiment("one", at: 1)) }
        _ = try store.write { try $0.insert([interaction("known", "i", 1)]) }
        try store.note([exposure("one", "known", true, 2), exposure("one", "stranger", false, 3)])
        let erasures = try ["known", "stranger", "nobody"].map { user in
            try store.write { try $0.erase(UserID(rawValue: user)) }
        }
        #expect(erasures.map(\.exposures) == [1, 1, 0])
        #expect(erasures.map(\.wasKnown) == [true, false, false])
        #expect(try store.exposures(to: "one") == [])
        // Who was erased is not noted again by somebody who did not know of it.
        let before = try store.revision().erasures
        #expect(try store.note([exposure("one", "first", true, 4)], unlessErasedSince: before))
        _ = try store.write { try $0.erase("first") }
        #expect(try !store.note([exposure("one", "first", true, 5)], unlessErasedSince: before))
        #expect(try store.exposures(to: "one") == [])
        let now = try store.revision().erasures
        #expect(try store.note([exposure("one", "second", true, 6)], unlessErasedSince: now))
        #expect(try store.exposures(to: "one").map(\.userID) == ["second"])
    }
}
