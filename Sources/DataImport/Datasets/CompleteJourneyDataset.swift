import DataModel
import Foundation

/// The Complete Journey: a folder with transactions.csv, products.csv and demographics.csv, gzip or not.
///
/// A price is what was paid for one unit. Fuel is sold by volume, in quantities above a hundred: such a line is one unit.
enum CompleteJourneyDataset {
    private static let mostUnits = 100.0

    static func read(path: String, into body: (DatasetBatch) throws -> Void) throws {
        let folder = URL(filePath: path)
        func file(_ name: String) -> String? {
            [name + ".csv", name + ".csv.gz"].map { folder.appending(path: $0).path }
                .first(where: FileManager.default.fileExists)
        }
        guard let transactions = file("transactions") else {
            throw ImportError.incompleteDataset(
                name: "complete-journey", path: path, wanted: "transactions.csv in that folder")
        }
        if let products = file("products") {
            let names = ["product_id": "item_id"]
            try TableReader.read(Product.self, path: products, options: TableOptions(mapping: names)) { batch in
                try body(DatasetBatch(products: batch.rows.map(described), rejected: batch.rejected))
            }
        }
        if let demographics = file("demographics") {
            let names = ["household_id": "user_id"]
            try TableReader.read(User.self, path: demographics, options: TableOptions(mapping: names)) { batch in
                try body(DatasetBatch(users: batch.rows, rejected: batch.rejected))
            }
        }
        try TableReader.read(BasketLine.self, path: transactions) { batch in
            try body(DatasetBatch(interactions: batch.rows.map(\.interaction), rejected: batch.rejected))
        }
    }

    // The words of a product stand in three columns of their own.
    private static func described(_ row: Product) -> Product {
        var product = row
        func words(_ name: String) -> String? { row.attributes[name]?.first }
        product.title = words("product_type") ?? words("product_category")
        let path = [words("department"), words("product_category"), words("product_type")].compactMap(\.self)
        product.categories = path.isEmpty ? [] : [path]
        for name in ["department", "product_category", "product_type"] { product.attributes[name] = nil }
        return product
    }

    private struct BasketLine: ImportableRow {
        static let kindName = "basket lines"
        static let schema = Schema(
            fields: [
                FieldSpecification("household_id", isRequired: true),
                FieldSpecification("product_id", isRequired: true),
                FieldSpecification("transaction_timestamp", isRequired: true),
                FieldSpecification("quantity", isRequired: true),
                FieldSpecification("sales_value", isRequired: true),
                FieldSpecification("basket_id", isRequired: true),
            ], keepsAttributes: false)

        let interaction: Interaction

        init(_ record: Record) throws(FieldError) {
            guard let time = try record.timestamp(2, "transaction_timestamp") else {
                throw FieldError(field: "transaction_timestamp", reason: "it is empty; every row needs one")
            }
            let quantity = try record.amount(3, "quantity") ?? 0
            let units = quantity > CompleteJourneyDataset.mostUnits ? 1 : quantity
            let paid = try record.amount(4, "sales_value")
            interaction = Interaction(
                userID: UserID(rawValue: try record.requiredText(0, "household_id")),
                itemID: ItemID(rawValue: try record.requiredText(1, "product_id")), timestamp: time,
                eventType: "purchase", quantity: units, price: paid.flatMap { units > 0 ? $0 / units : nil },
                currency: "USD", sessionID: try record.requiredText(5, "basket_id"))
        }
    }
}
