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

    @Test func onlineRetailJoinsLinesOfAnInvoiceAndKeepsReturns() throws {
        let path = try folder.file(
            "retail.csv",
            """
            InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
            1,85a,LAMP,6,2010-12-01 08:26:00,2.55,17850.0,France
            1,85a,LAMP,2,2010-12-01 08:26:00,2.55,17850.0,France
            1,85a,LAMP,1,2010-12-01 08:26:00,2.00,17850.0,France
            C2,85A,LAMP,-1,2010-12-02 09:00:00,2.55,17850.0,France
            3,71,CUP,1,2010-12-02 10:00:00,1,,France

            """)
        let all = try read(.onlineRetail, path)
        #expect(all.interactions.map(\.quantity) == [8, 1, -1])
        #expect(all.interactions.allSatisfy { $0.userID == "17850" && $0.itemID == "85A" && $0.currency == "GBP" })
        #expect(all.products == [Product(itemID: "85A", title: "LAMP")])
        #expect(all.rejected.map(\.line) == [6])
    }

    @Test func completeJourneyBringsPricesPaidAndCategories() throws {
        _ = try folder.file(
            "transactions.csv",
            """
            household_id,store_id,basket_id,product_id,quantity,sales_value,retail_disc,transaction_timestamp
            1,9,b1,p1,2,5.0,0,2017-01-07T16:58:34
            1,9,b1,fuel,9000,30,0,2017-01-07T16:58:34

            """)
        _ = try folder.file(
            "products.csv",
            "product_id,manufacturer_id,department,brand,product_category,product_type,package_size\n"
                + "p1,2,GROCERY,National,ICE,CUBED,22 LB\n")
        let all = try read(.completeJourney, folder.url.path)
        #expect(all.interactions.map(\.quantity) == [2, 1])
        #expect(all.interactions.map(\.price) == [2.5, 30])
        #expect(all.products.map(\.categories) == [[["GROCERY", "ICE", "CUBED"]]])
        #expect(all.products[0].title == "CUBED" && all.products[0].attributes["department"] == nil)
        #expect(throws: ImportError.self) { try read(.completeJourney, folder.url.path + "/none") }
    }

    @Test func unknownNamesListTheKnownOnes() {
        #expect(throws: ImportError.unknownDataset(name: "x", known: Dataset.allCases.map(\.rawValue))) {
            try Dataset(name: "x")
        }
    }
}
