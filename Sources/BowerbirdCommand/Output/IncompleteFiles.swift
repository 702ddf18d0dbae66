import Foundation

/// Files that have not got their name yet. None is left behind by a command that fails or is told to end.
///
/// Used by the thread that runs the command; beside it only the handler of a signal looks.
enum IncompleteFiles {
    private static let capacity = 8
    // C strings, since the handler of a signal may not allocate. A command has one such file, and hardly ever two.
    nonisolated(unsafe) private static var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?

    /// From now on the file goes when the process ends before ``remove(_:)``.
    static func add(_ name: String) {
        if names == nil {
            let slots = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: capacity)
            slots.initialize(repeating: nil, count: capacity)
            names = slots
            for number in [SIGINT, SIGTERM, SIGHUP] { watch(number) }
        }
        guard let names, let free = (0..<capacity).first(where: { names[$0] == nil }) else { return }
        names[free] = strdup(name)
    }

    /// The file has its name. Its slot's memory is not freed: the handler may be reading it.
    static func remove(_ name: String) {
        guard let names else { return }
        for slot in 0..<capacity where names[slot].map({ String(cString: $0) }) == name { names[slot] = nil }
    }

    /// Removes the files of a command that failed.
    static func removeAll() {
        guard let names else { return }
        for slot in 0..<capacity {
            if let name = names[slot] { unlink(name) }
            names[slot] = nil
        }
    }

    private static func watch(_ number: Int32) {
        var old = sigaction()
        sigaction(number, nil, &old)
        // What the caller wants ignored, as nohup does, stays so.
        guard unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self)
        else { return }
        signal(number) { number in
            IncompleteFiles.removeAll()
            // Then the signal does what it does.
            signal(number, SIG_DFL)
            raise(number)
        }
    }
}
