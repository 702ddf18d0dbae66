import DataModel
import Foundation

/// Amazon reviews and product data as published in 2014, 2018 and 2023, one JSON object a line.
enum AmazonDataset {
    static func read(path: String, into body: (DatasetBatch) throws -> Void) throws {
        for file in try files(at: path) {
            try TableReader.read(AmazonRow.self, path: file, options: TableOptions(format: .jsonl)) { batch in
                var result = DatasetBatch(rejected: batch.rejected)
                for row in batch.rows {
                    switch row {
                    case .review(let interaction, let review):
                        result.interactions.append(interaction)
                        if let review { result.reviews.append(review) }
                    case .product(let product): result.products.append(product)
                    }
                }
                try body(result)
            }
        }
    }

    private static func files(at path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [path]
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        let found = names.filter { (try? InputFormat(fileName: $0)) == .jsonl }.map { path + "/" + $0 }
        guard !found.isEmpty else {
            throw ImportError.incompleteDataset(
                name: "amazon-reviews", path: path, wanted: "files ending in .json or .jsonl")
        }
        return found
    }
}

/// A line of the Amazon data: a review with its stars, or a product.
private enum AmazonRow: ImportableRow {
    case review(Interaction, Review?)
    case product(Product)

    static let kindName = "Amazon rows"

    static let schema = Schema(
        fields: [
            FieldSpecification("parent_asin"),
            FieldSpecification("asin"),
            FieldSpecification("user_id", aliases: ["reviewerid"]),
            FieldSpecification("rating", aliases: ["overall"]),
            FieldSpecification("text", aliases: ["reviewtext"], form: .list),
            FieldSpecification("summary", form: .list),
            FieldSpecification("title", form: .list),
            FieldSpecification("timestamp", aliases: ["unixreviewtime", "sort_timestamp"]),
            FieldSpecification("brand", aliases: ["store"], form: .list),
            FieldSpecification("categories", aliases: ["category"], form: .list),
            FieldSpecification("price", form: .list),
            FieldSpecification("description", form: .list),
        ], keepsAttributes: false)

    init(_ record: Record) throws(FieldError) {
        guard let item = record.text(0) ?? record.text(1) else {
            throw FieldError(field: "asin", reason: "it is empty; every row needs one")
        }
        let itemID = ItemID(rawValue: item)
        guard let user = record.text(2) else {
            self = .product(
                Product(
                    itemID: itemID, title: record.text(6), description: record.text(11), brand: record.text(8),
                    categories: Self.categories(record, 9),
                    price: record.text(10).flatMap { Double($0.drop { $0 == "$" }) }.flatMap { $0 >= 0 ? $0 : nil }))
            return
        }
        guard let timestamp = try record.timestamp(7, "timestamp") else {
            throw FieldError(field: "timestamp", reason: "it is empty; every row needs one")
        }
        let rating = try record.number(3, "rating")
        let interaction = Interaction(
            userID: UserID(rawValue: user), itemID: itemID, timestamp: timestamp, eventType: "rating", value: rating)
        let review = record.text(4).map { text in
            Review(
                text: text, title: record.text(5) ?? record.text(6), rating: rating, userID: interaction.userID,
                itemID: itemID, timestamp: timestamp)
        }
        self = .review(interaction, review)
    }

    // 2014 has a list of paths, 2018 and 2023 one path as a list.
    private static func categories(_ record: Record, _ field: Int) -> [[String]] {
        guard case .list(let parts) = record.values[field] else { return record.categories(field) }
        return parts.contains { $0.contains(" > ") } ? record.categories(field) : parts.isEmpty ? [] : [parts]
    }
}
