import DataModel
import LinearAlgebra
import NeuralNetworks
import Testing

@testable import Ranking

/// What price and opinion add to lists.
@Suite struct ItemFactsTests {
    // Half of the people buy what costs about 10, half what costs about 1,000; nothing but the price tells items apart.
    private static func data(knowsPrices: Bool) -> RankingData {
        var generator = SeededGenerator(seed: 3)
        var table = InteractionTable()
        for user in 0..<1_200 {
            let isDear = user % 2 == 1
            var had = Set<Int32>()
            while had.count < 3 {
                let item = Int32(generator.below(200)) * 2 + (isDear ? 1 : 0)
                guard had.insert(item).inserted else { continue }
                table.users.append(Int32(user))
                table.items.append(item)
                table.timestamps.append(Int64(had.count))
            }
        }
        var content = ItemContent(itemCount: 400)
        if knowsPrices {
            content.facts.logPrices = (0..<400).map {
                $0 % 2 == 1 ? 6.9 + Float($0 % 7) / 50 : 2.3 + Float($0 % 7) / 50
            }
            // Of some nothing is known.
            for item in stride(from: 0, to: 400, by: 10) { content.facts.logPrices[item] = .nan }
        }
        return RankingData(
            histories: Histories(table, userCount: 1_200, itemCount: 400), content: content, timeIsOrdinal: true)
    }

    @Test func peopleGetWhatIsPricedLikeWhatTheyHave() throws {
        let settings = RankingSettings(preset: .fast)
        let (model, report) = try RankingModel.train(on: Self.data(knowsPrices: true), settings: settings)
        let blind = try RankingModel.train(on: Self.data(knowsPrices: false), settings: settings).report
        let seeing = try #require(report.heldOutNDCG(of: "ranker"))
        #expect(seeing > (try #require(blind.heldOutNDCG(of: "ranker"))))
        let list = model.recommend(history: [1, 3, 7], top: 10, explained: true)
        #expect(list.allSatisfy { $0.item % 2 == 1 })
        #expect(list.filter { item in item.reasons.contains { $0.evidence == .price && $0.weight > 0 } }.count > 5)
        for item in list {
            let total = item.reasons.reduce(model.baseScore()) { $0 + $1.weight }
            #expect(abs(total - item.score) < 1e-3)
        }
    }

    @Test func whatIsUnknownIsSaidAndNotTakenForZero() {
        let unknown = ItemFacts(itemCount: 3)
        #expect(unknown.logPrices.allSatisfy(\.isNaN) && unknown.opinions.allSatisfy(\.isNaN))
        let profile = PriceProfile([0, 1, 2], [.nan, 2, 4])
        #expect(profile.last == 4)
        #expect(profile.mean == 3)
        #expect(profile.deviation == 1)
        #expect(PriceProfile([0], [.nan]).last == nil)
    }

    @Test func factsAreRestoredWithTheModel() throws {
        let model = try RankingModel.train(
            on: Self.data(knowsPrices: true), settings: RankingSettings(preset: .fast)
        ).model
        let tensors = Dictionary(uniqueKeysWithValues: model.tensors().map { ($0.name, $0) })
        let restored = try RankingModel(tensors: tensors, metadata: model.metadata())
        let lists = [model, restored].map { $0.recommend(history: [2, 4, 6], top: 10, explained: true) }
        #expect(lists[0] == lists[1])
    }
}
