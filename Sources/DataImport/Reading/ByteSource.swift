import CZlib
import Foundation

/// The bytes of a file or of standard input, gzip undone, a buffer at a time.
final class ByteSource {
    /// What the bytes are called in messages.
    let name: String
    /// How many bytes the file takes on the disk; `nil` for standard input.
    let totalBytes: Int?
    private let file: gzFile

    /// Opens `path`; `-` is standard input.
    /// - Throws: ``ImportError/cannotRead(file:reason:)``.
    init(path: String) throws(ImportError) {
        if path == "-" {
            name = "standard input"
            totalBytes = nil
            guard let opened = gzdopen(dup(STDIN_FILENO), "rb") else {
                throw ImportError.cannotRead(file: name, reason: "it cannot be opened")
            }
            file = opened
        } else {
            var status = stat()
            guard stat(path, &status) == 0 else {
                throw ImportError.cannotRead(file: path, reason: String(cString: strerror(errno)))
            }
            guard status.st_mode & S_IFMT != S_IFDIR else {
                throw ImportError.cannotRead(file: path, reason: "it is a folder; name the files in it")
            }
            guard let opened = gzopen(path, "rb") else {
                throw ImportError.cannotRead(file: path, reason: String(cString: strerror(errno)))
            }
            name = path
            totalBytes = Int(status.st_size)
            file = opened
        }
        gzbuffer(file, 1 << 18)
    }

    deinit { gzclose(file) }

    /// How many of `totalBytes` have been read.
    var readBytes: Int { Int(gzoffset(file)) }

    /// Fills the start of `buffer`.
    /// - Returns: how many bytes; 0 at the end.
    /// - Throws: ``ImportError/cannotRead(file:reason:)`` for a gzip file that is cut off or damaged.
    func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(ImportError) -> Int {
        let count = gzread(file, buffer.baseAddress, UInt32(buffer.count))
        var code: Int32 = 0
        let message = gzerror(file, &code)
        if count < 0 || (code != Z_OK && code != Z_STREAM_END) {
            let reason = message.map { String(cString: $0) } ?? "it is damaged"
            throw ImportError.cannotRead(file: name, reason: "the gzip data is cut off or damaged (\(reason))")
        }
        return Int(count)
    }
}
