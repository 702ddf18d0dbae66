import Bowerbird
import Foundation
import Synchronization

/// What the service counts, written as Prometheus reads it (text format 0.0.4).
final class ServiceMetrics: Sendable {
    /// Where a list came from.
    enum ListSource: String, CaseIterable {
        case kept
        case fresh
    }

    private let meters = Mutex<[RouteMeter]>([])
    private let keptLists = Atomic(0)
    private let freshLists = Atomic(0)
    private let rows = Mutex<[String: StoreChange]>([:])

    /// A meter for a route.
    func meter(method: String, path: String) -> RouteMeter {
        let meter = RouteMeter(method: method, path: path)
        meters.withLock { $0.append(meter) }
        return meter
    }

    /// Counts a list.
    func countList(_ source: ListSource) {
        switch source {
        case .kept: keptLists.add(1, ordering: .relaxed)
        case .fresh: freshLists.add(1, ordering: .relaxed)
        }
    }

    /// Counts rows that were stored.
    func count(_ stored: [(kind: String, change: StoreChange)]) {
        rows.withLock { rows in for (kind, change) in stored { rows[kind, default: StoreChange()] += change } }
    }

    /// Everything that was counted, and the state of `service`.
    func text(_ service: Service, now: Double = Date().timeIntervalSince1970) -> String {
        var page = MetricsPage()
        page.begin("bowerbird_http_requests_total", "counter", "Answers, by route and class of status.")
        let meters = meters.withLock { $0 }.map { ($0, $0.current) }
        for (meter, counts) in meters {
            for (digit, count) in counts.statuses.enumerated() where count > 0 {
                page.add(
                    ["method": meter.method, "route": meter.path, "status": "\(digit)xx"], Double(count))
            }
        }
        page.begin("bowerbird_http_request_seconds", "histogram", "From the end of the head to the answer, by route.")
        for (meter, counts) in meters where counts.buckets.contains(where: { $0 > 0 }) {
            let labels: KeyValuePairs = ["method": meter.method, "route": meter.path]
            page.addHistogram(labels, RouteMeter.bounds, counts.buckets, sum: counts.seconds)
        }
        page.begin("bowerbird_lists_total", "counter", "Lists, by whether they were kept or made afresh.")
        page.add(["source": ListSource.kept.rawValue], Double(keptLists.load(ordering: .relaxed)))
        page.add(["source": ListSource.fresh.rawValue], Double(freshLists.load(ordering: .relaxed)))
        page.begin("bowerbird_rows_stored_total", "counter", "Rows that were new or changed one, by kind.")
        for (kind, change) in rows.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
            page.add(["kind": kind], Double(change.inserted + change.updated))
        }
        page.begin("bowerbird_rows_waiting", "gauge", "Rows that wait to be stored.")
        page.add([:], Double(service.writes.waitingRows))
        if let manifest = service.live.model?.manifest, let created = Timestamp(parsing: manifest.createdAt) {
            page.begin("bowerbird_model_age_seconds", "gauge", "Since the model that answers was trained.")
            page.add(["model": manifest.version], max(0, now - created.seconds))
        }
        if let bytes = ResidentMemory.bytes {
            page.begin("process_resident_memory_bytes", "gauge", "Memory of the process.")
            page.add([:], Double(bytes))
        }
        return page.text
    }
}

/// How much memory the process holds.
enum ResidentMemory {
    /// Of this process, in bytes, as Linux tells it.
    static var bytes: Int? { bytes(of: "self") }

    /// Of another one that this user runs.
    static func bytes(ofProcess identifier: Int32) -> Int? { bytes(of: "\(identifier)") }

    private static func bytes(of process: String) -> Int? {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8) else { return nil }
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return pages.map { $0 * sysconf(Int32(_SC_PAGESIZE)) }
    }
}
