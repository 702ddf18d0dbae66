import Foundation

/// The shop's folder and the disk that it is on.
struct FolderCheck {
    let folder: URL

    // Below this, neither a transaction nor a new model is sure to find room.
    private static let leastBytes = 200 << 20

    var findings: [Finding] {
        var isFolder = ObjCBool(false)
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue else {
            return [
                .fail(
                    "folder", "\(folder.path) is not there or is no folder",
                    "name the shop's folder with --shop, or set BOWERBIRD_SHOP")
            ]
        }
        return [rights, leftovers, space]
    }

    private var rights: Finding {
        guard access(folder.path, R_OK | W_OK | X_OK) == 0 else {
            return .fail(
                "folder", "\(folder.path) cannot be read and written by this user",
                "run as its owner, or change the owner: `chown -R USER \(folder.path)`")
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder.path)
        let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0
        guard mode & 0o007 == 0 else {
            return .warn(
                "folder", "everybody on this machine may look into \(folder.path), where people's histories are",
                "`chmod 700 \(folder.path)`, or 750 for a group")
        }
        return .ok("folder", "\(folder.path), for its owner\(mode & 0o070 == 0 ? "" : " and group") only")
    }

    private var leftovers: Finding {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "models").path)) ?? []
        let incomplete = names.filter { $0.hasPrefix(".incomplete-") }
        guard let first = incomplete.first else { return .ok("leftovers", "none of a killed training") }
        return .warn(
            "leftovers", "\(incomplete.count) unfinished models, such as \(first): a training runs, or one was killed",
            "nothing, if one runs; the next training removes what a killed one left")
    }

    private var space: Finding {
        let free = FreeSpace.bytes(at: folder) ?? 0
        let used = FolderSize.bytes(of: folder)
        let words = "\(Self.mebibytes(free)) MiB free, the shop takes \(Self.mebibytes(used)) MiB"
        if free < Self.leastBytes {
            return .fail(
                "disk", words, "make room: writes are refused when the disk is full, and nothing stored is lost")
        }
        if free < used {
            return .warn("disk", words, "make room: a backup on the same disk takes as much again")
        }
        return .ok("disk", words)
    }

    private static func mebibytes(_ bytes: Int) -> Int { bytes >> 20 }
}

/// How much room a disk has.
enum FreeSpace {
    /// Bytes that this user may still write at `url`.
    static func bytes(at url: URL) -> Int? {
        var state = statvfs()
        guard statvfs(url.path, &state) == 0 else { return nil }
        return Int(state.f_bavail) * Int(state.f_frsize)
    }
}

/// How much room a folder takes.
enum FolderSize {
    /// Bytes of all files in `folder`.
    static func bytes(of folder: URL) -> Int {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        return paths.reduce(0) { sum, path in
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder.appending(path: path).path)
            guard attributes?[.type] as? FileAttributeType == .typeRegular else { return sum }
            return sum + ((attributes?[.size] as? NSNumber)?.intValue ?? 0)
        }
    }
}
