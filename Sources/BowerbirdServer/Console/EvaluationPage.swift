import Bowerbird
import Crypto
import Foundation
import HTTPTypes
import Hummingbird

extension Service {
    /// The last evaluations, and the way to new ones.
    func evaluationPage(_ visit: ConsoleVisit) -> ConsolePage {
        let rows = EvaluationTask.allCases.map { task -> [HTML] in
            let report = evaluations.report(of: task)
            return [
                "\(task.rawValue)", "\(report?.madeAt.iso8601 ?? "never")",
                report == nil ? "" : "<a href=\"/console/report?task=\(task.rawValue)\">The report</a>",
                visit.button("Evaluate", "/console/evaluate", fields: [(name: "task", value: task.rawValue)]),
            ]
        }
        return ConsolePage(
            title: "Evaluation",
            body: """
                <p class="note">An evaluation trains afresh on one part of the data and tests on the other, beside simple and
                classic models; the current model is not changed. It takes minutes, and both processors.</p>
                \(ConsolePage.table("Last evaluations", ["What", "When", "", ""], rows))
                <p class="note"><code>bowerbird evaluate --help</code> names other ways to divide the data.</p>
                """)
    }

    /// A report as it was written.
    var reportEndpoint: Endpoint {
        let parameters = [
            Endpoint.Parameter.query("task", "What was evaluated.", .choice(EvaluationTask.allCases.map(\.rawValue)))
        ]
        return Endpoint(
            method: .get, path: "/console/report", name: "consoleReport", scope: .admin,
            summary: "Console: the last report of an evaluation.", parameters: parameters,
            answer: .init(summary: "A page for people.", mediaType: MediaType.html, schema: .text),
            problems: [.notFound], audience: .people,
            handler: { [self] call in
                let name = try call.query(parameters).text("task") ?? ""
                guard let task = EvaluationTask(rawValue: name) else {
                    throw QueryItems.bad("task", name, EvaluationTask.names)
                }
                guard let report = evaluations.report(of: task) else {
                    throw Problem(.notFound, "no-report", "there is no evaluation of \(name) yet")
                }
                return Response(
                    status: .ok,
                    headers: [
                        .contentType: MediaType.html + "; charset=utf-8", .cacheControl: "no-store",
                        .contentSecurityPolicy: ConsolePage.policy(style: Self.styleSource(of: report.html)),
                    ], body: ResponseBody(byteBuffer: ByteBuffer(string: report.html)))
            })
    }

    // The style sheet that stands in the page, and no other.
    private static func styleSource(of page: String) -> String {
        guard let start = page.range(of: "<style>"), let end = page.range(of: "</style>") else { return "'none'" }
        let sheet = page[start.upperBound..<end.lowerBound]
        return "'sha256-" + Data(SHA256.hash(data: Data(sheet.utf8))).base64EncodedString() + "'"
    }
}
