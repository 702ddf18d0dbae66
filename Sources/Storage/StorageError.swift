/// Why a shop's data cannot be read or written.
public enum StorageError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file is no database, or a damaged one.
    case notADatabase(path: String)
    /// A newer program made the database.
    case newerSchema(path: String)
    /// The disk, or the space allowed to the database, is full; nothing of the batch was stored.
    case full(path: String)
    /// The file or its folder cannot be written.
    case readOnly(path: String)
    /// Another process has been writing for too long.
    case busy(path: String)
    /// Anything else the database says.
    case failed(path: String, reason: String)

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .notADatabase(let path):
            "\(path) is not a Bowerbird database, or it is damaged: name another shop with --shop, or restore the file from a backup"
        case .newerSchema(let path): "\(path) was made by a newer Bowerbird: update this program"
        case .full(let path):
            "\(path): the disk is full; nothing of the last batch was stored. Make room and run it again"
        case .readOnly(let path): "\(path) cannot be written: check the owner and the rights of the file and its folder"
        case .busy(let path): "\(path) is being written by another process: wait for it to end and run this again"
        case .failed(let path, let reason): "\(path): \(reason)"
        }
    }
}
