import DataModel
import Foundation

/// MovieLens in its three layouts.
enum MovieLensDataset {
    static func read(path: String, into body: (DatasetBatch) throws -> Void) throws {
        let folder = URL(filePath: path)
        func file(_ name: String) -> String? {
            [name, name + ".gz"].map { folder.appending(path: $0).path }.first(where: FileManager.default.fileExists)
        }
        if let ratings = file("ratings.csv") {
            try readTables(ratings: ratings, movies: file("movies.csv"), into: body)
        } else if let ratings = file("ratings.dat") {
            try readRatings(ratings, separator: "::", into: body)
            if let movies = file("movies.dat") {
                try readMovies(movies, separator: "::", into: body) { $0[2].split(separator: "|").map { [String($0)] } }
            }
        } else if let ratings = file("u.data") {
            try readRatings(ratings, separator: "\t", into: body)
            if let movies = file("u.item") {
                try readMovies(movies, separator: "|", into: body) { fields in
                    // The last 19 columns say which genres apply.
                    zip(genres, fields.suffix(genres.count)).filter { $1 == "1" }.map { [$0.0] }
                }
            }
        } else {
            throw ImportError.incompleteDataset(
                name: "movielens", path: path, wanted: "u.data, ratings.dat or ratings.csv in that folder")
        }
    }

    private static func readTables(
        ratings: String, movies: String?, into body: (DatasetBatch) throws -> Void
    ) throws {
        let mapping = ["userId": "user_id", "movieId": "item_id", "rating": "value"]
        try TableReader.read(Interaction.self, path: ratings, options: TableOptions(mapping: mapping)) { batch in
            let rows = batch.rows.map { row in
                var rating = row
                rating.eventType = "rating"
                return rating
            }
            try body(DatasetBatch(interactions: rows, rejected: batch.rejected))
        }
        guard let movies else { return }
        let names = ["movieId": "item_id", "genres": "categories"]
        try TableReader.read(Product.self, path: movies, options: TableOptions(mapping: names)) { batch in
            try body(DatasetBatch(products: batch.rows, rejected: batch.rejected))
        }
    }

    private static func readRatings(
        _ path: String, separator: String, into body: (DatasetBatch) throws -> Void
    ) throws {
        try readLines(path, separator: separator, fields: 4, into: body) { fields, batch in
            guard let value = Double(fields[2]), let time = Timestamp(parsing: fields[3]) else { return false }
            batch.interactions.append(
                Interaction(
                    userID: UserID(rawValue: fields[0]), itemID: ItemID(rawValue: fields[1]), timestamp: time,
                    eventType: "rating", value: value))
            return true
        }
    }

    private static func readMovies(
        _ path: String, separator: String, into body: (DatasetBatch) throws -> Void,
        categories: ([String]) -> [[String]]
    ) throws {
        try readLines(path, separator: separator, fields: 3, into: body) { fields, batch in
            batch.products.append(
                Product(itemID: ItemID(rawValue: fields[0]), title: fields[1], categories: categories(fields)))
            return true
        }
    }

    private static func readLines(
        _ path: String, separator: String, fields: Int, into body: (DatasetBatch) throws -> Void,
        row: ([String], inout DatasetBatch) -> Bool
    ) throws {
        var lines = try LineReader(path: path)
        var batch = DatasetBatch()
        var number = 0
        while let line = try lines.next() {
            number += 1
            let parts = line.components(separatedBy: separator)
            if parts.count < fields || !row(parts, &batch) {
                batch.rejected.append(
                    RejectedRow(
                        file: path, line: number, field: nil,
                        reason: "expected at least \(fields) fields separated by '\(separator)'", text: line))
            }
            if batch.count >= DatasetBatch.size {
                try body(batch)
                batch = DatasetBatch()
            }
        }
        try body(batch)
    }

    private static let genres = [
        "unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama",
        "Fantasy",
        "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western",
    ]
}
