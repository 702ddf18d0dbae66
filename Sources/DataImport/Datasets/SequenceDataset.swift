import DataModel
import Foundation

/// Users' items, or sessions' clicks, as lines of ids in time order.
enum SequenceDataset {
    static func read(path: String, hasUsers: Bool, into body: (DatasetBatch) throws -> Void) throws {
        var lines = try LineReader(path: path)
        var batch = DatasetBatch()
        var number = 0
        while let line = try lines.next() {
            number += 1
            let ids = line.split { $0 == " " || $0 == "\t" }.map(String.init)
            guard !ids.isEmpty else { continue }
            guard ids.count >= (hasUsers ? 2 : 1) else {
                batch.rejected.append(
                    RejectedRow(
                        file: path, line: number, field: nil,
                        reason: "the line has a user but no item; write user item item …", text: line))
                continue
            }
            let user = UserID(rawValue: hasUsers ? ids[0] : "session-\(number)")
            for (position, item) in ids.dropFirst(hasUsers ? 1 : 0).enumerated() {
                batch.interactions.append(
                    Interaction(userID: user, itemID: ItemID(rawValue: item), timestamp: .ordinal(position)))
            }
            if batch.count >= DatasetBatch.size {
                try body(batch)
                batch = DatasetBatch()
            }
        }
        if let attributes = attributesFile(beside: path) {
            batch.products += try products(from: attributes)
        }
        try body(batch)
    }

    // `Beauty.txt.gz` goes with `Beauty_item2attributes.json.gz`.
    private static func attributesFile(beside path: String) -> String? {
        let url = URL(filePath: path)
        let base = url.lastPathComponent.split(separator: ".").first.map(String.init) ?? ""
        let names = ["\(base)_item2attributes.json", "\(base)_item2attributes.json.gz"]
        return names.map { url.deletingLastPathComponent().appending(path: $0).path }
            .first { FileManager.default.fileExists(atPath: $0) }
    }

    private static func products(from path: String) throws -> [Product] {
        var lines = try LineReader(path: path)
        var text: [UInt8] = []
        while try lines.advance() { text += lines.content }
        let parsed = text.withUnsafeBufferPointer { try? JSONLineParser.parse($0) }
        guard case .object(let fields) = parsed else {
            throw ImportError.cannotRead(file: path, reason: "expected one JSON object of item → attributes")
        }
        return fields.map { item, values in
            Product(itemID: ItemID(rawValue: item), attributes: ["attribute": values.texts])
        }
    }
}
