import Foundation
import Testing

@testable import ProductPages

/// Pages of our own, written the way shops' programs, themes and countries write theirs, most of them without markup; what a
/// person reads from each stands in `expected.json`.
@Suite struct ShopPagesTests {
    struct Expected: Decodable, Sendable {
        let title: String?
        let brand: String?
        let price: Double?
        let currency: String?
        let sku: String?
        let gtin: String?
        let availability: String?
        let rating: Double?
        let breadcrumbs: [String]?
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../corpora/shop-pages").standardizedFileURL

    private static func expected() throws -> [String: Expected] {
        try JSONDecoder().decode(
            [String: Expected].self, from: Data(contentsOf: folder.appendingPathComponent("expected.json")))
    }

    @Test func readsWhatAPersonReads() throws {
        let expected = try Self.expected()
        #expect(expected.count >= 50)
        for (name, wanted) in expected.sorted(by: { $0.key < $1.key }) {
            let bytes = Array(try Data(contentsOf: Self.folder.appendingPathComponent(name + ".html")))
            let page = try ProductPage.read(bytes, fileName: name)
            func check<Value: Equatable>(_ field: String, _ given: Value?, _ wanted: Value?) {
                if let wanted { #expect(given == wanted, "\(name): \(field)") }
            }
            check("title", page.title, wanted.title)
            check("brand", page.brand, wanted.brand)
            check("price", page.price, wanted.price)
            check("currency", page.currency, wanted.currency)
            check("sku", page.sku, wanted.sku)
            check("gtin", page.gtin, wanted.gtin)
            check("availability", page.availability, wanted.availability)
            check("rating", page.rating, wanted.rating)
            check("breadcrumbs", page.breadcrumbs.map { $0.name ?? "" }, wanted.breadcrumbs)
        }
    }

    @Test func everyPageHasAnExpectation() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
            .filter { $0.hasSuffix(".html") }.map { String($0.dropLast(5)) }
        #expect(Set(names) == Set(try Self.expected().keys))
    }
}
