public import Foundation

extension EvaluationResult {
    /// Writes `report.html`, one page that needs nothing else, and `metrics.csv`, every row, into a folder, which is made
    /// if it is not there.
    /// - Throws: ``FileError`` when they cannot be written.
    public func writeReport(to folder: URL) throws {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw FileError(action: "create the folder", path: folder.path, reason: error.localizedDescription)
        }
        for (name, text) in [("report.html", ReportPage(self).html), ("metrics.csv", MetricsTable.csv(rows))] {
            let file = folder.appending(path: name)
            do {
                try Data(text.utf8).write(to: file, options: .atomic)
            } catch {
                throw FileError(action: "write", path: file.path, reason: error.localizedDescription)
            }
        }
    }
}

/// The rows of an evaluation as RFC 4180 text.
enum MetricsTable {
    static func csv(_ rows: [EvaluationRow]) -> String {
        let header = "model,metric,value,low,high,n,against,p,p_holm,effect_size"
        let lines = rows.map { row in
            let other = row.comparison
            return [
                field(row.model), field(row.metric), number(row.value), number(row.low), number(row.high),
                String(row.n), other.map { field($0.against) } ?? "", other.map { number($0.p) } ?? "",
                other.map { number($0.adjustedP) } ?? "", other.map { number($0.effectSize) } ?? "",
            ].joined(separator: ",")
        }
        return ([header] + lines).joined(separator: "\n") + "\n"
    }

    private static func number(_ value: Double) -> String {
        value.isFinite ? String((value * 1e6).rounded() / 1e6) : ""
    }

    private static func field(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}
