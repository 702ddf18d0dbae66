public import Foundation
import Storage

extension Shop {
    private static let databaseName = "shop.sqlite"

    /// Writes a backup of the data and the current model into the new folder `target`, while others read and write.
    ///
    /// The data is that of one moment, every file is digested, and the folder appears under its name only when it is
    /// complete and on the disk.
    /// - Throws: ``BackupError/exists(path:)``; `BundleError` when the current model is damaged; `StorageError`;
    ///   ``FileError`` when it cannot be written, with nothing left of it.
    @discardableResult
    public func backUp(to target: URL) throws -> BackupManifest {
        guard let store = store as? SQLiteStore else { throw BackupError.onServer }
        guard !FileManager.default.fileExists(atPath: target.path) else { throw BackupError.exists(path: target.path) }
        let createdAt = Timestamp(seconds: Date().timeIntervalSince1970).iso8601
        return try NewFolder.make(target) { folder in
            let database = folder.appending(path: Self.databaseName)
            try store.backUp(to: database.path)
            try DurableFile.flush(database)
            var files = [Self.databaseName: try FileCopy.digest(of: database)]
            let version = bundles.currentVersion()
            if let version { try copyBundle(version, into: folder, &files) }
            let manifest = BackupManifest(createdAt: createdAt, model: version, files: files)
            try DurableFile.write(try manifest.encoded(), to: folder.appending(path: BackupManifest.fileName))
            return manifest
        }
    }

    private func copyBundle(_ version: String, into folder: URL, _ files: inout [String: FileDigest]) throws {
        let manifest = try bundles.manifest(of: version)
        let models = folder.appending(path: "models")
        try FileManager.default.createDirectory(
            at: models.appending(path: version), withIntermediateDirectories: true)
        for name in manifest.files.keys.sorted() + ["manifest.json"] {
            let path = "\(version)/\(name)"
            let digest = try FileCopy.run(from: bundles.url.appending(path: path), to: models.appending(path: path))
            if let known = manifest.files[name], known != digest {
                throw BundleError.damaged(
                    bundle: bundles.url.appending(path: version).path, file: name,
                    reason: "its SHA-256 is not the one written")
            }
            files["models/" + path] = digest
        }
        let current = models.appending(path: "current")
        try DurableFile.write(Array((version + "\n").utf8), to: current)
        files["models/current"] = try FileCopy.digest(of: current)
    }

    /// Makes a shop in the folder `target`, which must not be there or be empty, from a backup.
    ///
    /// Every byte is compared with what was written; the folder appears only when all of it is right.
    /// - Throws: ``BackupError``; ``FileError`` when it cannot be written, with nothing left of it.
    public static func restore(_ backup: URL, to target: URL) throws -> BackupManifest {
        let manifest = try BackupManifest(of: backup)
        let there = try? FileManager.default.contentsOfDirectory(atPath: target.path)
        guard there?.isEmpty ?? !FileManager.default.fileExists(atPath: target.path) else {
            throw BackupError.shopExists(path: target.path)
        }
        return try NewFolder.make(target) { folder in
            for (path, expected) in manifest.files.sorted(by: { $0.key < $1.key }) {
                let file = folder.appending(path: path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                guard FileManager.default.fileExists(atPath: backup.appending(path: path).path) else {
                    throw BackupError.damaged(path: backup.path, file: path, reason: "it is missing")
                }
                guard try FileCopy.run(from: backup.appending(path: path), to: file) == expected else {
                    throw BackupError.damaged(
                        path: backup.path, file: path, reason: "its bytes are not those that were written")
                }
            }
            return manifest
        }
    }
}

/// Makes a folder that is there with everything in it, or not at all.
enum NewFolder {
    /// Fills a folder beside `target` under another name, and renames it when `body` is done. An empty folder there is replaced.
    static func make<Result>(_ target: URL, _ body: (URL) throws -> Result) throws -> Result {
        let name = ".incomplete-\(target.lastPathComponent)-\(ProcessInfo.processInfo.processIdentifier)"
        let folder = target.deletingLastPathComponent().appending(path: name)
        do {
            // What people did in a shop is not everybody's on the machine.
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let result = try body(folder)
            try DurableFile.rename(folder, to: target)
            return result
        } catch {
            try? FileManager.default.removeItem(at: folder)
            if let error = error as? CocoaError {
                throw FileError(action: "make", path: target.path, reason: error.localizedDescription)
            }
            throw error
        }
    }
}
