import DataModel
import LinearAlgebra
import NeuralNetworks
import Testing

@testable import Ranking

/// Shops whose people come back to what they had, and shops whose people do not.
@Suite struct RepetitionTests {
    // Everybody alternates between an item of their own and others, if `comesBack`; else each takes new items only.
    private static func data(users: Int, comesBack: Bool) -> RankingData {
        var generator = SeededGenerator(seed: 7)
        var table = InteractionTable()
        for user in 0..<users {
            let own = Int32(generator.below(30))
            for step in 0..<8 {
                let item = comesBack && step % 2 == 0 ? own : Int32(30 + generator.below(70))
                table.users.append(Int32(user))
                table.items.append(item)
                table.timestamps.append(Int64(step))
            }
        }
        return RankingData(
            histories: Histories(table, userCount: users, itemCount: 100, keepsRepeats: comesBack),
            content: ItemContent(itemCount: 100), timeIsOrdinal: true, keepsRepeats: comesBack)
    }

    private static let comingBack = Result { try RankingModel.train(on: data(users: 600, comesBack: true)) }

    @Test func whatPeopleComeBackToIsOfferedAgain() throws {
        let (model, report) = try Self.comingBack.get()
        #expect(model.offersSeen)
        let (with, without) = (
            try #require(report.heldOutNDCG(of: "open sessions: ranker")),
            try #require(report.heldOutNDCG(of: "open sessions: ranker without seen items"))
        )
        #expect(with > without + 0.2)
        let history: [Int32] = [5, 40, 5, 60]
        let filter = CandidateFilter(includesSeen: true)
        #expect(model.recommend(history: history, top: 1, filter: filter).first?.item == 5)
        #expect(model.recommend(history: history, isOpenSession: true, top: 1, filter: filter).first?.item == 5)
        let unseen = model.recommend(history: history, top: 100).map(\.item)
        #expect(Set(unseen).isDisjoint(with: history))
    }

    @Test func historiesAreReadAsTheyWereLearnt() throws {
        let model = try Self.comingBack.get().model
        #expect(model.history([5, 5, 40, 5]) == [5, 5, 40, 5])
        let plain = try RankingModel.train(on: Self.data(users: 200, comesBack: false)).model
        #expect(!plain.offersSeen)
        #expect(plain.history([5, 5, 40, 5]) == [5, 40])
    }

    @Test func theModelIsRestoredWithItsRepeats() throws {
        let model = try Self.comingBack.get().model
        let tensors = Dictionary(uniqueKeysWithValues: model.tensors().map { ($0.name, $0) })
        let restored = try RankingModel(tensors: tensors, metadata: model.metadata())
        #expect(restored.offersSeen && restored.keepsRepeats)
        let filter = CandidateFilter(includesSeen: true)
        for isOpenSession in [false, true] {
            #expect(
                restored.recommend(history: [5, 40, 5], isOpenSession: isOpenSession, top: 5, filter: filter)
                    == model.recommend(history: [5, 40, 5], isOpenSession: isOpenSession, top: 5, filter: filter))
        }
    }

    @Test func strangersAreAskedAboutWithoutHavingBeenLearntFrom() throws {
        let histories = Self.data(users: 200, comesBack: true).histories
        let moments = (1...6).compactMap { histories.moment(unknownPart: $0, of: 6, seed: 3) }
        #expect(moments.count == 6)
        var asked = Set<Int>()
        for moment in moments {
            let users = Set(moment.queries.map(\.user))
            for user in users { #expect(moment.histories.items(of: user).isEmpty) }
            #expect(asked.isDisjoint(with: users))
            asked.formUnion(users)
            for query in moment.queries {
                #expect(query.known >= 1 && query.end == query.known + 1)
                #expect(query.end <= histories.items(of: query.user).count)
            }
        }
        #expect(asked.count == 200)
        #expect(histories.moment(unknownPart: 7, of: 6, seed: 3) == nil)
    }
}
