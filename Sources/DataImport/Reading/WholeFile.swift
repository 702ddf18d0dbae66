/// A file that is read in one piece, gzip undone.
public enum WholeFile {
    /// The file's bytes, at most `limit` + 1 of them: whoever gets more than `limit` knows that the file is larger.
    /// - Throws: ``ImportError/cannotRead(file:reason:)``.
    public static func read(path: String, limit: Int) throws(ImportError) -> [UInt8] {
        let source = try ByteSource(path: path)
        var bytes = [UInt8](repeating: 0, count: min(limit + 1, 1 << 18))
        var count = 0
        while count < bytes.count {
            let space = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count - count)
            defer { space.deallocate() }
            let read = try source.read(into: space)
            if read == 0 { break }
            bytes.replaceSubrange(count..<count + read, with: space[..<read])
            count += read
            if count == bytes.count, count <= limit {
                bytes += [UInt8](repeating: 0, count: min(count, limit + 1 - count))
            }
        }
        return Array(bytes[..<count])
    }
}
