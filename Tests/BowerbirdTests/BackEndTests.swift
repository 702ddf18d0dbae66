import Bowerbird
import Foundation
import TestSupport
import Testing

/// Where the data lies makes no difference to what comes out.
@Suite(.enabled(if: PostgreSQLServer.isInstalled, Comment(rawValue: PostgreSQLServer.absence)))
struct BackEndTests {
    private func stored(_ summary: ImportSummary) -> [String] { summary.stored.map { "\($0.kind) \($0.change)" } }

    @Test func theDemonstrationShopIsTheSameInBoth() throws {
        try withTemporaryFolder { folder in
            let database = try #require(URL(string: try PostgreSQLServer.shared.get().makeDatabase()))
            let shops = [
                try Shop(at: folder.appending(path: "shop")),
                try Shop(at: database, models: folder.appending(path: "models")),
            ]
            for kind in ImportKind.allCases where kind != .sessions {
                let path = Repository.corpora.appending(path: kind.rawValue + ".csv").path
                let done = try shops.map { try stored($0.importTable(kind, path: path)) }
                #expect(done[0] == done[1])
                let again = try shops.map { try $0.importTable(kind, path: path).changedCount }
                #expect(again == [0, 0])
            }
            let pages = Repository.corpora.appending(path: "pages").path
            #expect(try stored(shops[0].importPages([pages])) == stored(shops[1].importPages([pages])))
            #expect(try shops[0].store.counts() == shops[1].store.counts())

            let snapshots = try shops.map { try $0.store.snapshot(detailed: true) }
            #expect(snapshots[0].users == snapshots[1].users && snapshots[0].items == snapshots[1].items)
            #expect(snapshots[0].interactions.users == snapshots[1].interactions.users)
            #expect(snapshots[0].interactions.items == snapshots[1].interactions.items)
            #expect(snapshots[0].interactions.timestamps == snapshots[1].interactions.timestamps)
            #expect(snapshots[0].products == snapshots[1].products)
            #expect(snapshots[0].userProfiles == snapshots[1].userProfiles)
            #expect(snapshots[0].reviews == snapshots[1].reviews && snapshots[0].queries == snapshots[1].queries)

            let models = try shops.map { try $0.train(TrainingOptions(preset: .fast)) }
            #expect(models[0].manifest.dataFingerprint == models[1].manifest.dataFingerprint)
            #expect(models[0].manifest.files == models[1].manifest.files)
            for user in snapshots[0].users.identifiers.prefix(40) + ["nobody"] {
                let lists = try models.map {
                    try $0.recommend(for: UserID(rawValue: user), ListOptions(top: 8, explained: true)).items.map {
                        "\($0.rank) \($0.itemID) \($0.score) \($0.title ?? "") \($0.reasons.map(\.text))"
                    }
                }
                #expect(!lists[0].isEmpty && lists[0] == lists[1])
            }
            let shop = URL(filePath: "elsewhere")
            #expect(throws: ShopError.unsupportedLocation("mysql://")) { try Shop(ShopLocation("mysql://a:b@c/d")) }
            #expect(
                try ShopLocation("file:///shop").environment == ShopLocation(folder: URL(filePath: "/shop")).environment
            )
            #expect(ShopLocation(folder: shop).models.lastPathComponent == "models")
        }
    }
}
