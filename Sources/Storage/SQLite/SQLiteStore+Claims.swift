import Foundation

extension SQLiteStore {
    /// Claims a task for this process, or answers `nil` while another has it. The claim is a lock (`flock`) on an empty file
    /// beside the database, which the system takes back when the process ends.
    public func claim(_ task: ExclusiveTask) throws -> TaskClaim? {
        let name =
            switch task {
            case .training: "training"
            case .trainingOrder: "training-order"
            }
        let file = open(path + "." + name, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw StorageError.readOnly(path: path) }
        if flock(file, LOCK_EX | LOCK_NB) == 0 { return TaskClaim { close(file) } }
        close(file)
        return nil
    }
}
