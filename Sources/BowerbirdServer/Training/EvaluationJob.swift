import Bowerbird
import Foundation
import HTTPTypes

/// What can be evaluated from the console.
enum EvaluationTask: String, CaseIterable, Sendable {
    case ranking
    case sentiment
    case categories
    case behavior

    static let names = allCases.map(\.rawValue).joined(separator: ", ")
}

/// Evaluates in a process of its own, and keeps the last report of each task beside the models.
final class EvaluationJob: Sendable {
    private let process: ChildProcess
    private let shop: Shop

    /// - Parameter executable: `bowerbird`.
    init(executable: URL, shop: Shop) {
        process = ChildProcess(executable: executable)
        self.shop = shop
    }

    /// Begins an evaluation.
    /// - Throws: ``Problem`` when one is running; what the system says when the process cannot be started.
    func start(_ task: EvaluationTask) throws {
        // Several services may keep their models in one folder.
        let unfinished = reports.appending(path: ".unfinished-\(ProcessInfo.processInfo.processIdentifier)")
        let isStarted = try process.start(
            ["evaluate", task.rawValue, "--report", unfinished.path], environment: shop.location.environment,
            prepare: {
                // What a killed evaluation has left.
                try? FileManager.default.removeItem(at: unfinished)
            },
            finish: { [self] status in
                if status == 0 { keep(unfinished, of: task) }
            })
        guard isStarted else {
            throw Problem(.conflict, "evaluation", "an evaluation is running; wait until it has ended")
        }
    }

    // A report appears whole or not at all.
    private func keep(_ unfinished: URL, of task: EvaluationTask) {
        let folder = folder(of: task)
        try? FileManager.default.removeItem(at: folder)
        try? FileManager.default.moveItem(at: unfinished, to: folder)
    }

    /// Ends an evaluation that is running.
    func stop() { process.stop() }

    /// How far it is.
    var progress: ChildProcess.Progress { process.progress }

    /// The last report of a task, one HTML page; `nil` before the first.
    func report(of task: EvaluationTask) -> (html: String, madeAt: Timestamp)? {
        let file = folder(of: task).appending(path: "report.html")
        guard let html = try? String(contentsOf: file, encoding: .utf8),
            let date = try? FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
        else { return nil }
        return (html, Timestamp(seconds: date.timeIntervalSince1970))
    }

    private var reports: URL { shop.bundles.url.appending(path: "reports") }

    private func folder(of task: EvaluationTask) -> URL { reports.appending(path: task.rawValue) }
}
