import Synchronization

/// A task that one process at a time may do for a shop.
public enum ExclusiveTask: Sendable, CaseIterable {
    /// Training a model and making it current.
    case training
    /// Having ordered a training from another process, for as long as it runs.
    case trainingOrder
}

/// What whoever does an ``ExclusiveTask`` holds. It ends with ``end()``, or when nobody refers to it any more, or with the
/// process, however that ends.
public final class TaskClaim: Sendable {
    private let release: Mutex<(@Sendable () -> Void)?>

    init(release: @escaping @Sendable () -> Void) { self.release = Mutex(release) }

    deinit { end() }

    /// Lets others have the task; a second time does nothing.
    public func end() {
        let release = release.withLock { held in
            defer { held = nil }
            return held
        }
        release?()
    }
}
