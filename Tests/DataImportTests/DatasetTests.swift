import DataModel
import Foundation
import Testing

@testable import DataImport

@Suite struct DatasetTests {
    let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func read(_ dataset: Dataset, _ path: String) throws -> DatasetBatch {
        var all = DatasetBatch()
        try dataset.read(path: path) { batch in
            all.interactions += batch.interactions
            all.products += batch.products
            all.reviews += batch.reviews
            all.rejected += batch.rejected
        }
        return all
    }

    @Test func sequencesKeepTheirOrderAndBringTheirAttributes() throws {
        let path = try folder.file("Toy.txt", "1 10 11\n2 11\n3\n\n")
        _ = try folder.file("Toy_item2attributes.json", #"{"10": [1, 2], "11": [2]}"#)
        let all = try read(.sequences, path)
        #expect(all.interactions.map(\.itemID) == ["10", "11", "11"])
        #expect(all.interactions.map(\.timestamp) == [.ordinal(0), .ordinal(1), .ordinal(0)])
        #expect(all.products.map { $0.attributes["attribute"] } == [["1", "2"], ["2"]])
        #expect(all.rejected.map(\.line) == [3])
    }

    @Test func clicksHaveASessionForAUser() throws {
        let all = try read(.clicks, try folder.file("c.txt", "5 6\n6 7\n"))
        #expect(Set(all.interactions.map(\.userID)).count == 2)
        #expect(all.interactions.count == 4)
    }

    @Test func movieLensInTwoLayouts() throws {
        let flags = "|0|0|0|1" + String(repeating: "|0", count: 15)
        _ = try folder.file("u.data", "1\t2\t3\t881250949\nbroken\n")
        _ = try folder.file("u.item", "2|Toy (1995)|01-Jan-1995||http://x\(flags)\n")
        let old = try read(.movielens, folder.url.path)
        #expect(old.interactions.first?.value == 3)
        #expect(old.products.first?.categories == [["Animation"]])
        #expect(old.rejected.count == 1)
        let other = try ScratchFolder()
        _ = try other.file("ratings.csv", "userId,movieId,rating,timestamp\n1,2,4.5,881250949\n")
        _ = try other.file("movies.csv", "movieId,title,genres\n2,\"Toy, The\",Comedy|Drama\n")
        let new = try read(.movielens, other.url.path)
        #expect(new.interactions.first?.eventType == "rating")
        #expect(new.products.first?.categories == [["Comedy"], ["Drama"]])
    }

    @Test func amazonReviewsOfSeveralYears() throws {
        let path = try folder.file(
            "reviews.json",
            #"""
            {"reviewerID": "A", "asin": "B1", "overall": 5.0, "reviewText": "Good", "summary": "Fine", "unixReviewTime": 1400000000}
            {"user_id": "C", "parent_asin": "B2", "asin": "B3", "rating": 2.0, "text": "Bad", "title": "No", "timestamp": 1600000000123}
            {"asin": "B1", "title": "Thing", "brand": "Maker", "category": ["Home", "Kitchen"], "price": "$12.50"}
            """#)
        let all = try read(.amazonReviews, path)
        #expect(all.interactions.map(\.itemID) == ["B1", "B2"])
        #expect(all.interactions.map(\.timestamp.milliseconds) == [1_400_000_000_000, 1_600_000_000_123])
        #expect(all.reviews.map(\.fullText) == ["Fine. Good", "No. Bad"])
        #expect(
            all.products == [
                Product(itemID: "B1", title: "Thing", brand: "Maker", categories: [["Home", "Kitchen"]], price: 12.5)
            ])
    }

    @Test func unknownNamesListTheKnownOnes() {
        #expect(throws: ImportError.unknownDataset(name: "x", known: Dataset.allCases.map(\.rawValue))) {
            try Dataset(name: "x")
        }
    }
}
