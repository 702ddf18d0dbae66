import Bowerbird
import Foundation
import TestSupport
import Testing

/// What is planted in `corpora/` must come out.
@Suite struct DemonstrationShopTests {
    private struct Expectations: Decodable {
        struct List: Decodable {
            let userId: String
            let within: Int
            let anyOf: [String]
        }

        struct Page: Decodable {
            let file: String
            let itemId: String
            let title: String
            let price: Double
            let currency: String
            let availability: String?
            let reviews: Int
        }

        let lists: [List]
        let pages: [Page]
    }

    private struct Demo: Decodable {
        struct Review: Decodable {
            let text: String
            let label: String
        }

        struct Query: Decodable {
            let query: String
            let category: String
        }

        let reviews: [Review]
        let queries: [Query]
    }

    private func decoded<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: Data(contentsOf: Repository.corpora.appending(path: name)))
    }

    @Test func listsReviewsAndQueriesAreAsPlanted() throws {
        try withTemporaryFolder { folder in
            let shop = try Shop(at: folder)
            for kind in ImportKind.allCases where kind != .sessions {
                let path = Repository.corpora.appending(path: kind.rawValue + ".csv").path
                #expect(try shop.importTable(kind, path: path).rejectedCount == 0)
            }
            let model = try shop.train()
            for expectation in try decoded(Expectations.self, "expectations.json").lists {
                let list = try model.recommend(for: UserID(rawValue: expectation.userId), top: expectation.within)
                let items = list.items.map(\.itemID.rawValue)
                #expect(!Set(items).isDisjoint(with: expectation.anyOf), "\(expectation.userId): \(items)")
                #expect(!items.contains("rug-wool"))
            }
            let demo = try decoded(Demo.self, "demo.json")
            for review in demo.reviews {
                #expect(try model.sentiment(of: review.text).label == review.label, "\(review.text)")
            }
            for query in demo.queries {
                #expect(try model.categories(of: query.query).label == query.category, "\(query.query)")
            }
        }
    }

    @Test func pagesSayWhatStandsOnThem() throws {
        for expectation in try decoded(Expectations.self, "expectations.json").pages {
            let page = try ProductPage.read(path: Repository.corpora.appending(path: "pages/" + expectation.file).path)
            #expect(page.itemID == expectation.itemId)
            #expect(page.title == expectation.title)
            #expect(page.price == expectation.price)
            #expect(page.currency == expectation.currency)
            #expect(page.availability == expectation.availability)
            #expect(page.reviews.count == expectation.reviews)
        }
    }

    @Test func pagesAreStoredWithTheirReviewsOnce() throws {
        try withTemporaryFolder { folder in
            let shop = try Shop(at: folder)
            let pages = Repository.corpora.appending(path: "pages").path
            let first = try shop.importPages([pages])
            #expect(first.stored.map(\.kind) == ["products", "reviews"])
            #expect(first.stored.map(\.change.inserted) == [8, 4])
            #expect(try shop.importPages([pages]).changedCount == 0)
            let tarp = try #require(try shop.store.product("tarp-ridge"))
            #expect(tarp.available == true)
            #expect(tarp.categories == [["Outdoor", "Camping", "Tents"]])
        }
    }
}
