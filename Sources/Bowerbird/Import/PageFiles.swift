import Foundation

/// The HTML files behind paths that users give.
enum PageFiles {
    private static let endings = [".html", ".htm", ".xhtml", ".html.gz", ".htm.gz"] + archiveEndings
    private static let archiveEndings = [".warc", ".warc.gz"]

    /// Whether a path is a web archive's, by its name.
    static func isArchive(_ path: String) -> Bool { archiveEndings.contains { path.lowercased().hasSuffix($0) } }

    /// Files as they are, and of folders every page and web archive in them and below, by name.
    static func find(_ paths: [String]) throws -> [String] {
        try paths.flatMap { path -> [String] in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
                return [path]
            }
            return try FileManager.default.subpathsOfDirectory(atPath: path)
                .filter { file in endings.contains { file.lowercased().hasSuffix($0) } }.sorted()
                .map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
        }
    }
}
