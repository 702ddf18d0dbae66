public import Foundation
import Storage

/// Looks a shop over: the folder, the data, the models, the machine.
public struct ShopDoctor {
    private let location: ShopLocation
    private let host: String
    private let isQuick: Bool
    private let now: Double

    /// - Parameters:
    ///   - location: the shop's.
    ///   - host: the address that the service is to listen on.
    ///   - isQuick: whether to leave out comparing every index of the database with its table.
    ///   - now: seconds since the Unix epoch.
    public init(
        _ location: ShopLocation, host: String = "127.0.0.1", isQuick: Bool = false,
        now: Double = Date().timeIntervalSince1970
    ) {
        self.location = location
        self.host = host
        self.isQuick = isQuick
        self.now = now
    }

    /// Everything that was looked at, and what was found.
    public func examine() -> [Finding] {
        let folderFindings = FolderCheck(folder: location.folder).findings
        if let folder = location.dataFolder,
            !FileManager.default.fileExists(atPath: folder.appending(path: "shop.sqlite").path)
        {
            return folderFindings + [
                .fail(
                    "data", "there is no shop.sqlite in \(folder.path)",
                    "import data first, for example `bowerbird import interactions events.csv`, or restore a backup")
            ]
        }
        let shop: Shop
        do { shop = try Shop(location, creating: false) } catch {
            let mend = location.dataFolder == nil ? "see docs/postgresql.md" : "restore a backup: `bowerbird restore`"
            return folderFindings + [.fail("data", "\(error)", mend)]
        }
        return folderFindings + DataCheck(shop: shop, isQuick: isQuick, now: now).findings
            + ModelCheck(shop: shop, now: now).findings + keyFindings(shop)
    }

    private func keyFindings(_ shop: Shop) -> [Finding] {
        do {
            let keys = try shop.store.keys()
            let valid = keys.count { $0.revokedAt == nil }
            if valid > 0 { return [.ok("keys", "\(valid) valid, \(keys.count - valid) revoked")] }
            guard keys.isEmpty else {
                return [
                    .warn(
                        "keys", "all \(keys.count) are revoked: the service lets nobody in",
                        "make one: `bowerbird keys create NAME --scope read,write`")
                ]
            }
            let isLoopback = LoopbackAddress.isOne(host)
            return [
                isLoopback
                    ? .ok("keys", "none: the service listens on loopback only and lets everybody on this machine in")
                    : .fail(
                        "keys", "none, and on \(host) others could reach the service, so that it refuses to start",
                        "make one: `bowerbird keys create NAME --scope read,write`")
            ]
        } catch {
            return [.fail("keys", "\(error)", "see the findings about the data")]
        }
    }
}

/// Addresses that only this machine reaches.
public enum LoopbackAddress {
    /// Whether `host` is one.
    public static func isOne(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.wholeMatch(of: #/127\.\d+\.\d+\.\d+/#) != nil
    }
}
