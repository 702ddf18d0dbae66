import DataModel
import LinearAlgebra
import NeuralNetworks
import Retrieval
import Testing

@testable import Ranking

/// Within a visit the newest item decides; for those who come back, what is asked for lately.
@Suite struct VisitScorerTests {
    private static let day: Int64 = 86_400_000

    // Visits of two items that belong together, and, between visits, whatever of ten items is the fashion of the month.
    private static func data(users: Int, seed: UInt64) -> RankingData {
        var generator = SeededGenerator(seed: seed)
        var rows: [(user: Int32, item: Int32, time: Int64)] = []
        for user in 0..<users {
            for month in 0..<10 where generator.uniform() < 0.6 {
                let time = 1_700_000_000_000 + Int64(month) * 30 * day + Int64(generator.below(20)) * day
                let pair = Int32(generator.below(20))
                rows.append((Int32(user), 2 * pair, time))
                rows.append((Int32(user), 2 * pair + 1, time + 60_000))
                rows.append((Int32(user), 40 + Int32(month), time + 5 * day))
            }
        }
        rows.sort { ($0.time, $0.user) < ($1.time, $1.user) }
        var table = InteractionTable()
        for row in rows {
            table.users.append(row.user)
            table.items.append(row.item)
            table.timestamps.append(row.time)
        }
        return RankingData(
            histories: Histories(table, userCount: users, itemCount: 50), content: ItemContent(itemCount: 50),
            timeIsOrdinal: false)
    }

    @Test func theSameHistoryIsAnsweredByWhenTheUserComes() throws {
        let model = try RankingModel.train(on: Self.data(users: 500, seed: 1)).model
        #expect(model.visitScorer != nil)
        let within = model.recommend(history: [6], idleDays: 0, top: 1)
        #expect(within.first?.item == 7)
        let later = model.recommend(history: [6, 7], idleDays: 20, top: 3).map(\.item)
        #expect(later.contains(49))
    }

    @Test func reasonsAddUpForBothScorers() throws {
        let model = try RankingModel.train(on: Self.data(users: 500, seed: 1)).model
        for idleDays: Float in [0, 20] {
            for item in model.recommend(history: [6, 7, 12], idleDays: idleDays, top: 5, explained: true) {
                let sum = item.reasons.reduce(model.baseScore(idleDays: idleDays)) { $0 + $1.weight }
                #expect(abs(sum - item.score) < 1e-3)
            }
        }
    }

    @Test func bothScorersAreRestored() throws {
        let model = try RankingModel.train(on: Self.data(users: 300, seed: 2)).model
        let tensors = Dictionary(uniqueKeysWithValues: model.tensors().map { ($0.name, $0) })
        let restored = try RankingModel(tensors: tensors, metadata: model.metadata())
        for idleDays: Float in [0, 3, 40] {
            #expect(
                restored.recommend(history: [2, 3], idleDays: idleDays, top: 9)
                    == model.recommend(history: [2, 3], idleDays: idleDays, top: 9))
        }
        #expect(restored.trainedUntil == model.trainedUntil)
    }

    @Test func dataWithoutTimeHasOneScorer() throws {
        var data = Self.data(users: 200, seed: 3)
        data.timeIsOrdinal = true
        #expect(try RankingModel.train(on: data).model.visitScorer == nil)
    }

    @Test func momentsKeepWhatComesLaterOut() throws {
        let histories = Self.data(users: 200, seed: 4).histories
        let last = try #require(histories.moment(period: 1))
        let before = try #require(histories.moment(period: 2))
        let cut = try #require(last.histories.timestamps.max())
        #expect(Double(last.histories.items.count) / Double(histories.items.count) < 0.83)
        #expect(before.histories.items.count < last.histories.items.count)
        for query in last.queries {
            let times = histories.timestamps[histories.range(of: query.user)]
            #expect(times.prefix(query.known).allSatisfy { $0 <= cut })
            #expect(times.prefix(query.end).dropFirst(query.known).allSatisfy { $0 > cut })
            #expect(query.end > query.known && query.known > 0 && query.idleDays >= 0)
        }
        let step = histories.moment(rolledBack: 2)
        for query in step.queries {
            #expect(query.end == query.known + 1)
            #expect(histories.items(of: query.user).count == query.known + 2)
            #expect(step.histories.items(of: query.user).count == query.known)
        }
    }

    @Test func gainsAreThoseOfTheDefinition() {
        #expect(ListGain.ndcg([true], wanted: 1) == 1)
        #expect(ListGain.ndcg([false, true], wanted: 1) == 1 / Float(1.5849625))
        #expect(abs(ListGain.ndcg([true, false, true], wanted: 2) - (1 + 0.5) / (1 + 0.6309298)) < 1e-5)
        #expect(ListGain.ndcg([], wanted: 3) == 0)
    }
}
