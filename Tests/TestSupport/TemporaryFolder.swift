public import Foundation

/// A new folder for the time of `body`, removed afterwards.
public func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bowerbird-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}

extension URL {
    /// Writes a file into this folder.
    /// - Returns: the file's path.
    public func writing(_ text: String, as name: String) throws -> String {
        let file = appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
    }
}

/// The repository that the tests belong to.
public enum Repository {
    /// Its folder.
    public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    /// The demonstration shop.
    public static let corpora = root.appending(path: "corpora")
}
