import Crypto
public import Foundation

/// The folder in which a shop keeps its model bundles, and which of them is current.
///
/// A bundle is written beside the others under a temporary name, flushed to disk and renamed; the file `current`, which
/// holds the name of the bundle in use, is replaced by a rename last. Whenever a process is killed, `current` names a
/// complete bundle or is not there.
public struct BundleFolder: Sendable {
    /// The folder.
    public let url: URL

    /// The bundles in `url`, which need not exist yet.
    public init(_ url: URL) { self.url = url }

    /// How many bundles are kept, the current one among them.
    static let keptBundles = 3

    /// The name of the bundle in use, or `nil` if none was ever made current.
    public func currentVersion() -> String? { name(in: "current") }

    /// The name of the bundle that waits to take the place of the one in use, or `nil` if none does.
    public func challengerVersion() -> String? {
        name(in: "challenger").flatMap { $0 != currentVersion() && versions().contains($0) ? $0 : nil }
    }

    private func name(in file: String) -> String? {
        guard let text = try? String(contentsOf: url.appending(path: file), encoding: .utf8) else { return nil }
        let name = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return name.isEmpty ? nil : name
    }

    private func write(_ version: String, in file: String) throws {
        let temporary = url.appending(path: ".\(file)-\(ProcessInfo.processInfo.processIdentifier)")
        try DurableFile.write(Array((version + "\n").utf8), to: temporary)
        try DurableFile.rename(temporary, to: url.appending(path: file))
    }

    /// The names of all complete bundles, oldest first.
    public func versions() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.filter { name in
            !name.hasPrefix(".")
                && FileManager.default.fileExists(
                    atPath: url.appending(path: name).appending(path: "manifest.json").path)
        }.sorted()
    }

    /// Writes a bundle; it is complete, but not yet current, when this returns.
    /// - Returns: the manifest as written, with the digest of every file.
    /// - Throws: what the file system says, for example when the disk is full; nothing of the bundle is left then.
    public func write(_ manifest: BundleManifest, files: [String: [UInt8]]) throws -> BundleManifest {
        var manifest = manifest
        manifest.files = files.mapValues { FileDigest(sha256: Self.sha256($0), bytes: $0.count) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let temporary = url.appending(
            path: ".incomplete-\(manifest.version)-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
        do {
            for (name, bytes) in files { try DurableFile.write(bytes, to: temporary.appending(path: name)) }
            try DurableFile.write(Array(try encoder.encode(manifest)), to: temporary.appending(path: "manifest.json"))
            try DurableFile.rename(temporary, to: url.appending(path: manifest.version))
        } catch {
            try? FileManager.default.removeItem(at: temporary)
            throw error
        }
        return manifest
    }

    /// Makes a complete bundle the current one, then removes what killed runs left behind and all but the newest bundles.
    /// No other waits to take its place then.
    /// - Parameter others: bundles that are kept though they are not among the newest.
    public func makeCurrent(_ version: String, keeping others: Set<String> = []) throws {
        try write(version, in: "current")
        try setChallenger(nil, keeping: others)
    }

    /// Makes a complete bundle the one that waits to take the place of the current one, or none.
    /// - Parameter others: bundles that are kept though they are not among the newest.
    public func setChallenger(_ version: String?, keeping others: Set<String> = []) throws {
        if let version {
            try write(version, in: "challenger")
        } else if name(in: "challenger") != nil {
            try FileManager.default.removeItem(at: url.appending(path: "challenger"))
        }
        removeSuperseded(keeping: others)
    }

    private func removeSuperseded(keeping others: Set<String>) {
        let kept = others.union([currentVersion(), challengerVersion()].compactMap { $0 })
        let superseded = versions().filter { $0 != currentVersion() }.dropLast(Self.keptBundles - 1)
            .filter { !kept.contains($0) }
        let abandoned = ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? [])
            .filter { $0.hasPrefix(".incomplete-") && !Self.isBeingWritten($0) }
        for name in superseded + abandoned { try? FileManager.default.removeItem(at: url.appending(path: name)) }
    }

    /// Removes every bundle but the one in use.
    public func removeAllButCurrent() {
        guard let current = currentVersion() else { return }
        for name in versions() where name != current {
            try? FileManager.default.removeItem(at: url.appending(path: name))
        }
    }

    // The name of an incomplete bundle ends in the identifier of the process that writes it.
    private static func isBeingWritten(_ name: String) -> Bool {
        guard let process = name.split(separator: "-").last.flatMap({ pid_t($0) }) else { return false }
        return kill(process, 0) == 0 || errno == EPERM
    }

    /// Reads a bundle's manifest.
    /// - Throws: ``BundleError`` if the bundle is missing, damaged or from a newer program.
    public func manifest(of version: String) throws -> BundleManifest {
        let path = url.appending(path: version).path
        guard let bytes = FileManager.default.contents(atPath: path + "/manifest.json") else {
            throw BundleError.missing(bundle: path)
        }
        struct Header: Decodable {
            let schemaVersion: Int
            enum CodingKeys: String, CodingKey { case schemaVersion = "schema_version" }
        }
        do {
            let header = try JSONDecoder().decode(Header.self, from: bytes)
            guard header.schemaVersion <= BundleManifest.supportedSchemaVersion else {
                throw BundleError.newerSchema(
                    bundle: path, found: header.schemaVersion, supported: BundleManifest.supportedSchemaVersion)
            }
            return try JSONDecoder().decode(BundleManifest.self, from: bytes)
        } catch let error as DecodingError {
            throw BundleError.unreadableManifest(bundle: path, reason: Self.summary(of: error))
        }
    }

    /// Reads one file of a bundle and checks it against the manifest.
    /// - Throws: ``BundleError/damaged(bundle:file:reason:)`` unless every byte is the one that was written.
    public func read(_ file: String, of manifest: BundleManifest) throws -> [UInt8] {
        let folder = url.appending(path: manifest.version).path
        guard let expected = manifest.files[file] else {
            throw BundleError.damaged(bundle: folder, file: file, reason: "the manifest does not name it")
        }
        guard let data = FileManager.default.contents(atPath: folder + "/" + file) else {
            throw BundleError.damaged(bundle: folder, file: file, reason: "it is missing")
        }
        let bytes = [UInt8](data)
        guard bytes.count == expected.bytes else {
            throw BundleError.damaged(
                bundle: folder, file: file, reason: "\(bytes.count) bytes instead of \(expected.bytes)")
        }
        guard Self.sha256(bytes) == expected.sha256 else {
            throw BundleError.damaged(bundle: folder, file: file, reason: "its SHA-256 is not the one written")
        }
        return bytes
    }

    static func sha256(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).hexadecimal
    }

    private static func summary(of error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "the field '\(key.stringValue)' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "the field '\(context.codingPath.map(\.stringValue).joined(separator: "."))' has the wrong type"
        case .dataCorrupted: "it is not valid JSON"
        @unknown default: "it is not a manifest"
        }
    }
}
