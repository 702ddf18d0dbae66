import Foundation

/// A file that is read in one piece, gzip undone.
public enum WholeFile {
    /// The file's bytes, at most `limit` + 1 of them: whoever gets more than `limit` knows that the file is larger.
    /// - Throws: ``ImportError/cannotRead(file:reason:)``.
    public static func read(path: String, limit: Int) throws(ImportError) -> [UInt8] {
        if path != "-", let bytes = plain(path, limit: limit) { return bytes }
        let source = try ByteSource(path: path)
        var bytes = [UInt8](repeating: 0, count: min(limit + 1, 1 << 18))
        var count = 0
        while count < bytes.count {
            var failure: ImportError?
            let read = bytes.withUnsafeMutableBufferPointer { buffer in
                do throws(ImportError) {
                    return try source.read(into: UnsafeMutableBufferPointer(rebasing: buffer[count...]))
                } catch {
                    failure = error
                    return 0
                }
            }
            if let failure { throw failure }
            if read == 0 { break }
            count += read
            if count == bytes.count, count <= limit {
                bytes += [UInt8](repeating: 0, count: min(count, limit + 1 - count))
            }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    // A regular file without gzip's mark, copied once; `nil` for anything else, and where reading fails.
    private static func plain(_ path: String, limit: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
            return nil
        }
        let wanted = min(Int(status.st_size), limit + 1)
        var isWhole = true
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
            while count < wanted {
                let got = Foundation.read(descriptor, buffer.baseAddress.map { $0 + count }, wanted - count)
                if got <= 0 {
                    isWhole = got == 0
                    break
                }
                count += got
            }
        }
        return isWhole && !bytes.starts(with: gzipMark) ? bytes : nil
    }

    private static let gzipMark: [UInt8] = [0x1F, 0x8B]
}
