import Bowerbird
import Foundation

/// Where results go: standard output, a file that appears under its name only when it is complete, or a device or pipe.
struct OutputFile: ~Copyable {
    private let stream: UnsafeMutablePointer<FILE>
    private let temporary: String?
    private let destination: String?

    /// Standard output, or the file at `path`.
    init(path: String?) throws {
        guard let path else {
            guard let standardOutput = fdopen(STDOUT_FILENO, "w") else {
                throw FileError(
                    action: "write", path: "standard output", reason: String(cString: strerror(errno)))
            }
            stream = standardOutput
            temporary = nil
            destination = nil
            return
        }
        // What is no regular file is written to as it is: a complete file in its place would be the end of it.
        let name = Self.isDevice(path) ? nil : path + ".incomplete-\(getpid())"
        if let name { IncompleteFiles.add(name) }
        guard let file = fopen(name ?? path, "w") else {
            if let name { IncompleteFiles.remove(name) }
            throw FileError(action: "create", path: path, reason: String(cString: strerror(errno)))
        }
        stream = file
        temporary = name
        destination = path
    }

    // A device, a pipe or a socket, also behind a link.
    private static func isDevice(_ path: String) -> Bool {
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        guard let type = try? FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
        else { return false }
        return ![.typeRegular, .typeDirectory, .typeSymbolicLink].contains(type)
    }

    func write(_ text: String) throws {
        var text = text
        let written = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, stream) }
        if written < text.utf8.count { try fail("write") }
    }

    consuming func finish() throws {
        if fflush(stream) != 0 { try fail("write") }
        guard let temporary, let destination else { return }
        fsync(fileno(stream))
        fclose(stream)
        if rename(temporary, destination) != 0 { try fail("rename") }
        IncompleteFiles.remove(temporary)
    }

    private func fail(_ action: String) throws -> Never {
        let reason = String(cString: strerror(errno))
        if let temporary {
            unlink(temporary)
            IncompleteFiles.remove(temporary)
        }
        throw FileError(action: action, path: destination ?? "standard output", reason: reason)
    }
}
