import Answers
import Bowerbird
import Storage

extension Service {
    private static let mostImports = 50

    /// What was imported, and which rows were left out.
    func importsPage() throws -> ConsolePage {
        let imports = try shop.store.imports(limit: Self.mostImports)
        let rows = imports.map { record -> [HTML] in
            let kinds = HTML(joining: record.parts.map { part in "<li>\(part.kind): \(part.words)</li>" })
            return [
                "\(record.endedAt.iso8601)", "\(record.source)", record.parts.isEmpty ? "no rows" : "<ul>\(kinds)</ul>",
                record.rejectedCount == 0 ? "0" : "<span class=\"against\">\(record.rejectedCount)</span>",
            ]
        }
        let rejected = imports.filter { !$0.problems.isEmpty }.map { record -> HTML in
            let problems = HTML(joining: record.problems.map { "<li>\($0)</li>" })
            let more = record.rejectedCount - record.namedCount
            return """
                <h2>What was wrong with \(record.source), \(record.endedAt.iso8601)</h2>
                <ul>\(problems)</ul>
                \(more > 0 ? "<p class=\"note\">and \(more) more</p>" : "")
                """
        }
        return ConsolePage(
            title: "Imports",
            body: """
                <p class="note">Rows that were left out are counted, and the first twenty of each import are named;
                <code>bowerbird import … --rejects FILE</code> writes all of them to a file that can be mended and imported.</p>
                \(ConsolePage.table(
                    "Newest first", ["Ended", "From", "Stored", "Left out"], rows))
                \(HTML(joining: rejected))
                """)
    }
}
