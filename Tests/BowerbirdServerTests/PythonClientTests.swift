import Foundation
import TestSupport
import Testing

/// The Python client's own tests and the example in its README, against a service with keys.
@Suite struct PythonClientTests {
    @Test func theClientDoesWhatItSays() async throws {
        try await ServedShop.withKey { served, key in
            let folder = Repository.root.appending(path: "clients/python")
            let line =
                "BOWERBIRD_URL=\(served.base) BOWERBIRD_KEY=\(key) PYTHONDONTWRITEBYTECODE=1 python3 -m unittest tests.test_client"
            // In a thread of its own: the service answers on this one's pool.
            let run = try await Task.detached {
                try await withCheckedThrowingContinuation { continuation in
                    Thread.detachNewThread {
                        continuation.resume(with: Result { try BowerbirdProcess.shell(line, in: folder) })
                    }
                }
            }.value
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.errors.contains("Ran 9 tests"), "\(run.errors)")
        }
    }
}
