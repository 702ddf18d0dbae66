import Bowerbird
import Foundation
import Synchronization
import TestSupport
import Testing

/// What was acknowledged is there after a kill, and once.
@Suite struct KillTests {
    @Test func acknowledgedEventsSurviveKills() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bowerbird-kill-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.copyItem(at: try SmallServedShop.trained.get(), to: folder)
        let tally = Tally()
        for round in 0..<10 {
            let service = try await ServiceProcess(shop: folder)
            let base = service.base
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        while true {
                            let number = tally.next()
                            let body =
                                #"{"user_id":"k\#(number % 7)","item_id":"a","timestamp":\#(1_800_000_000 + number)}"#
                            let answer = try? await ServedShop.fetch(
                                "POST", base + "/v1/events", body: Array(body.utf8),
                                headers: [("Content-Type", "application/json")])
                            guard answer?.status == 200 else { return }
                            tally.acknowledge(number)
                        }
                    }
                }
                try? await Task.sleep(for: .milliseconds(20 + round * 13))
                #expect(await service.end(SIGKILL) == -SIGKILL)
            }
        }
        let shop = try Shop(at: folder)
        let stored = try (0..<7).flatMap { user in
            try shop.store.history(of: UserID(rawValue: "k\(user)"), limit: .max).map {
                Int($0.timestamp.seconds) - 1_800_000_000
            }
        }
        let kept = tally.acknowledged
        #expect(kept.count > 20)
        #expect(kept.subtracting(stored).isEmpty)
        #expect(Set(stored).count == stored.count)
    }

    @Test func aServiceThatIsToldToEndAnswersWhatHasBegun() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bowerbird-end-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.copyItem(at: try SmallServedShop.trained.get(), to: folder)
        let service = try await ServiceProcess(shop: folder)
        #expect(try await ServedShop.fetch("GET", service.base + "/readyz").status == 200)
        #expect(await service.end(SIGTERM) == 0)
    }
}

/// Which numbers were sent and which of them acknowledged.
private final class Tally: Sendable {
    private let state = Mutex((sent: 0, acknowledged: Set<Int>()))

    func next() -> Int {
        state.withLock { state in
            defer { state.sent += 1 }
            return state.sent
        }
    }

    func acknowledge(_ number: Int) { state.withLock { _ = $0.acknowledged.insert(number) } }

    var acknowledged: Set<Int> { state.withLock { $0.acknowledged } }
}
