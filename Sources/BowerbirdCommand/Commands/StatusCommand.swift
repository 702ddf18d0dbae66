import Answers
import ArgumentParser
import Bowerbird
import Foundation

/// `bowerbird status`
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "What is stored, and which model is current.",
        discussion: "Examples: bowerbird status --format table; bowerbird status --card > model-card.md")

    @Flag(help: "The current model's card instead: what it is for, what it learned from, how good it is, as Markdown.")
    var card = false

    @OptionGroup var shop: ShopOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var execution: ExecutionOptions

    func run() throws {
        let shop = try shop.openExisting()
        if card { return print(try shop.modelCard(), terminator: "") }
        let counts = try shop.store.counts()
        let manifest = try shop.bundles.currentVersion().map { try shop.bundles.manifest(of: $0) }
        let stored = JSONValue.record([
            "users": .integer(counts.users), "items": .integer(counts.items),
            "interactions": .integer(counts.interactions), "products": .integer(counts.products),
            "reviews": .integer(counts.reviews), "queries": .integer(counts.queries),
            "sessions": .integer(counts.sessions),
            "first_interaction": counts.firstInteraction.flatMap { $0.isOrdinal ? nil : .string($0.iso8601) },
            "last_interaction": counts.lastInteraction.flatMap { $0.isOrdinal ? nil : .string($0.iso8601) },
        ])
        let model = manifest.map { manifest in
            JSONValue.record([
                "version": .string(manifest.version), "created_at": .string(manifest.createdAt),
                "age_days": manifest.ageInDays(at: Date().timeIntervalSince1970),
                "preset": .string(manifest.settings.preset.rawValue), "seed": .integer(Int(manifest.seed)),
                "epsilon": manifest.privacyBudget.map { .number($0.epsilon) },
                "delta": manifest.privacyBudget.map { .number($0.delta) },
                "metrics": .array(manifest.metrics.map(\.json)),
            ])
        }
        var writer = try output.writer()
        try writer.write(
            OutputRecord(
                .record(["stored": stored, "model": model ?? .null]),
                rows: Self.rows(stored) + Self.rows(model ?? .null)))
        try writer.finish()
    }

    // A table of names and values reads better than one very wide row.
    private static func rows(_ object: JSONValue) -> [JSONValue] {
        guard case .object(let fields) = object else {
            return [.record(["what": .string("model"), "value": .string("none yet: run `bowerbird train`")])]
        }
        return fields.flatMap { field -> [JSONValue] in
            guard case .array(let metrics) = field.value else {
                return [.record(["what": .string(field.name), "value": .string(field.value.cell)])]
            }
            return metrics.compactMap { metric in
                guard case .object(let parts) = metric, parts.count >= 5 else { return nil }
                let cells = parts.map(\.value.cell)
                return .record([
                    "what": .string("\(cells[0]) \(cells[1])"),
                    "value": .string("\(cells[2]) (\(cells[3])–\(cells[4]))"),
                ])
            }
        }
    }
}
