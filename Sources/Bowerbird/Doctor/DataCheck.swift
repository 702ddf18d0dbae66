import Storage

/// The database and what is in it.
struct DataCheck {
    let shop: Shop
    let isQuick: Bool
    let now: Double

    var findings: [Finding] {
        do {
            var findings: [Finding] = []
            if let store = shop.store as? SQLiteStore {
                let schema = try store.schema()
                findings.append(
                    .ok("schema", "migration \(schema.number) (\(schema.name)), SQLite \(SQLiteStore.libraryVersion)"))
                findings.append(integrity(try store.faults(isQuick: isQuick)))
            }
            return findings + [contents(try shop.store.counts())]
        } catch {
            return [.fail("data", "\(error)", "restore a backup: `bowerbird restore`")]
        }
    }

    private func integrity(_ faults: [String]) -> Finding {
        guard let first = faults.first else {
            return .ok("integrity", isQuick ? "every page and row can be read" : "every page, row and index is whole")
        }
        return .fail(
            "integrity", faults.count == 1 ? first : "\(first), and \(faults.count - 1) more",
            "restore a backup: `bowerbird restore`; without one, copy shop.sqlite away and run `sqlite3 shop.sqlite .recover`"
        )
    }

    private func contents(_ counts: StoreCounts) -> Finding {
        let words =
            "\(counts.interactions) interactions, \(counts.users) users, \(counts.items) items, \(counts.products) products, \(counts.reviews) reviews, \(counts.queries) queries, \(counts.sessions) sessions"
        guard counts.interactions > 0 else {
            return .warn("contents", words, "import interactions: `bowerbird import interactions events.csv`")
        }
        if let last = counts.lastInteraction, !last.isOrdinal, last.seconds > now + 86_400 {
            return .warn(
                "contents", words + "; the last event is of \(last.iso8601), which is yet to come",
                "look for a wrong clock or unit of time where events come from: a few such events are left out of predictions, many move the day they begin on"
            )
        }
        return .ok("contents", words)
    }
}
