import Crypto
public import Foundation

/// What a backup says about itself: when it was made, of what, and what its files must look like.
public struct BackupManifest: Codable, Sendable, Equatable {
    /// The layout of backups that this program writes and the newest that it reads.
    static let supportedSchemaVersion = 1
    /// Its name in a backup.
    static let fileName = "backup.json"

    /// Layout of the backup.
    public var schemaVersion = Self.supportedSchemaVersion
    /// When it was begun, ISO 8601 in UTC.
    public var createdAt: String
    /// The program that wrote it.
    public var producer: String
    /// The model that was current; `nil` for a shop without one.
    public var model: String?
    /// SHA-256 and size of every other file of the backup, by path.
    public var files: [String: FileDigest]

    enum CodingKeys: String, CodingKey {
        case schemaVersion = "schema_version"
        case createdAt = "created_at"
        case producer
        case model
        case files
    }

    /// How many bytes its files have.
    public var byteCount: Int { files.values.reduce(0) { $0 + $1.bytes } }

    /// Reads the manifest of the backup in `folder`.
    /// - Throws: ``BackupError`` when there is none, or it was written by a newer program.
    public init(of folder: URL) throws {
        guard let bytes = FileManager.default.contents(atPath: folder.appending(path: Self.fileName).path) else {
            throw BackupError.noBackup(path: folder.path)
        }
        struct Header: Decodable {
            let schemaVersion: Int
            enum CodingKeys: String, CodingKey { case schemaVersion = "schema_version" }
        }
        do {
            let header = try JSONDecoder().decode(Header.self, from: bytes)
            guard header.schemaVersion <= Self.supportedSchemaVersion else {
                throw BackupError.newerLayout(path: folder.path, found: header.schemaVersion)
            }
            self = try JSONDecoder().decode(Self.self, from: bytes)
        } catch is DecodingError {
            throw BackupError.damaged(path: folder.path, file: Self.fileName, reason: "it cannot be understood")
        }
        // A name that leads out of the folder was not written by us.
        for path in files.keys where path.split(separator: "/").contains("..") || path.hasPrefix("/") {
            throw BackupError.damaged(path: folder.path, file: Self.fileName, reason: "it names the file '\(path)'")
        }
    }

    init(createdAt: String, model: String?, files: [String: FileDigest]) {
        self.createdAt = createdAt
        producer = BowerbirdVersion.text
        self.model = model
        self.files = files
    }

    func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }
}

/// Why a shop is not backed up or restored.
public enum BackupError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Something is there already.
    case exists(path: String)
    /// The place to restore to holds something.
    case shopExists(path: String)
    /// No backup is there.
    case noBackup(path: String)
    /// A newer program wrote the backup.
    case newerLayout(path: String, found: Int)
    /// A file is missing, or its bytes are not those that were written.
    case damaged(path: String, file: String, reason: String)
    /// The data is on a server, which has its own way.
    case onServer

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .exists(let path): "\(path) is there already, and a backup overwrites nothing: give another name"
        case .shopExists(let path):
            "\(path) is not empty, and a restored shop overwrites nothing: give another --shop, or move it away"
        case .noBackup(let path): "\(path) holds no backup: name the folder that `bowerbird backup` wrote"
        case .newerLayout(let path, let found):
            "\(path) was written by a newer Bowerbird (layout \(found), this program reads up to \(BackupManifest.supportedSchemaVersion)): update Bowerbird"
        case .damaged(let path, let file, let reason):
            "\(path)/\(file) is damaged (\(reason)): use another backup"
        case .onServer:
            "this shop's data is on a database server: back it up with the server's own tool, pg_dump"
        }
    }
}
