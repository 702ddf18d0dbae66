import Foundation

/// Files that are on the disk, not only in a cache, before anything refers to them.
enum DurableFile {
    /// Writes a new file and flushes it to the disk.
    static func write(_ bytes: [UInt8], to url: URL) throws {
        let file = open(url.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw failure("create", url) }
        defer { close(file) }
        try bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let count = Foundation.write(file, buffer.baseAddress! + written, buffer.count - written)
                if count < 0 {
                    if errno == EINTR { continue }
                    throw failure("write", url)
                }
                written += count
            }
        }
        guard fsync(file) == 0 else { throw failure("flush", url) }
    }

    /// Flushes a file that somebody else has written.
    static func flush(_ url: URL) throws {
        let file = open(url.path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure("read", url) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw failure("flush", url) }
    }

    /// Renames within one file system, replacing what is there, and flushes the folder's entry.
    static func rename(_ source: URL, to destination: URL) throws {
        guard Foundation.rename(source.path, destination.path) == 0 else { throw failure("rename", destination) }
        let folder = open(destination.deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private static func failure(_ action: String, _ url: URL) -> FileError {
        FileError(action: action, path: url.path, reason: String(cString: strerror(errno)))
    }
}

/// What the file system refused.
public struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was tried.
    public let action: String
    /// On which file.
    public let path: String
    /// What the system says, for example "No space left on device".
    public let reason: String

    /// A refusal from its parts.
    public init(action: String, path: String, reason: String) {
        self.action = action
        self.path = path
        self.reason = reason
    }

    /// What was refused and why.
    public var description: String { "cannot \(action) \(path): \(reason)" }
}
