import DataModel
import Testing

@testable import BehaviorPrediction

@Suite struct SettingsSearchTests {
    @Test func theSmallestLossWins() {
        let usual = TabularSettings(seed: 3)
        var tried: [TabularSettings] = []
        let best = SettingsSearch(trials: 30, seed: 1).best(from: usual) { settings in
            tried.append(settings)
            return Double(abs(settings.dropout - 0.45))
        }
        #expect(tried.count == 31)
        #expect(tried.allSatisfy { $0.networks == 2 })
        #expect(tried[0].dropout == usual.dropout && tried[0].hidden == usual.hidden)
        let nearest = tried.min { abs($0.dropout - 0.45) < abs($1.dropout - 0.45) }
        #expect(best.dropout == nearest?.dropout && best.networks == usual.networks)
        #expect(abs(best.dropout - 0.45) < 0.05)
        #expect(Set(tried.map(\.hidden)).count > 2 && Set(tried.map(\.l2)).count > 25)
    }

    @Test func theUsualSettingsStayWhereNoneIsBetter() {
        let usual = TabularSettings(seed: 3)
        #expect(SettingsSearch(trials: 5, seed: 1).best(from: usual) { _ in 1 } == usual)
        #expect(SettingsSearch(trials: 0, seed: 1).best(from: usual) { _ in Double.nan } == usual)
        #expect(SettingsSearch(trials: 5, seed: 1).best(from: usual) { _ in Double.nan } == usual)
    }

    @Test func aSeedTriesTheSameOnEveryRun() {
        func draws(_ seed: UInt64) -> [TabularSettings] {
            var tried: [TabularSettings] = []
            _ = SettingsSearch(trials: 4, seed: seed).best(from: TabularSettings()) { settings in
                tried.append(settings)
                return 0
            }
            return tried
        }
        #expect(draws(5) == draws(5))
        #expect(draws(5) != draws(6))
    }

    /// Whoever buys has looked at an odd number of pages: no line tells that, and the usual settings hardly do.
    @Test func aSearchHelpsWhereTheUsualSettingsDoNot() throws {
        let sessions = (0..<600).map { number -> Session in
            let pages = number * 7 % 6
            return Session(
                sessionID: "s\(number)", purchased: pages % 2 == 1,
                attributes: ["pages": ["\(pages)"], "noise": ["\(number * 31 % 17)"]])
        }
        func loss(_ search: SettingsSearch?) throws -> Double {
            var loss = Double.nan
            _ = try SessionModel(sessions, search: search, seed: 1, threads: 1, tried: { loss = $0.loss })
            return loss
        }
        let (without, with) = (try loss(nil), try loss(SettingsSearch(trials: 3, seed: 2)))
        #expect(with < without, "\(with) \(without)")
        #expect(try loss(SettingsSearch(trials: 3, seed: 2)) == with)
    }
}
