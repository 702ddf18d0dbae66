import Foundation

/// Where the public data sets are, if they are on this machine.
enum SharedData {
    static let folder: URL? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path = ProcessInfo.processInfo.environment["BOWERBIRD_DATA"]
        let folder = path.map { URL(filePath: $0) } ?? root.appending(path: "../shared/data").standardized
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    /// The files in `folder` and the folders in it, by path.
    static func files(in folder: URL) throws -> [URL] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted().map { folder.appending(path: $0) }
            .filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true }
    }

    /// The first bytes of a file; of what is inside when it is a gzip file.
    static func bytes(of file: URL, atMost limit: Int) throws -> [UInt8] {
        guard file.pathExtension == "gz" else { return Array(try Data(contentsOf: file).prefix(limit)) }
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "gzip -dc \"$1\" 2> /dev/null | head -c \"$2\"", "sh", file.path, "\(limit)"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Array(data)
    }
}
