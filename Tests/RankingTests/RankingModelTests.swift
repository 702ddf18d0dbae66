import DataModel
import LinearAlgebra
import NeuralNetworks
import Retrieval
import Testing

@testable import Ranking

@Suite struct RankingModelTests {
    // Each user walks along one of ten chains of six items, starting and ending somewhere, with a detour now and then.
    private static func chains(users: Int, seed: UInt64 = 1) -> RankingData {
        var generator = SeededGenerator(seed: seed)
        var table = InteractionTable()
        for user in 0..<users {
            let chain = generator.below(10)
            let start = generator.below(3)
            for step in start..<start + 4 {
                let isDetour = generator.uniform() < 0.1
                table.users.append(Int32(user))
                table.items.append(Int32(isDetour ? generator.below(60) : chain * 6 + min(step, 5)))
                table.timestamps.append(Int64(1_700_000_000_000 + user * 60_000 + step * 3_600_000))
            }
        }
        return RankingData(
            histories: Histories(table, userCount: users, itemCount: 60), content: ItemContent(itemCount: 60),
            timeIsOrdinal: false)
    }

    private static func model(threads: Int = 2, seed: UInt64 = 0) throws -> RankingModel {
        try RankingModel.train(on: chains(users: 600), settings: RankingSettings(seed: seed, threads: threads)).model
    }

    // Trained once for all tests that only ask it.
    private static let trained = Result { try model() }

    @Test func whatFollowsComesFirst() throws {
        let model = try Self.trained.get()
        for chain: Int32 in 0..<10 {
            let list = model.recommend(history: [chain * 6, chain * 6 + 1], top: 3)
            #expect(list.first?.item == chain * 6 + 2)
        }
    }

    @Test func seenItemsAreLeftOutUnlessAskedFor() throws {
        let model = try Self.trained.get()
        let history: [Int32] = [0, 1, 2]
        let list = model.recommend(history: history, top: 60)
        #expect(Set(list.map(\.item)).isDisjoint(with: history))
        let whole = model.recommend(history: history, top: 60, filter: CandidateFilter(includesSeen: true))
        #expect(Set(whole.map(\.item)).isSuperset(of: history))
    }

    @Test func filtersHold() throws {
        var isAllowed = [Bool](repeating: false, count: 60)
        for item in [2, 9, 40] { isAllowed[item] = true }
        let filter = CandidateFilter(isAllowed: isAllowed)
        let model = try Self.trained.get()
        #expect(Set(model.recommend(history: [0, 1], top: 10, filter: filter).map(\.item)).isSubset(of: [2, 9, 40]))
        #expect(Set(model.recommend(history: [], top: 10, filter: filter).map(\.item)).isSubset(of: [2, 9, 40]))
    }

    @Test func reasonsAddUpToTheScore() throws {
        let model = try Self.trained.get()
        for history: [Int32] in [[0], [6, 7], [12, 13, 14, 40]] {
            let plain = model.recommend(history: history, top: 5)
            let explained = model.recommend(history: history, top: 5, explained: true)
            #expect(plain.map(\.item) == explained.map(\.item))
            for item in explained {
                let sum = item.reasons.reduce(model.baseScore()) { $0 + $1.weight }
                #expect(abs(sum - item.score) < 1e-3)
                #expect(item.reasons.map(\.weight) == item.reasons.map(\.weight).sorted(by: >))
                for case let named? in item.reasons.map(\.item) { #expect(history.contains(named)) }
            }
        }
    }

    @Test func listsOfAllAreThoseOfEach() throws {
        let model = try Self.trained.get()
        let histories = Self.chains(users: 200, seed: 5).histories
        var count = 0
        model.recommendAll(histories, now: nil, top: 7, threads: 2) { first, lists in
            for (offset, list) in lists.enumerated() {
                #expect(list == model.recommend(history: Array(histories.items(of: first + offset)), top: 7))
                count += 1
            }
        }
        #expect(count == 200)
    }

    @Test func listsAreSortedWithoutRepeats() throws {
        let list = try Self.trained.get().recommend(history: [3, 4], top: 500)
        #expect(list.map(\.score) == list.map(\.score).sorted(by: >))
        #expect(Set(list.map(\.item)).count == list.count)
        #expect(list.count <= 58)
    }

    @Test func threadsChangeNoBitAndSeedsDo() throws {
        let one = try Self.model(threads: 1).bytes()
        #expect(try Self.model(threads: 2).bytes() == one)
        #expect(try Self.model(threads: 3).bytes() == one)
        #expect(try Self.model(seed: 1).bytes() != one)
    }

    @Test func restoresFromItsTensors() throws {
        let model = try Self.trained.get()
        let tensors = Dictionary(uniqueKeysWithValues: model.tensors().map { ($0.name, $0) })
        let restored = try RankingModel(tensors: tensors, metadata: model.metadata())
        for history: [Int32] in [[], [1], [20, 21, 22]] {
            #expect(
                restored.recommend(history: history, top: 9, explained: true)
                    == model.recommend(history: history, top: 9, explained: true))
        }
        for name in ["items.popularity", "scorer.mean", "scorer.0.weight", "retrieval.two-hop.values"] {
            var fewer = tensors
            fewer[name] = nil
            #expect(throws: NeuralNetworkError.self) {
                try RankingModel(tensors: fewer, metadata: model.metadata())
            }
        }
    }

    @Test func strangersGetWhatIsPopular() throws {
        let data = Self.chains(users: 600)
        let list = try Self.trained.get().recommend(history: [], top: 5, explained: true)
        #expect(list.count == 5)
        #expect(list.allSatisfy { $0.reasons.map(\.evidence) == [.retriever(.trending)] })
        var counts = [Int](repeating: 0, count: 60)
        for item in data.histories.items { counts[Int(item)] += 1 }
        #expect(counts[Int(list[0].item)] > counts.reduce(0, +) / 60)
    }

    @Test func theReportTellsHowWellItDoes() throws {
        let (_, report) = try RankingModel.train(on: Self.chains(users: 600))
        let ranker = try #require(report.heldOutNDCG(of: "ranker"))
        let popularity = try #require(report.heldOutNDCG(of: "popularity"))
        #expect(ranker > 0.5)
        #expect(ranker > 2 * popularity)
    }

    @Test(arguments: [
        Histories(offsets: [0], items: [], timestamps: [], itemCount: 0),
        Histories(offsets: [0, 0, 0], items: [], timestamps: [], itemCount: 3),
        Histories(offsets: [0, 1], items: [0], timestamps: [1], itemCount: 1),
        Histories(offsets: [0, 2, 2], items: [0, 1], timestamps: [1, 2], itemCount: 2),
    ])
    func tinyShopsTrain(_ histories: Histories) throws {
        for timeIsOrdinal in [true, false] {
            let data = RankingData(
                histories: histories, content: ItemContent(itemCount: histories.itemCount),
                timeIsOrdinal: timeIsOrdinal)
            let model = try RankingModel.train(on: data).model
            let list = model.recommend(history: [], top: 5)
            #expect(list.count <= histories.itemCount)
            #expect(list.isEmpty == histories.items.isEmpty)
            if histories.itemCount > 0 {
                #expect(!model.recommend(history: [0], top: 5).map(\.item).contains(0))
            }
        }
    }
}

extension RankingModel {
    // Bits, not values: what is unknown is NaN, which equals nothing.
    fileprivate func bytes() -> [UInt8] { Safetensors.encode(tensors(), metadata: [:]) }
}
