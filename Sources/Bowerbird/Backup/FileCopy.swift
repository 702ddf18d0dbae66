import Crypto
import Foundation

/// Copies and digests files of any size in little memory.
enum FileCopy {
    private static let chunk = 1 << 20

    /// Copies a file and flushes it to the disk.
    /// - Returns: the digest of what was copied.
    /// - Throws: ``FileError``.
    static func run(from source: URL, to target: URL) throws -> FileDigest {
        let file = open(target.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure("create", target) }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        let digest = try digest(of: source) { bytes in
            do { try handle.write(contentsOf: bytes) } catch { throw failure("write", target) }
        }
        guard fsync(file) == 0 else { throw failure("flush", target) }
        return digest
    }

    /// The digest of a file.
    /// - Parameter body: given every part of it, in order.
    /// - Throws: ``FileError``; what `body` throws.
    static func digest(of source: URL, _ body: (Data) throws -> Void = { _ in }) throws -> FileDigest {
        let file = open(source.path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure("read", source) }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        var hash = SHA256()
        var count = 0
        while true {
            let bytes: Data?
            do { bytes = try handle.read(upToCount: chunk) } catch { throw failure("read", source) }
            guard let bytes, !bytes.isEmpty else { break }
            hash.update(data: bytes)
            count += bytes.count
            try body(bytes)
        }
        return FileDigest(sha256: hash.finalize().hexadecimal, bytes: count)
    }

    private static func failure(_ action: String, _ url: URL) -> FileError {
        FileError(action: action, path: url.path, reason: String(cString: strerror(errno)))
    }
}
