import Foundation

/// The most memory the process has held at once.
enum PeakMemory {
    /// Peak resident set size, in bytes.
    static var bytes: Int {
        var usage = rusage()
        // Glibc imports the constant as an enumeration of its own.
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Int(usage.ru_maxrss) * 1024
    }
}
