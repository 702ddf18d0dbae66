import DataModel
import Testing

@testable import BehaviorPrediction

@Suite struct CategoryTests {
    // Every user keeps to two of eight categories, one item each, and comes every four days for half a year.
    private static let snapshot: Snapshot = {
        let events = (0..<48).flatMap { user in
            (0..<45).map { visit in
                ToyShop.Event(
                    user: "u\(user)", item: "i\((user + (visit % 2) * 3) % 8)", day: visit * 4 + user % 4)
            }
        }
        var snapshot = ToyShop.snapshot(events)
        snapshot.products = snapshot.items.identifiers.map { item in
            Product(itemID: ItemID(rawValue: item), categories: [["Shop", "Shelf \(item.dropFirst())"]])
        }
        return snapshot
    }()

    @Test func visitsTouchTheFinestCategories() {
        let visits = CategoryVisits(Self.snapshot)
        #expect(visits.names == (0..<8).map { "Shop > Shelf \($0)" })
        #expect(visits.visits.count == 48)
        #expect(visits.visits[0].count == 45)
        #expect(visits.visits[0][0].categories.count == 1)
    }

    @Test func ownCategoriesComeFirst() throws {
        let log = try ActivityLog(Self.snapshot)
        let visits = CategoryVisits(Self.snapshot)
        let day = log.span.upperBound
        let model = try CategoryModel(visits, log: log, asOf: day, seed: 0, threads: 2)
        for (user, list) in model.predictions(users: [0, 5, 11], day: day, top: 3).enumerated() {
            let own = Set(visits.visits[[0, 5, 11][user]].flatMap(\.categories).map { visits.names[Int($0)] })
            #expect(own == Set(list.prefix(2).map(\.category)))
            #expect(list[2].probability < 0.2)
            #expect(list.allSatisfy { (0...1).contains($0.probability) })
        }
        let trials = model.trials(from: day - 20, until: day)
        #expect(trials.count == 48)
        #expect(trials.allSatisfy { $0.ranked.count == $0.byFrequency.count && $0.truth.count == 1 })
    }

    @Test func candidatesKnowOnlyThePast() {
        let visits = CategoryVisits(Self.snapshot)
        let cut = Int32(ToyShop.firstDay + 90)
        let next = visits.next(of: 0, from: cut)
        #expect(next?.visit.day ?? 0 >= cut)
        #expect(next?.past.allSatisfy { $0.day < cut } ?? false)
        var short = Self.snapshot
        let kept = short.interactions.timestamps.prefix { $0 < Int64(cut) * 86_400_000 }.count
        short.interactions.users.removeLast(short.interactions.count - kept)
        short.interactions.items.removeLast(short.interactions.items.count - kept)
        short.interactions.timestamps.removeLast(short.interactions.timestamps.count - kept)
        let past = visits.past(of: 0, before: cut)
        let whole = CategoryCandidates(visits, before: cut).rows(after: past, on: cut)
        let known = CategoryCandidates(CategoryVisits(short), before: cut).rows(after: past, on: cut)
        #expect(whole.categories == known.categories)
        #expect(zip(whole.elements, known.elements).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
    }
}
